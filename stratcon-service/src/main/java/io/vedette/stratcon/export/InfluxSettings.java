package io.vedette.stratcon.export;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param url where lines are posted, with its query: {@code http://host:8086/write?db=metrics}, {@code https://host/api/v2/write?org=o&bucket=b}; empty for
 *     nowhere. Times are in milliseconds: {@code precision=ms} is added
 * @param user for HTTP basic; empty for none
 * @param password of the user
 * @param token for {@code Authorization: Token}; empty for none
 * @param subscriber name under which brokers remember how far it is taken
 * @param lines of one post at most
 * @param every how long lines wait for others
 * @param timeout of one post; past it the same lines are posted again
 */
@Validated
@ConfigurationProperties("vedette.influx")
public record InfluxSettings(
        @DefaultValue("") @Pattern(regexp = "(https?://.+)?")
        String url,

        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String token,

        @DefaultValue("influxdb") @Pattern(regexp = "[a-z0-9-]{1,32}")
        String subscriber,

        @DefaultValue("5000") @Min(1) int lines,
        @DefaultValue("1s") Duration every,
        @DefaultValue("10s") Duration timeout) {

    /** Whether lines go anywhere. */
    public boolean isOn() {
        return !url.isEmpty();
    }

    @Override
    public String toString() {
        return "InfluxSettings[" + url.replaceAll("\\?.*", "") + ", " + subscriber + "]";
    }
}
