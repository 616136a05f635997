package dev.connstate.diagnosis.explain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a name is known by, however it is spelled. */
final class Names {
    private static final Pattern METRIC = Pattern.compile("^(connstate|node_netstat)_|_total$");
    private static final Pattern GROUP = Pattern.compile(
            "^/?(proc[./]sys[./])?net[./](ipv4|ipv6|core|netfilter)[./]|^(TcpExt|Tcp|IpExt|Ip|Udp)[._]");
    private static final Pattern PROTOCOL = Pattern.compile("^(tcp|nf)");
    private static final Pattern FILLING = Pattern.compile("[^a-z0-9]");

    private Names() {}

    /** From the strictest form to the loosest: as it is, without the group, without the protocol before it. */
    static List<String> forms(String name) {
        var whole = METRIC.matcher(name.strip()).replaceAll("");
        var key = key(bare(whole));
        return List.of(key(whole), key, PROTOCOL.matcher(key).replaceFirst(""));
    }

    /** Without the group before it: {@code ListenOverflows}, {@code tcp_tw_reuse}. */
    static String bare(String name) {
        return GROUP.matcher(name).replaceFirst("");
    }

    /** Letters and digits only. */
    static String key(String name) {
        return FILLING.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
