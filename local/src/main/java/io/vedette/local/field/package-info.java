/**
 * More of the field beside a suite that runs: further brokers and stratcons as processes of their own, a bad network between them, a sender that knows what
 * it sent. For measurements and acceptance tests. Invariant: ends what it started, and nothing else.
 */
@NullMarked
package io.vedette.local.field;

import org.jspecify.annotations.NullMarked;
