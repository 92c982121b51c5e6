/**
 * Check bundles and checks by API v2. Promise: a bundle that is not right is refused naming every wrong field, and nothing of it is done; each of its
 * brokers has one check. Passwords in a bundle's config go in and never come out; a trap's secret is shown to those who may change it.
 */
@NullMarked
package io.vedette.configmonitor.check;

import org.jspecify.annotations.NullMarked;
