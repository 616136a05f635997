package dev.connstate.operator.alert.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;

/**
 * A member of a {@link Shape}.
 *
 * @param meaning for a person who writes a formula
 */
public record Field(String name, CelType type, String meaning) {
    static final String PREFIX = "connstate.";

    static Field number(String name, String meaning) {
        return new Field(name, SimpleType.INT, meaning);
    }

    static Field real(String name, String meaning) {
        return new Field(name, SimpleType.DOUBLE, meaning);
    }

    static Field text(String name, String meaning) {
        return new Field(name, SimpleType.STRING, meaning);
    }

    static Field truth(String name, String meaning) {
        return new Field(name, SimpleType.BOOL, meaning);
    }

    static Field struct(String name, String shape, String meaning) {
        return new Field(name, StructTypeReference.create(PREFIX + shape), meaning);
    }

    static Field list(String name, String shape, String meaning) {
        return new Field(name, ListType.create(StructTypeReference.create(PREFIX + shape)), meaning);
    }

    static Field map(String name, CelType values, String meaning) {
        return new Field(name, MapType.create(SimpleType.STRING, values), meaning);
    }
}
