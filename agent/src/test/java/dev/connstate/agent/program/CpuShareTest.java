package dev.connstate.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.CpuBudget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CpuShareTest {
    @ParameterizedTest
    @CsvSource({"1%, 0.01", "0.5%, 0.005", "0.001%, 0.00001", "100%, 1", "2.25%, 0.0225"})
    void aPartOfOneCore(String text, double share) {
        assertThat(new CpuShare().convert(text)).isEqualTo(CpuBudget.ofShare(share));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "%", "0%", "0.000%", "-1%", "101%", "1 %", "1,5%", ".5%", "1e1%", "20m"})
    void whatIsNoneIsRefusedInOneSentence(String text) {
        assertThatThrownBy(() -> new CpuShare().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(
                        "'%s' is not a CPU budget: a part of one core in percent, over 0%% and up to 100%%, such as 1%% or 0.5%%",
                        text);
    }
}
