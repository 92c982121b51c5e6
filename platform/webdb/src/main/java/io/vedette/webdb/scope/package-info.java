/**
 * As whom the Web DB is used. Promise: a transaction sees the rows of its account alone; across accounts it sees only as a named job; without either it
 * sees nothing. The database's row security holds it to that, this package tells the database whose transaction it is.
 */
@NullMarked
package io.vedette.webdb.scope;

import org.jspecify.annotations.NullMarked;
