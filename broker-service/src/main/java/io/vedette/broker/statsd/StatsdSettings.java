package io.vedette.broker.statsd;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param address the addresses listened on; from beyond loopback the catch-all check takes nothing
 * @param port UDP port; 0 for any free one
 * @param tcpPort TCP port at the same address; 0 for any free one
 * @param tcpTls whether it takes TLS with the broker's certificate, and nothing else
 * @param receivers sockets that share the UDP port, each with a thread: more than one is of use to several senders
 * @param receiveBuffer asked of the kernel; datagrams that find it full are lost, and counted as the kernel counts them
 * @param maxStreams streams of one check in one period; lines of further ones are refused as {@code too_many_streams}
 * @param maxSetSize distinct members of one set in one period; further ones are refused as {@code set_full}
 */
@ConfigurationProperties("vedette.broker.statsd")
@Validated
public record StatsdSettings(
        @DefaultValue("127.0.0.1") List<String> address,
        @DefaultValue("8125") @Min(0) @Max(65535) int port,
        @DefaultValue("8126") @Min(0) @Max(65535) int tcpPort,
        @DefaultValue("false") boolean tcpTls,
        @DefaultValue("1") @Min(1) @Max(64) int receivers,
        @DefaultValue("16MB") DataSize receiveBuffer,
        @DefaultValue("100000") @Min(1) int maxStreams,
        @DefaultValue("10000") @Min(1) int maxSetSize) {}
