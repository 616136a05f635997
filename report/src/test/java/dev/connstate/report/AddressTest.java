package dev.connstate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.0.10.1, 255.0.10.1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::FFFF:a00:1, 10.0.0.1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "2001:DB8::A, 2001:db8::a",
        "2001:0db8::0001, 2001:db8::1",
        // a single zero group stays as it is
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        // the longest run is shortened, of equal ones the first
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:0:2:0:0:0, 1::2:0:0:0",
        // near the v4-mapped prefix, and not it
        "::fffe:a00:1, ::fffe:a00:1",
        "::10.0.0.1, ::a00:1",
    })
    void textIsThatOfRfc5952(String literal, String text) {
        assertThat(Address.parse(literal)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "a",
                "10",
                "10.1",
                "1.2.3.256",
                "010.0.0.1",
                "10.0.0.1 ",
                "10.0.0.1:80",
                ":",
                "1::2::3",
                "[::1]",
                "fe80::1%1",
                "fe80::1%lo",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "::ffff:1.2.3"
            })
    void refusesWhatIsNotOneAddress(String literal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(literal))
                .withMessage("'%s' is not an IP address", literal);
    }

    @Property
    void textAndBytesGiveTheAddressBack(@ForAll("addresses") Address address) throws UnknownHostException {
        assertThat(Address.parse(address.toString())).isEqualTo(address);
        assertThat(Address.ofBytes(address.bytes())).isEqualTo(address);
        assertThat(InetAddress.ofLiteral(address.toString())).isEqualTo(InetAddress.getByAddress(address.bytes()));
    }

    @Provide
    Arbitrary<Address> addresses() {
        return ReportArbitraries.addresses();
    }

    @Property
    void orderIsThatOfTheBytes(@ForAll("addresses") Address one, @ForAll("addresses") Address other) {
        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(Integer.signum(sixteen(one).compareTo(sixteen(other))));
    }

    private static String sixteen(Address address) {
        return "%016x%016x".formatted(address.high(), address.low());
    }

    @Test
    void digitsAreAsciiInEveryLanguage() {
        var language = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(Address.parse("10.0.0.1")).hasToString("10.0.0.1");
        } finally {
            Locale.setDefault(language);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 15, 17})
    void refusesOtherThanFourOrSixteenBytes(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.ofBytes(new byte[length]))
                .withMessage("an address has 4 or 16 bytes, not " + length);
    }

    @Test
    void knowsAnyAndLoopback() {
        assertThat(Stream.of("0.0.0.0", "::", "::ffff:0:0").map(Address::parse)).allMatch(Address::isAny);
        assertThat(Stream.of("0.0.0.1", "::1").map(Address::parse)).noneMatch(Address::isAny);
        assertThat(Stream.of("127.0.0.1", "127.255.0.9", "::1").map(Address::parse))
                .allMatch(Address::isLoopback);
        assertThat(Stream.of("128.0.0.1", "::", "::2", "7f00::1").map(Address::parse))
                .noneMatch(Address::isLoopback);
    }

    @Test
    void bracketsKeepThePortApart() {
        assertThat(Address.parse("10.0.0.1").withPort(80)).isEqualTo("10.0.0.1:80");
        assertThat(Address.parse("::1").withPort(80)).isEqualTo("[::1]:80");
    }
}
