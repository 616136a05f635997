package dev.connstate.agent.program;

import dev.connstate.agent.CpuBudget;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1%}, {@code 0.5%}. */
final class CpuShare implements ITypeConverter<CpuBudget> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?)%");

    @Override
    public CpuBudget convert(String text) {
        var form = FORM.matcher(text);
        if (form.matches()) {
            double share = new BigDecimal(form.group(1)).movePointLeft(2).doubleValue();
            if (share > 0 && share <= 1) {
                return CpuBudget.ofShare(share);
            }
        }
        throw new TypeConversionException(
                "'%s' is not a CPU budget: a part of one core in percent, over 0%% and up to 100%%, such as 1%% or 0.5%%"
                        .formatted(text));
    }
}
