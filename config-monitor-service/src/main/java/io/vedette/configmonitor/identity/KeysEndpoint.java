package io.vedette.configmonitor.identity;

import io.vedette.service.identity.RevocationList;
import io.vedette.service.identity.Revocations;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/keys}: the public keys as a JWK set, open to all; beside it what was withdrawn of what they signed. */
@RestController
class KeysEndpoint {
    private final SigningKeys keys;
    private final Revocations revocations;

    KeysEndpoint(SigningKeys keys, Revocations revocations) {
        this.keys = keys;
        this.revocations = revocations;
    }

    /** Open to all as the keys are: services ask for it every few seconds, and ids of tokens open nothing. */
    @GetMapping("/api/keys/revocations")
    ResponseEntity<RevocationList> revocations() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(revocations.current());
    }

    @GetMapping("/api/keys")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(keys.published().toJSONObject());
    }
}
