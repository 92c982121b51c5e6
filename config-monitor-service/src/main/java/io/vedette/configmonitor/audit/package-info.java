/**
 * Who changed what, when, from where, before and after; and the way back. The database writes the audit, whoever changes; nobody changes the audit.
 * Promise: every version of a resource can be read, compared and had back, one or all of a transaction; secrets are shown to nobody.
 */
@NullMarked
package io.vedette.configmonitor.audit;

import org.jspecify.annotations.NullMarked;
