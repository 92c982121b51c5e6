/**
 * The one address of the suite on this machine: requests go to services by the route table of the contracts. Promise: bodies flow both ways as
 * they come, nothing is held back; who is away is told as a problem, never as a hang. It decides nothing about who may do what.
 */
@NullMarked
package io.vedette.local.gateway;

import org.jspecify.annotations.NullMarked;
