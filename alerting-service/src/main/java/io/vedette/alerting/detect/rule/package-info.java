/**
 * What a rule set says of a stream: plain functions of the latest number and the silence since it. Rules are asked in order and the first that is
 * violated decides. Free of Spring, Kafka and clocks.
 */
@NullMarked
package io.vedette.alerting.detect.rule;

import org.jspecify.annotations.NullMarked;
