package dev.connstate.agent.observe;

import dev.connstate.agent.kernel.proc.ProcFile;
import dev.connstate.agent.kernel.proc.ProcRoot;
import dev.connstate.report.Node;
import java.io.IOException;
import java.util.Optional;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;
import oshi.util.GlobalConfig;

/** What is known of the machine apart from its sockets, through oshi. */
final class HostContext {
    private final ProcRoot proc;
    private final OperatingSystem system;
    private final Node node;

    HostContext(ProcRoot proc) {
        this.proc = proc;
        GlobalConfig.set(GlobalConfig.OSHI_UTIL_PROC_PATH, proc.path().toString());
        var info = new SystemInfo();
        system = info.getOperatingSystem();
        var hardware = info.getHardware();
        node = new Node(
                system.getNetworkParams().getHostName(),
                read("sys/kernel/osrelease").orElseGet(system.getVersionInfo()::getBuildNumber),
                read("sys/kernel/random/boot_id").orElse(""),
                System.getProperty("os.arch"),
                hardware.getProcessor().getLogicalProcessorCount(),
                hardware.getMemory().getTotal());
    }

    Node node() {
        return node;
    }

    /** Empty when the process is gone. */
    Optional<String> processName(int pid) {
        return Optional.ofNullable(system.getProcess(pid))
                .map(OSProcess::getName)
                .filter(name -> !name.isBlank())
                .or(() -> read(pid + "/comm"));
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(ProcFile.read(proc.path().resolve(file)).trim());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
