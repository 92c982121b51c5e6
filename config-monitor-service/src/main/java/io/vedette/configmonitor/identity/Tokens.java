package io.vedette.configmonitor.identity;

import io.vedette.configmonitor.identity.TokenMint.Minted;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.identity.ApiToken;
import io.vedette.webdb.identity.ApiTokens;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues tokens and remembers that they exist. */
@Service
@Transactional
public class Tokens {
    private final ApiTokens issued;
    private final TokenMint mint;

    Tokens(ApiTokens issued, TokenMint mint) {
        this.issued = issued;
        this.mint = mint;
    }

    /**
     * A token in a user's name.
     *
     * @param name what it is for
     * @return the signed token; it is told this once and kept nowhere
     */
    public String issue(AppUser user, String name, Role role, Caller.Kind kind, Duration life) {
        Minted minted = mint.token(user, role, kind, life);
        issued.save(new ApiToken(
                minted.jti(), user.accountId(), user.id(), name, role.word(), minted.issuedAt(), minted.expiresAt()));
        return minted.token();
    }

    List<ApiToken> of(long account) {
        return issued.findByAccountIdOrderByCreatedAt(account);
    }
}
