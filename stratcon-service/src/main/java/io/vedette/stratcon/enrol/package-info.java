/**
 * Who this stratcon is: a key made here, a certificate from the suite's CA for a one-time code, both kept on disk. Promise: enrolled once, it never asks
 * again; until the door answers it keeps asking. Invariant: the key never leaves this machine.
 */
@NullMarked
package io.vedette.stratcon.enrol;

import org.jspecify.annotations.NullMarked;
