package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A tree of files in the form of proc. The same namespace is the same inode: a hard link. */
record FakeProc(Path path) {
    ProcRoot root() {
        return new ProcRoot(path);
    }

    /** A process in a namespace, which is named by the first of its processes. */
    FakeProc process(int pid, String name, int namespaceOf, String cgroup) throws IOException {
        var net = Files.createDirectories(path.resolve(pid + "/net"));
        Files.writeString(path.resolve(pid + "/comm"), name + "\n");
        Files.writeString(path.resolve(pid + "/stat"), pid + " (" + name + ") S\n");
        Files.writeString(path.resolve(pid + "/cgroup"), cgroup);
        Files.createDirectories(path.resolve(pid + "/fd"));
        if (pid == namespaceOf) {
            Files.createFile(net.resolve("tcp"));
        } else {
            Files.createLink(net.resolve("tcp"), net(namespaceOf).resolve("tcp"));
        }
        return this;
    }

    FakeProc holds(int pid, int fd, String what) throws IOException {
        var descriptors = Files.createDirectories(path.resolve(pid + "/fd"));
        Files.createSymbolicLink(descriptors.resolve(Integer.toString(fd)), Path.of(what));
        return this;
    }

    FakeProc sharesDescriptors(int pid, int with) throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(path.resolve(Integer.toString(pid))).resolve("fd"), path.resolve(with + "/fd"));
        return this;
    }

    void end(int pid) throws IOException {
        try (var files = Files.walk(path.resolve(Integer.toString(pid)))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    Path net(int pid) {
        return path.resolve(pid + "/net");
    }

    long namespaceOf(int pid) {
        return ProcRoot.namespaceId(net(pid)).orElseThrow();
    }
}
