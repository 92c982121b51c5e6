/** Directories, queues and steps: what arrives in a watched directory is announced on a Redis list, and steps work the lists off. */
@NullMarked
package io.vedette.observer;

import org.jspecify.annotations.NullMarked;
