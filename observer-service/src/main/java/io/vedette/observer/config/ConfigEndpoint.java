package io.vedette.observer.config;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.observer.ini.Fault;
import io.vedette.service.etag.IfMatch;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Checks and changes the observer's files. An observer serves no single account: only an operator may, and config-monitor as one. */
@RestController
@RequestMapping("/api/observer/config")
class ConfigEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ConfigEndpoint.class);

    private final ObserverConfig config;

    ConfigEndpoint(ObserverConfig config) {
        this.config = config;
    }

    /**
     * @param path {@code directory_observer.ini} or {@code plugins/<name>/config.ini}
     * @param content its whole text
     */
    record ConfigFile(@Nullable String path, @Nullable String content) {}

    /**
     * @param path which file
     * @param notes what would have no effect
     */
    record Checked(String path, List<String> notes) {}

    /**
     * @param path which file
     * @param sha256 of its text in UTF-8, hex
     */
    record InForce(String path, String sha256) {}

    /** RFC 9457, with the line of each error. */
    record Refusal(String type, String title, int status, String detail, String instance, List<Fault> errors) {}

    @GetMapping
    @Operation(
            summary =
                    "Which files are in force; not their text, as that may hold secrets. The entity tag of each is its \"sha256\"")
    List<InForce> list(@AuthenticationPrincipal Caller caller) {
        mayChange(caller);
        return config.texts().entrySet().stream()
                .map(text -> new InForce(text.getKey().path(), ObserverConfig.sha256(text.getValue())))
                .toList();
    }

    @PostMapping("/check")
    @Operation(summary = "Whether a file would be accepted; 400 names every wrong line")
    Checked check(@AuthenticationPrincipal Caller caller, @RequestBody ConfigFile file) {
        mayChange(caller);
        ConfigName name = name(file.path());
        return new Checked(name.path(), config.check(name, content(file)));
    }

    @IfMatch
    @PutMapping
    @Operation(summary = "Puts a file in force without a restart; 400 names every wrong line, and the old one stays")
    Applied apply(@AuthenticationPrincipal Caller caller, @RequestBody ConfigFile file) throws IOException {
        mayChange(caller);
        return told(caller, config.apply(name(file.path()), content(file)));
    }

    @IfMatch
    @DeleteMapping
    @Operation(summary = "Takes a file out of force: its watches and steps stop, files being worked on are finished")
    Applied remove(@AuthenticationPrincipal Caller caller, @RequestParam String path) throws IOException {
        mayChange(caller);
        return told(caller, config.remove(name(path)));
    }

    private static Applied told(Caller caller, Applied applied) {
        if (applied.changed()) {
            log.atInfo()
                    .addKeyValue("by", caller.user())
                    .addKeyValue("watches", applied.watches())
                    .addKeyValue("steps", applied.steps())
                    .log("{} changed", applied.path());
        }
        return applied;
    }

    @ExceptionHandler
    ResponseEntity<Refusal> refused(RefusedConfigException refused, HttpServletRequest request) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new Refusal(
                        "urn:vedette:problem:invalid-value",
                        "Bad Request",
                        400,
                        String.valueOf(refused.getMessage()),
                        request.getRequestURI(),
                        refused.faults()));
    }

    private static void mayChange(Caller caller) {
        // The kind of a token says nothing of its holder: service tokens of a viewer's role lie in the configuration of
        // checks.
        caller.needs(Role.OPERATOR);
    }

    private static ConfigName name(@Nullable String path) {
        return ConfigName.of(path == null ? "" : path)
                .orElseThrow(() -> Problem.invalid(
                        "path", "must be directory_observer.ini or plugins/<name>/config.ini with a name of its own"));
    }

    private static String content(ConfigFile file) {
        if (file.content() == null) {
            throw Problem.invalid("content", "is missing");
        }
        return file.content();
    }
}
