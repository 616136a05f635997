package dev.connstate.crds.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key that signs tokens of service accounts, and the one that checks them; kube-apiserver makes none itself. */
record ServiceAccountKeys(Path signing, Path checking) {
    static ServiceAccountKeys writtenTo(Path folder) throws IOException {
        try {
            var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
            return new ServiceAccountKeys(
                    Files.writeString(folder.resolve("service-accounts.key"), pem("PRIVATE KEY", keys.getPrivate())),
                    Files.writeString(folder.resolve("service-accounts.pub"), pem("PUBLIC KEY", keys.getPublic())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has EC keys", e);
        }
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }
}
