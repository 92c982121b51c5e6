/**
 * Watches directories and announces each file that arrives. Promise: a file under a name that is not ignored is announced at least once,
 * by a notification or by the listing that follows whatever may have swallowed one. Not recursive; writers rename when they are done.
 */
@NullMarked
package io.vedette.observer.watch;

import org.jspecify.annotations.NullMarked;
