package io.vedette.service.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A verified {@link Caller} in Spring Security's terms. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient TokenTerms terms;

    CallerAuthentication(Caller caller, TokenTerms terms) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + caller.role().name()));
        this.caller = caller;
        this.terms = terms;
        setAuthenticated(true);
    }

    TokenTerms terms() {
        return terms;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.user();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
