package dev.connstate.operator.alert.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import java.util.Arrays;
import java.util.Optional;

/** All shapes, as the compiler asks for them. */
final class Shapes implements CelTypeProvider {
    private static final ImmutableList<CelType> ALL =
            Arrays.stream(Shape.values()).map(Shape::type).collect(ImmutableList.toImmutableList());

    @Override
    public ImmutableCollection<CelType> types() {
        return ALL;
    }

    @Override
    public Optional<CelType> findType(String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
