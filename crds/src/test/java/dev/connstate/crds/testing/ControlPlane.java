package dev.connstate.crds.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Where etcd and kube-apiserver keep their files, and how they are started: on 127.0.0.1 only, at free ports. */
record ControlPlane(Path assets, Path folder, String etcdUrl, int port, String adminToken, ServiceAccountKeys keys) {
    /** A watch is written down when it begins, everything else when it is answered. */
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - {level: Metadata, userGroups: ["system:serviceaccounts"]}
            - {level: None}
            """;

    static ControlPlane prepared() throws IOException {
        var assets = Tools.folder("kubernetes/build");
        var folder = Files.createTempDirectory("connstate-api-server");
        var adminToken = UUID.randomUUID().toString();
        Files.writeString(folder.resolve("tokens.csv"), adminToken + ",admin,admin,system:masters\n");
        Files.writeString(folder.resolve("audit.yaml"), AUDIT_POLICY);
        return new ControlPlane(
                assets,
                folder,
                "http://127.0.0.1:" + Program.freePort(),
                Program.freePort(),
                adminToken,
                ServiceAccountKeys.writtenTo(folder));
    }

    /** Its data need not outlive a crash of the machine. The folder goes when it ends. */
    Program startEtcd() {
        var peers = "http://127.0.0.1:" + Program.freePort();
        return Program.startAndRemove(
                folder,
                folder.resolve("etcd.log"),
                assets.resolve("etcd"),
                List.of(
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + etcdUrl,
                        "--advertise-client-urls=" + etcdUrl,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers));
    }

    /** It makes its own certificate, the first time. */
    Program startApiServer() {
        return Program.start(
                folder.resolve("kube-apiserver.log"),
                assets.resolve("kube-apiserver"),
                List.of(
                        "--etcd-servers=" + etcdUrl,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + folder,
                        "--token-auth-file=" + folder.resolve("tokens.csv"),
                        "--authorization-mode=RBAC",
                        "--audit-policy-file=" + folder.resolve("audit.yaml"),
                        "--audit-log-path=" + auditLog(),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-signing-key-file=" + keys.signing(),
                        "--service-account-key-file=" + keys.checking(),
                        "--service-cluster-ip-range=10.0.0.0/24",
                        "--endpoint-reconciler-type=none",
                        "--allow-privileged=true"));
    }

    Path certificate() {
        return folder.resolve("apiserver.crt");
    }

    /** What service accounts asked for. */
    Path auditLog() {
        return folder.resolve("audit.log");
    }

    /** For a user who may do everything. The certificate must be there. */
    String kubeconfig() throws IOException {
        return kubeconfig(adminToken);
    }

    /** For whom the token is of. */
    String kubeconfig(String token) throws IOException {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts:
                - name: test
                  context: {cluster: test, user: test}
                clusters:
                - name: test
                  cluster:
                    server: https://127.0.0.1:%d
                    certificate-authority-data: %s
                users:
                - name: test
                  user: {token: %s}
                """.formatted(port, Base64.getEncoder().encodeToString(Files.readAllBytes(certificate())), token);
    }
}
