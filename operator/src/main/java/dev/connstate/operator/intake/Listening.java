package dev.connstate.operator.intake;

import dev.connstate.operator.certificate.Credentials;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How the server listens: small heads, few requests at once on a connection, TLS 1.3. */
final class Listening {
    private static final int LARGEST_HEAD = 16 << 10;

    private Listening() {}

    static HttpServerConfig http(IntakeSettings settings) {
        var config = new HttpServerConfig()
                .setVersions(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                .setHttp1Config(
                        new Http1ServerConfig().setMaxInitialLineLength(256).setMaxHeaderSize(LARGEST_HEAD))
                .setHttp2Config(new Http2ServerConfig()
                        .setInitialSettings(
                                new Http2Settings().setMaxConcurrentStreams(4).setMaxHeaderListSize(LARGEST_HEAD)));
        config.getTcpConfig().setAcceptBacklog(1024); // all agents come at once after a restart
        return config.setTcpHost(settings.host()).setTcpPort(settings.port());
    }

    static ServerSSLOptions tls(Credentials credentials, IntakeSettings settings) {
        var options = new ServerSSLOptions()
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(credentials.chain()))
                        .addKeyValue(Buffer.buffer(credentials.key())))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setSslHandshakeTimeout(settings.patience().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setUseAlpn(true);
        return options;
    }
}
