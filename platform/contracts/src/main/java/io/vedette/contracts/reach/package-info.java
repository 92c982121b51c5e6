/**
 * Where checks and webhooks may lead. Promise: what somebody configures cannot make a service of ours ask the machine it runs on for its cloud's credentials:
 * link-local addresses and those of metadata services are refused where the connection is made, whatever name or redirect led there.
 */
@NullMarked
package io.vedette.contracts.reach;

import org.jspecify.annotations.NullMarked;
