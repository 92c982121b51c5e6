package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.Samples.Sample;
import io.vedette.testsupport.TestServers;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

class CassandraConnectingTests {
    private static final Map<String, String> TLS =
            Map.of("VEDETTE_STORE_CASSANDRA_TLS", "true", "VEDETTE_STORE_CASSANDRA_CONSISTENCY", "local-quorum");

    private final UUID journal = UUID.randomUUID();

    @Test
    void overTlsByAMajorityOfTheDatacenterItKeepsWhatWasCommitted() throws NoSuchAlgorithmException {
        StreamId stream = new StreamId(UUID.randomUUID(), "encrypted");
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(TestServers.cassandra().tls());
        try (TestCassandra cassandra = TestCassandra.shared(TLS)) {
            RollupStore store = cassandra.store();
            store.register(journal, 7, 0);
            Commit commit = new Commit(journal, 0, 1, Samples.cells(List.of(new Sample(stream, 60_000, 5))));
            assertThat(store.commit(commit)).isEqualTo(new Committed());
            assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 600))
                    .containsOnlyKeys(stream);
            assertThat(consistency(cassandra)).isEqualTo("LOCAL_QUORUM");
            assertThat(isKnownToBeEncrypted(cassandra.link())).isTrue();
        } finally {
            SSLContext.setDefault(before);
        }
    }

    @Test
    void aNodeThatItDoesNotTrustOrADatacenterThatIsNotThereGetsNothing() {
        for (Map<String, String> wrong : List.of(TLS, Map.of("VEDETTE_STORE_CASSANDRA_DATACENTER", "elsewhere"))) {
            try (TestCassandra cassandra = TestCassandra.shared(wrong)) {
                assertThatThrownBy(() -> cassandra.store().register(journal, 7, 0))
                        .isInstanceOf(StoreUnavailableException.class);
            }
        }
    }

    /** What it trusts says nothing of who answers: a certificate has to be that of the address. */
    @Test
    void theCertificateHasToNameTheNode() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        AskedForTrust trust = new AskedForTrust();
        context.init(null, new TrustManager[] {trust}, null);
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(context);
        try (TestCassandra cassandra = TestCassandra.shared(TLS)) {
            cassandra.store().register(journal, 7, 0);
        } finally {
            SSLContext.setDefault(before);
        }
        assertThat(trust.identifications).isNotEmpty().containsOnly("HTTPS");
    }

    private static String consistency(TestCassandra cassandra) {
        return cassandra
                .link()
                .session()
                .getContext()
                .getConfig()
                .getDefaultProfile()
                .getString(DefaultDriverOption.REQUEST_CONSISTENCY);
    }

    /** Whether the node sees a connection that is; others than ours are in the clear. */
    private static boolean isKnownToBeEncrypted(CassandraLink link) {
        return CassandraLink.rows(link.execute(SimpleStatement.newInstance("select * from system_views.clients")))
                .stream()
                .anyMatch(row -> row.getBoolean("ssl_enabled"));
    }

    /** Trusts anybody, and keeps how names were to be looked at. */
    private static final class AskedForTrust extends X509ExtendedTrustManager {
        private final Queue<String> identifications = new ConcurrentLinkedQueue<>();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            identifications.add(
                    Objects.requireNonNullElse(engine.getSSLParameters().getEndpointIdentificationAlgorithm(), ""));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
