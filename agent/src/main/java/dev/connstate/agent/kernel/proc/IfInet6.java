package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Address;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** {@code /proc/net/if_inet6}: an IPv6 address of an interface on each line ({@code if6_seq_show}). */
public final class IfInet6 {
    private static final int HEX_DIGITS = 32;

    private IfInet6() {}

    public static List<Address> parse(String text) throws MalformedFile {
        var addresses = new ArrayList<Address>();
        for (var line : text.lines().toList()) {
            addresses.add(address(line));
        }
        return addresses;
    }

    private static Address address(String line) throws MalformedFile {
        if (line.indexOf(' ') != HEX_DIGITS) {
            throw new MalformedFile("has the line '%s', which begins with no address".formatted(line));
        }
        try {
            return Address.ofBytes(HexFormat.of().parseHex(line, 0, HEX_DIGITS));
        } catch (IllegalArgumentException e) {
            throw new MalformedFile("has '%s' where an address belongs".formatted(line.substring(0, HEX_DIGITS)));
        }
    }
}
