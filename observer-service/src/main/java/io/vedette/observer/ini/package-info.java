/**
 * Reads MetWork's INI files and says of every wrong line which one it is and why.
 * Promise: any text is read to its end; what is wrong becomes a {@link io.vedette.observer.ini.Fault}, never an exception.
 */
@NullMarked
package io.vedette.observer.ini;

import org.jspecify.annotations.NullMarked;
