package io.vedette.configmonitor.announce;

import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.User;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Users as others need them: who they are and where to write to; nothing of their password. */
@Component
class UserSource implements ResourceSource {
    private final AppUsers users;

    UserSource(AppUsers users) {
        this.users = users;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.USER;
    }

    @Override
    public Table table() {
        return new Table("app_user", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        return users.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(user -> Long.toString(user.id()), UserSource::resource));
    }

    private static ConfigResource.Builder resource(AppUser user) {
        return ConfigResource.newBuilder()
                .setVersion(user.version())
                .setAccountId(user.accountId())
                .setUser(User.newBuilder()
                        .setId(user.id())
                        .setEmail(user.email())
                        .setFirstName(user.firstName())
                        .setLastName(user.lastName()));
    }
}
