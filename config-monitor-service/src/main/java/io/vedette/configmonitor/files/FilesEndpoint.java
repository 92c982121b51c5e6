package io.vedette.configmonitor.files;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What became of the files. */
@RestController
class FilesEndpoint {

    private static final int LONGEST = 1 << 20;
    private static final int PATH = 4096;

    private final FileRecords records;
    private final FileWatch watch;

    FilesEndpoint(FileRecords records, FileWatch watch) {
        this.records = records;
        this.watch = watch;
    }

    /**
     * @param accepted whether the file would be put in force
     * @param changes whether it means something else than what was judged last
     * @param errors why not, by line
     * @param detail what would be started and stopped, or who would be told
     */
    record Verdict(
            String path,
            boolean accepted,
            boolean changes,
            List<FileError> errors,
            String detail,
            List<String> notes) {}

    /**
     * @param files each with where it stands now
     * @param history changes of where one stands, newest first, the latest hundred
     */
    record ConfigFiles(List<FileRecord> files, List<FileRecord> history) {}

    @GetMapping("/api/config-files")
    @Operation(summary = "Which files are in force, refused (and on which line), or wait for whom they are brought to")
    ConfigFiles files(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return new ConfigFiles(records.latest(), records.history());
    }

    @PostMapping("/api/config-files/check")
    @Operation(summary = "What a file would do, were it put there; nothing is changed. 503 when whoever judges is away")
    Verdict check(@AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json)
            throws IOException, InterruptedException {
        caller.needsToRunTheSuite();
        Fields body = Fields.of(json);
        String path = body.text("path", null, PATH);
        String content = Objects.requireNonNullElse(body.optionalText("content", "", LONGEST), "");
        body.refuseWrong();
        ConfigText text = new ConfigText(path, content);
        Answer answer = watch.check(text).orElseThrow(() -> unwatched(path));
        boolean changes = records.of(path)
                .map(record -> !record.meaning().equals(text.meaning()))
                .orElse(true);
        return switch (answer) {
            case Answer.InForce yes -> new Verdict(path, true, changes, List.of(), yes.summary(), yes.notes());
            case Answer.Refused no -> new Verdict(path, false, changes, no.errors(), "", List.of());
            case Answer.Away away -> throw Problem.unavailable(away.reason());
        };
    }

    private static ProblemException unwatched(String path) {
        return ObserverFiles.covers(path)
                ? Problem.unavailable("no observer is configured")
                : Problem.invalid("path", "is no file that is watched");
    }
}
