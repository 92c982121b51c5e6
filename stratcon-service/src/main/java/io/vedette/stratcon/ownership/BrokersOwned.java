package io.vedette.stratcon.ownership;

import io.vedette.contracts.proto.brokers.BrokerAddress;
import java.util.List;

/**
 * From now on exactly these brokers are this stratcon's.
 *
 * @param brokers by ascending id
 */
public record BrokersOwned(List<BrokerAddress> brokers) {

    public BrokersOwned {
        brokers = List.copyOf(brokers);
    }
}
