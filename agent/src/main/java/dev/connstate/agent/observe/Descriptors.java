package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcRoot;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/**
 * A reading of the descriptors of one process.
 *
 * @param count how many were read, some 3 µs each
 * @param isRefused whether they may not be read
 */
record Descriptors(int count, boolean isRefused) {
    private static final String SOCKET = "socket:[";

    /** Gives the inode of each, 0 of one that is no socket, for as long as {@code goOn} says so. */
    static Descriptors read(ProcRoot proc, int pid, LongPredicate goOn) {
        int count = 0;
        try (var directory = Files.newDirectoryStream(proc.process(pid).resolve("fd"))) {
            for (var descriptor : directory) {
                count++;
                if (!goOn.test(socketInode(descriptor))) {
                    break;
                }
            }
        } catch (AccessDeniedException e) {
            return new Descriptors(count, true);
        } catch (IOException | DirectoryIteratorException e) {
            // The process ended while it was read: its sockets ended with it, or another one holds them.
        }
        return new Descriptors(count, false);
    }

    private static long socketInode(Path descriptor) throws AccessDeniedException {
        try {
            var target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith(SOCKET) ? Long.parseLong(target, SOCKET.length(), target.length() - 1, 10) : 0;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return 0;
        }
    }
}
