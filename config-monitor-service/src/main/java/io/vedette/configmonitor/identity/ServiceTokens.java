package io.vedette.configmonitor.identity;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tokens with which config-monitor itself calls another service: short, of the role operator, kept nowhere and never shown to a person. */
@Component
public class ServiceTokens {

    private static final String NAME = "config-monitor";
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final TokenMint mint;

    ServiceTokens(TokenMint mint) {
        this.mint = mint;
    }

    /** A fresh one, good for two minutes. */
    public String issue() {
        return mint.service(NAME, LIFE).token();
    }
}
