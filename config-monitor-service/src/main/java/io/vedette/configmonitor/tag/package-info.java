/** The tags that resources of an account carry, by API v2. They are kept nowhere but on these. */
@NullMarked
package io.vedette.configmonitor.tag;

import org.jspecify.annotations.NullMarked;
