package io.vedette.configmonitor.identity;

import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/keys}: the public keys as a JWK set, open to all. */
@RestController
class KeysEndpoint {
    private final SigningKeys keys;

    KeysEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/api/keys")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(keys.published().toJSONObject());
    }
}
