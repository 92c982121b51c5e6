package io.vedette.configmonitor.files;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of the files. */
@RestController
class FilesEndpoint {

    private final FileRecords records;

    FilesEndpoint(FileRecords records) {
        this.records = records;
    }

    /**
     * @param files each with where it stands now
     * @param history changes of where one stands, newest first, the latest hundred
     */
    record ConfigFiles(List<FileRecord> files, List<FileRecord> history) {}

    @GetMapping("/api/config-files")
    @Operation(summary = "Which files are in force, refused (and on which line), or wait for the observer")
    ConfigFiles files(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.ADMIN);
        return new ConfigFiles(records.latest(), records.history());
    }
}
