package io.vedette.observer.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Who this observer is, the same over restarts: 12 hex digits below its home. Only one process may be it at a time. */
@Component
public class Instance implements DisposableBean {

    private final FileChannel channel;
    private final String id;

    Instance(HomeSettings settings) throws IOException {
        Path home = settings.home();
        Files.createDirectories(home);
        this.channel =
                FileChannel.open(home.resolve("observer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock(home);
        this.id = readOrMake(home.resolve("instance"));
    }

    private void lock(Path home) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException sameProcess) {
            channel.close();
            throw new IllegalStateException("Another observer of this process works in " + home, sameProcess);
        }
        channel.close();
        throw new IllegalStateException("Another observer works in " + home);
    }

    private static String readOrMake(Path file) throws IOException {
        if (Files.exists(file)) {
            String known = Files.readString(file).strip();
            if (known.matches("[0-9a-f]{12}")) {
                return known;
            }
        }
        String made = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        Path written = Files.writeString(file.resolveSibling("instance.new"), made);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    public String id() {
        return id;
    }

    /** The name of one of its workers. */
    public String worker(int number) {
        return id + "-" + number;
    }

    @Override
    public void destroy() throws IOException {
        channel.close();
    }
}
