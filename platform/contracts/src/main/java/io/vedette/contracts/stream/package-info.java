/**
 * What a stream is called: a name in which its tags ride, and questions about these tags. The broker writes the names; filters, searches, notices and exports
 * read them here, so that all mean the same by a tag.
 */
@NullMarked
package io.vedette.contracts.stream;

import org.jspecify.annotations.NullMarked;
