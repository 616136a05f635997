package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /proc/net/fib_trie}: the routes to IPv4 addresses, in which those of this host are LOCAL
 * ({@code fib_trie_seq_show}). Read line by line, since a router has a million others.
 */
public final class NetFibTrie {
    private static final String LEAF = "|-- ";
    private static final String OF_THIS_HOST = "/32 host LOCAL";

    private NetFibTrie() {}

    /** The host's own addresses, as often as they stand there. */
    public static List<Address> parse(BufferedReader text) throws IOException {
        var addresses = new ArrayList<Address>();
        String leaf = null;
        for (var line = text.readLine(); line != null; line = text.readLine()) {
            var node = line.strip();
            if (node.startsWith(LEAF)) {
                leaf = node.substring(LEAF.length());
            } else if (node.startsWith(OF_THIS_HOST)) {
                addresses.add(address(leaf));
            }
        }
        return addresses;
    }

    private static Address address(String leaf) throws MalformedFile {
        try {
            if (leaf != null) {
                return Address.parse(leaf);
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedFile("has '%s' where an address belongs".formatted(leaf));
        }
        throw new MalformedFile("has a local route before the first address");
    }
}
