package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.libc.KernelException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Namespaces kept by a bind mount, as {@code ip netns} and container runtimes make them. The mount's own inode is
 * another number than the one of the namespace's {@code tcp} file, which shows only from inside: so each is entered
 * once.
 */
final class MountedNamespaces {
    private final Path directory;
    private final NamespaceDoor door;
    private final Map<Object, Long> idByMountInode = new HashMap<>();

    MountedNamespaces(Path directory, NamespaceDoor door) {
        this.directory = directory;
        this.door = door;
    }

    /** Those that can be entered, by id; none where the directory does not exist. */
    Map<Long, Path> find() {
        var found = new HashMap<Long, Path>();
        var inodes = new HashMap<Object, Long>();
        try (var mounts = Files.newDirectoryStream(directory)) {
            for (var mount : mounts) {
                identify(mount, inodes, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No such directory, or not for us to read: then there is nothing to find here.
        }
        idByMountInode.keySet().retainAll(inodes.keySet());
        idByMountInode.putAll(inodes);
        return found;
    }

    /** A number was used again: enter them all next time. */
    void distrust() {
        idByMountInode.clear();
    }

    private void identify(Path mount, Map<Object, Long> inodes, Map<Long, Path> found) {
        try {
            var inode = Files.readAttributes(mount, "unix:ino,dev");
            var known = idByMountInode.get(inode);
            if (known != null) {
                inodes.put(inode, known);
                found.put(known, mount);
                return;
            }
            door.enter(mount);
            try {
                door.here().ifPresent(id -> {
                    inodes.put(inode, id);
                    found.put(id, mount);
                });
            } finally {
                door.leave();
            }
        } catch (KernelException e) {
            // Not a namespace (a file left behind by ip netns), or no right: processes show what they can.
        } catch (IOException e) {
            // Removed meanwhile.
        }
    }
}
