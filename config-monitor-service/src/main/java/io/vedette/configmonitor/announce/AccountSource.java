package io.vedette.configmonitor.announce;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.webdb.account.AccountLimit;
import io.vedette.webdb.account.AccountLimits;
import io.vedette.webdb.account.Accounts;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AccountSource implements ResourceSource {
    private final Accounts accounts;
    private final AccountLimits limits;

    AccountSource(Accounts accounts, AccountLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.ACCOUNT;
    }

    @Override
    public Table table() {
        return new Table("account", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        Map<Long, AccountLimit> theirs =
                limits.findAllById(Numbers.of(ids)).stream().collect(toMap(AccountLimit::accountId, limit -> limit));
        return accounts.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(
                        account -> Long.toString(account.id()),
                        account -> resource(account, theirs.get(account.id()))));
    }

    private static ConfigResource.Builder resource(
            io.vedette.webdb.account.Account account, @Nullable AccountLimit limit) {
        return ConfigResource.newBuilder()
                .setVersion(account.version())
                .setAccountId(account.id())
                .setAccount(Account.newBuilder()
                        .setId(account.id())
                        .setName(account.name())
                        .setTimezone(account.timezone())
                        .setLimits(limits(limit)));
    }

    private static io.vedette.contracts.proto.config.AccountLimits limits(@Nullable AccountLimit limit) {
        return io.vedette.contracts.proto.config.AccountLimits.newBuilder()
                .setStreams(limit == null ? 0 : requireNonNullElse(limit.streams(), 0L))
                .setQueryPoints(limit == null ? 0 : requireNonNullElse(limit.queryPoints(), 0L))
                .build();
    }
}
