package dev.connstate.diagnosis.symptom.settings;

import static dev.connstate.diagnosis.lab.Expected.ofNamespace;

import dev.connstate.diagnosis.lab.Lab;
import java.util.List;

/**
 * A namespace with a dangerous setting, and somebody whom it concerns. {@code node-wide} has no lab, since it takes
 * several namespaces, and {@code tcp-tw-recycle-on} none, since it takes a kernel before about 4.12.
 */
final class SettingsLabs {
    static final List<Lab> SYNCOOKIES_OFF = List.of(
            lab("syncookies-off", "net.ipv4.tcp_syncookies", "0"),
            Lab.healthy(
                    "syncookies-off-for-nobody",
                    "SYN cookies are off where nobody listens but for the namespace itself.",
                    stage -> {
                        stage.says("net.ipv4.tcp_syncookies = 0, and a listener at 127.0.0.1:8080");
                        stage.sysctl("net.ipv4.tcp_syncookies", "0");
                        stage.listen("127.0.0.1", 8080, 128);
                    }));

    static final List<Lab> TIMESTAMPS_OFF = List.of(lab("tcp-timestamps-off", "net.ipv4.tcp_timestamps", "0"));

    static final List<Lab> ABORT_ON_OVERFLOW_ON =
            List.of(lab("abort-on-overflow-on", "net.ipv4.tcp_abort_on_overflow", "1"));

    private SettingsLabs() {}

    private static Lab lab(String symptom, String sysctl, String value) {
        return Lab.of(
                symptom + "/" + DangerousSetting.OWN,
                "A program listens in a namespace with %s = %s.".formatted(sysctl, value),
                ofNamespace(symptom, DangerousSetting.OWN),
                stage -> {
                    stage.says("%s = %s, then listen(0.0.0.0:8080)".formatted(sysctl, value));
                    stage.sysctl(sysctl, value);
                    stage.listen("0.0.0.0", 8080, 128);
                });
    }
}
