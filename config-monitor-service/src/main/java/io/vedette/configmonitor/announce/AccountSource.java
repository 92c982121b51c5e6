package io.vedette.configmonitor.announce;

import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.webdb.account.Accounts;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class AccountSource implements ResourceSource {
    private final Accounts accounts;

    AccountSource(Accounts accounts) {
        this.accounts = accounts;
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
        return accounts.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(account -> Long.toString(account.id()), AccountSource::resource));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.account.Account account) {
        return ConfigResource.newBuilder()
                .setVersion(account.version())
                .setAccountId(account.id())
                .setAccount(Account.newBuilder()
                        .setId(account.id())
                        .setName(account.name())
                        .setTimezone(account.timezone()));
    }
}
