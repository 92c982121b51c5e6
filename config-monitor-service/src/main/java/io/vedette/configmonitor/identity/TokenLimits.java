package io.vedette.configmonitor.identity;

import io.vedette.service.identity.AppState;
import java.util.List;

/**
 * What a token may do beyond its role.
 *
 * @param scopes each {@code resource:read} or {@code resource:write}, the resource as in paths or {@code *}; empty: everything
 * @param apps what becomes of an application name nobody decided upon
 */
public record TokenLimits(List<String> scopes, AppState apps) {
    public static final TokenLimits NONE = new TokenLimits(List.of(), AppState.ALLOW);

    public TokenLimits {
        scopes = List.copyOf(scopes);
    }
}
