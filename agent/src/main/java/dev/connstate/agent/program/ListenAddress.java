package dev.connstate.agent.program;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 0.0.0.0:9797}, {@code [::]:9797}. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):([0-9]{1,5})");

    @Override
    public InetSocketAddress convert(String text) {
        var form = FORM.matcher(text);
        if (form.matches() && Integer.parseInt(form.group(3)) <= 65535) {
            var address = form.group(1) != null ? form.group(1) : form.group(2);
            try {
                return new InetSocketAddress(InetAddress.ofLiteral(address), Integer.parseInt(form.group(3)));
            } catch (IllegalArgumentException e) {
                throw refused(text);
            }
        }
        throw refused(text);
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "'%s' is no address to listen at: give one as 127.0.0.1:9797 or [::]:9797".formatted(text));
    }
}
