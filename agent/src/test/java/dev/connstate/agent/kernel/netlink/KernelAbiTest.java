package dev.connstate.agent.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our layouts are the kernel's: by the numbers written down once, and by what a C compiler says here. */
class KernelAbiTest {
    private static final List<StructLayout> STRUCTS = List.of(
            NlMsgHdr.LAYOUT,
            InetDiagSockId.LAYOUT,
            SockDiagRequest.INET_DIAG_REQ,
            SockDiagRequest.INET_DIAG_REQ_V2,
            InetDiagMsg.LAYOUT);

    @TempDir
    private Path directory;

    @Test
    void sizesAndOffsetsAreTheKernels() {
        assertThat(ours())
                .isEqualTo(new TreeMap<>(Map.of(
                        "nlmsghdr", "16 nlmsg_len:0+4 nlmsg_type:4+2 nlmsg_flags:6+2 nlmsg_seq:8+4 nlmsg_pid:12+4",
                        "inet_diag_sockid",
                                "48 idiag_sport:0+2 idiag_dport:2+2 idiag_src:4+16 idiag_dst:20+16 idiag_if:36+4"
                                        + " idiag_cookie:40+8",
                        "inet_diag_req",
                                "60 idiag_family:0+1 idiag_src_len:1+1 idiag_dst_len:2+1 idiag_ext:3+1 id:4+48"
                                        + " idiag_states:52+4 idiag_dbs:56+4",
                        "inet_diag_req_v2",
                                "56 sdiag_family:0+1 sdiag_protocol:1+1 idiag_ext:2+1 pad:3+1 idiag_states:4+4 id:8+48",
                        "inet_diag_msg",
                                "72 idiag_family:0+1 idiag_state:1+1 idiag_timer:2+1 idiag_retrans:3+1 id:4+48"
                                        + " idiag_expires:52+4 idiag_rqueue:56+4 idiag_wqueue:60+4 idiag_uid:64+4"
                                        + " idiag_inode:68+4")));
    }

    @Test
    void theCompilerSaysTheSame() throws Exception {
        var source = directory.resolve("abi.c");
        Files.writeString(source, program());
        var program = directory.resolve("abi");
        var compiled = run("cc", "-o", program.toString(), source.toString());
        boolean isThere = compiled.exitCode == 0;
        assertThat(isThere || !"true".equals(System.getenv("CI")))
                .as("with CI=true there must be a C compiler and the kernel's headers: %s", compiled.output)
                .isTrue();
        assumeTrue(isThere, "there is no C compiler, or no linux/inet_diag.h (gcc, linux-libc-dev)");
        var theirs = run(program.toString())
                .output
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1].strip(), (a, b) -> a, TreeMap::new));
        var expected = ours();
        expected.put("tcp_info", "tcpi_last_data_sent:44 tcpi_last_data_recv:52");
        expected.put("sk_meminfo", "rcvbuf:1 drops:8");
        assertThat(theirs).isEqualTo(expected);
    }

    /** For each struct its size, and each field's offset and size. */
    private static Map<String, String> ours() {
        return STRUCTS.stream()
                .collect(Collectors.toMap(
                        struct -> struct.name().orElseThrow(),
                        struct -> struct.byteSize() + " "
                                + struct.memberLayouts().stream()
                                        .map(field -> "%s:%d+%d"
                                                .formatted(
                                                        name(field),
                                                        struct.byteOffset(PathElement.groupElement(name(field))),
                                                        field.byteSize()))
                                        .collect(Collectors.joining(" ")),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static String program() {
        return "#include <stdio.h>\n#include <stddef.h>\n#include <linux/netlink.h>\n#include <linux/inet_diag.h>\n"
                + "#include <linux/tcp.h>\n#include <linux/sock_diag.h>\n"
                + "#define F(s, f) printf(\" \" #f \":%zu+%zu\", offsetof(struct s, f), sizeof ((struct s *)0)->f)\n"
                + "int main(void)\n{\n"
                + STRUCTS.stream().map(KernelAbiTest::statements).collect(Collectors.joining("\n"))
                + "printf(\"tcp_info tcpi_last_data_sent:%zu tcpi_last_data_recv:%zu\\n\","
                + " offsetof(struct tcp_info, tcpi_last_data_sent), offsetof(struct tcp_info, tcpi_last_data_recv));\n"
                + "printf(\"sk_meminfo rcvbuf:%d drops:%d\\n\", SK_MEMINFO_RCVBUF, SK_MEMINFO_DROPS);\n"
                + "return 0;\n}\n";
    }

    private static String statements(StructLayout struct) {
        var name = struct.name().orElseThrow();
        return "printf(\"%s %%zu\", sizeof(struct %s));\n".formatted(name, name)
                + struct.memberLayouts().stream()
                        .map(field -> "F(%s, %s);\n".formatted(name, name(field)))
                        .collect(Collectors.joining())
                + "puts(\"\");\n";
    }

    private static String name(MemoryLayout field) {
        return field.name().orElseThrow();
    }

    private static Run run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            return new Run(127, e.getMessage());
        }
    }

    private record Run(int exitCode, String output) {}
}
