/** How this service reaches Kafka: consumers without a group, and the check of the topics it reads. Nothing here writes to Kafka but missing topics. */
@NullMarked
package io.vedette.streaming.link;

import org.jspecify.annotations.NullMarked;
