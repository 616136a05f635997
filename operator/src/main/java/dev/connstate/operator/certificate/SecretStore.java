package dev.connstate.operator.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CAs in one Secret of the operator's own namespace, and what agents trust in a ConfigMap of the same name, under
 * {@code ca.crt}. Where both are there already, {@code get} and {@code update} of these two are all the rights it takes.
 */
public record SecretStore(KubernetesClient client, String namespace, String name) implements AuthorityStore {
    private static final int TRIES = 5;

    @Override
    public Kept read() throws CertificateProblem {
        try {
            var secret = Optional.ofNullable(
                    client.secrets().inNamespace(namespace).withName(name).get());
            var data = secret.map(Secret::getData).orElse(Map.of());
            var found = new ArrayList<Authority>();
            for (var entry : data.entrySet()) {
                if (entry.getKey().endsWith(".key")) {
                    var certificate = data.get(entry.getKey().replace(".key", ".crt"));
                    found.add(Authority.of(decoded(certificate), decoded(entry.getValue())));
                }
            }
            return new Kept(
                    new Authorities(found),
                    secret.map(it -> it.getMetadata().getResourceVersion()).orElse(""));
        } catch (KubernetesClientException e) {
            throw problem("cannot be read", e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new CertificateProblem(
                    "Secret %s/%s has something else in it: delete its data, and a new CA is made"
                            .formatted(namespace, name),
                    e);
        }
    }

    @Override
    public boolean replace(Kept before, Authorities next) throws CertificateProblem {
        var data = new TreeMap<String, String>();
        for (var authority : next.all()) {
            var entry = "ca-" + authority.notBefore().getEpochSecond();
            data.put(entry + ".crt", encoded(authority.certificate()));
            data.put(entry + ".key", encoded(authority.key()));
        }
        try {
            var secrets = client.secrets().inNamespace(namespace);
            if (before.version().isEmpty()) {
                secrets.resource(new SecretBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withData(data)
                                .build())
                        .create();
            } else {
                var kept = secrets.withName(name).require();
                kept.getMetadata().setResourceVersion(before.version());
                kept.setData(data);
                secrets.resource(kept).update();
            }
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw problem("cannot be written", e);
        }
    }

    @Override
    public void publish(String bundle) throws CertificateProblem {
        for (int tries = 1; ; tries++) {
            try {
                put(bundle);
                return;
            } catch (KubernetesClientException e) {
                // Another replica was quicker: look at what it wrote.
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == TRIES) {
                    throw problem("cannot be published as a ConfigMap", e);
                }
            }
        }
    }

    private void put(String bundle) {
        var maps = client.configMaps().inNamespace(namespace);
        var kept = Optional.ofNullable(maps.withName(name).get());
        if (kept.isEmpty()) {
            maps.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .withData(Map.of("ca.crt", bundle))
                            .build())
                    .create();
        } else if (!Map.of("ca.crt", bundle).equals(kept.get().getData())) {
            kept.get().setData(Map.of("ca.crt", bundle));
            maps.resource(kept.get()).update();
        }
    }

    private CertificateProblem problem(String what, KubernetesClientException e) {
        return new CertificateProblem(
                "the CA in Secret %s/%s %s: %s".formatted(namespace, name, what, e.getMessage()), e);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), US_ASCII);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
