package io.vedette.observer.step;

import io.vedette.contracts.files.FileEvent;
import java.nio.file.Path;

/**
 * A file that a worker has for itself: it lies in a folder of its own, under the name it came with, until the step is done with it.
 *
 * @param folder {@code <data_in>/tmp/<plugin>.<step>/<instance>.<uid>}; what the executable writes there goes with the file
 * @param event how it was announced
 */
record Claim(Path folder, FileEvent event) {

    Path file() {
        return folder.resolve(event.filename());
    }

    /** The event beside the folder, so that a later life knows what it finds. */
    Path record() {
        return folder.resolveSibling(folder.getFileName() + ".claim");
    }

    /** MetWork's original_uid. */
    String uid() {
        String name = folder.getFileName().toString();
        return name.substring(name.indexOf('.') + 1);
    }

    String instance() {
        String name = folder.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }
}
