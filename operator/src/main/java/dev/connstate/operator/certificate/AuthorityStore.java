package dev.connstate.operator.certificate;

/** Where the CAs are kept, and shared between replicas. */
public sealed interface AuthorityStore permits FolderStore, SecretStore {
    /** @param version of what is kept, for {@link #replace} */
    record Kept(Authorities authorities, String version) {}

    Kept read() throws CertificateProblem;

    /** @return false when somebody else wrote since {@code before} was read */
    boolean replace(Kept before, Authorities next) throws CertificateProblem;

    /** Makes known to all agents whom to trust. */
    void publish(String bundle) throws CertificateProblem;
}
