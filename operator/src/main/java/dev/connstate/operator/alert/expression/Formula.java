package dev.connstate.operator.alert.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A compiled expression over {@code target}; see {@link Bounds} for what it may not do. */
public final class Formula {
    private static final int LONGEST = 2048;
    private static final int DEEPEST = 32;
    private static final int MOST_STEPS = 2_000;
    private static final Set<CelType> RESULTS =
            Set.of(SimpleType.BOOL, SimpleType.INT, SimpleType.UINT, SimpleType.DOUBLE);
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:\\d+: ");
    private static final Pattern MISSING = Pattern.compile("^key '(.*)' is not present in map\\.$", Pattern.DOTALL);
    private static final Pattern DETAILS = Pattern.compile("( \\(candidates: | expecting \\{|\n).*$", Pattern.DOTALL);
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_STEPS)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(Bounds.FUNCTIONS)
            .setStandardMacros(Bounds.MACROS)
            .setTypeProvider(new Shapes())
            .addVar("target", Shape.TARGET.type())
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    /** Members of a target that are read from tables. */
    private static final Pattern OF_TABLES =
            Pattern.compile("\\b(states|destinations|closeWait|udp|synRecv|notAccepted)\\b");

    private final String cel;
    private final CelRuntime.Program program;
    private final boolean asksForTables;

    private Formula(String cel, CelRuntime.Program program) {
        this.cel = cel;
        this.program = program;
        this.asksForTables = OF_TABLES.matcher(cel).find();
    }

    /** @throws InvalidExpressionException if it is not CEL, names what does not exist, or gives neither number nor truth */
    public static Formula of(String cel) throws InvalidExpressionException {
        try {
            var ast = COMPILER.compile(cel).getAst();
            Bounds.check(ast);
            if (!RESULTS.contains(ast.getResultType())) {
                throw new InvalidExpressionException("the expression gives a %s: let it give a number, or true for bad"
                        .formatted(ast.getResultType().name()));
            }
            return new Formula(cel, RUNTIME.createProgram(ast));
        } catch (CelValidationException e) {
            throw new InvalidExpressionException(sentence(e));
        } catch (CelEvaluationException e) {
            throw new InvalidExpressionException("the expression cannot be evaluated: " + e.getMessage());
        }
    }

    private static String sentence(CelValidationException e) {
        return e.getErrors().stream()
                .findFirst()
                .map(it -> "the expression is wrong%s: %s"
                        .formatted(
                                place(it.getSourceLocation()),
                                DETAILS.matcher(it.getMessage()).replaceFirst("")))
                .orElseGet(() -> "the expression is wrong: " + e.getMessage());
    }

    private static String place(CelSourceLocation it) {
        return it.getLine() > 0 ? " at line %d, column %d".formatted(it.getLine(), it.getColumn() + 1) : "";
    }

    /** @param target as {@link TargetView} makes it */
    public Answer of(Map<String, Object> target) {
        try {
            return answer(program.eval(Map.of("target", target)));
        } catch (CelEvaluationException e) {
            return new Answer.None(reason(e));
        }
    }

    /** Whether what it asks for may be older than the report. */
    public boolean asksForTables() {
        return asksForTables;
    }

    private static Answer answer(Object result) {
        return switch (result) {
            case Boolean truth -> new Answer.Number(truth ? 1 : 0);
            case Number number when Double.isFinite(number.doubleValue()) -> new Answer.Number(number.doubleValue());
            default -> new Answer.None("the expression gives " + result);
        };
    }

    private static String reason(CelEvaluationException e) {
        if (e.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED) {
            return "the expression takes more than %d steps".formatted(MOST_STEPS);
        }
        var what = PLACE.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND
                ? "the expression asks for %s, which is unknown"
                        .formatted(MISSING.matcher(what).replaceFirst("$1"))
                : "the expression has no value here: " + what;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && formula.cel.equals(cel);
    }

    @Override
    public int hashCode() {
        return cel.hashCode();
    }

    @Override
    public String toString() {
        return cel;
    }
}
