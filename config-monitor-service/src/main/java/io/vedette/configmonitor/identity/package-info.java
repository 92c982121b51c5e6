/**
 * Who people are: passwords, sessions, tokens and the key that signs them. Promise: a password is kept as an Argon2id hash, a token nowhere; other services
 * verify signatures themselves against {@code /api/keys}. A password that somebody else chose opens nothing but the door where it is changed.
 */
@NullMarked
package io.vedette.configmonitor.identity;

import org.jspecify.annotations.NullMarked;
