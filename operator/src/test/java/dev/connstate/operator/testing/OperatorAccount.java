package dev.connstate.operator.testing;

import dev.connstate.crds.testing.KubeApiServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operator's service account, with rights and what else the chart makes for it. */
public record OperatorAccount(KubeApiServer server, String namespace) {
    public static final String NAME = "connstate-operator";
    private static final Path RULES = Path.of("..", "charts", "connstate", "files", "rbac");

    /** It may do nothing but in its own namespace, where its CA is to be. */
    public static OperatorAccount in(KubeApiServer server, String namespace) throws IOException {
        server.makeNamespace(namespace);
        server.makeServiceAccount(namespace, NAME);
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("connstate-ca")
                        .endMetadata()
                        .build())
                .create();
        server.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("connstate-ca")
                        .endMetadata()
                        .build())
                .create();
        var account = new OperatorAccount(server, namespace);
        account.mayIn(namespace, rules("operator-own.yaml"));
        return account;
    }

    /** Those of a file of the chart. */
    public static List<PolicyRule> rules(String file) throws IOException {
        return Serialization.unmarshal(Files.readString(RULES.resolve(file)), ClusterRole.class)
                .getRules();
    }

    public void mayIn(String where, List<PolicyRule> rules) {
        server.client()
                .resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(where)
                        .withName(namespace)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        server.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(where)
                        .withName(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", namespace)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }

    public void mayEverywhere(List<PolicyRule> rules) {
        server.client()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        server.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", namespace)
                        .addNewSubject("", "ServiceAccount", NAME, namespace)
                        .build())
                .create();
    }

    public Path kubeconfig(Path folder) throws IOException {
        return server.kubeconfig(folder.resolve("kubeconfig"), namespace, NAME);
    }
}
