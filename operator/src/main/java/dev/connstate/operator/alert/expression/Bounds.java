package dev.connstate.operator.alert.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Set;

/**
 * What keeps an evaluation short, whoever wrote the expression. The steps of comprehensions are counted by CEL, so no
 * single step may take long: nothing grows (no map, no joined texts or lists, no patterns), and only single values are
 * compared, since lists in lists can have more members than memory.
 */
final class Bounds {
    static final List<CelStandardMacro> MACROS = List.of(
            CelStandardMacro.HAS,
            CelStandardMacro.ALL,
            CelStandardMacro.EXISTS,
            CelStandardMacro.EXISTS_ONE,
            CelStandardMacro.FILTER);

    /** Lists can be joined because the macro filter does so. */
    static final CelStandardDeclarations FUNCTIONS = CelStandardDeclarations.newBuilder()
            .filterFunctions((function, overload) -> function != StandardFunction.DYN
                    && function != StandardFunction.MATCHES
                    && overload != Arithmetic.ADD_STRING
                    && overload != Arithmetic.ADD_BYTES)
            .build();

    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");
    private static final Set<CelKind> SINGLE = Set.of(
            CelKind.BOOL,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.STRING,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TIMESTAMP);

    private Bounds() {}

    /** @throws InvalidExpressionException if it joins lists, or compares anything but single values */
    static void check(CelAbstractSyntaxTree ast) throws InvalidExpressionException {
        for (var call : calls(ast)) {
            var function = call.call().function();
            var first = call.call().args().isEmpty() ? call : call.call().args().getFirst();
            if (function.equals("_+_") && kind(ast, call) == CelKind.LIST && !isAccumulator(first)) {
                throw new InvalidExpressionException("the expression joins lists, which is not possible here");
            }
            if (COMPARISONS.contains(function) && !SINGLE.contains(kind(ast, first))) {
                throw new InvalidExpressionException(
                        "the expression compares lists, maps or values of mixed types: compare their members");
            }
        }
    }

    private static List<CelExpr> calls(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(it -> it.getKind() == Kind.CALL)
                .toList();
    }

    private static CelKind kind(CelAbstractSyntaxTree ast, CelExpr expr) {
        return ast.getType(expr.id()).map(type -> type.kind()).orElse(CelKind.UNSPECIFIED);
    }

    /** That of a macro, whose name nobody can write. */
    private static boolean isAccumulator(CelExpr expr) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().startsWith("@");
    }
}
