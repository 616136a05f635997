package dev.connstate.agent.kernel.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connstate.agent.kernel.bpf.Btf.Member;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BtfTest {
    /**
     * {@code struct inner { int a; const long *b; }; typedef struct inner inner_t;
     * struct outer { union { inner_t one; }; int flag:3; char tail[5]; struct outer *next; };}
     */
    private static final TypeWriter TYPES = new TypeWriter()
            .type("int", 1, 4)
            .entry(32)
            .type("long", 1, 8)
            .entry(64)
            .type("", 10, 2) // 3: const long
            .type("", 2, 3) // 4: a pointer to that
            .struct("inner", 16, "a", 1, 0, "b", 4, 64) // 5
            .type("inner_t", 8, 5) // 6
            .union(16, "one", 6, 0) // 7
            .type("char", 1, 1) // 8
            .entry(8)
            .type("", 3, 0) // 9: char[5]
            .entry(8, 1, 5)
            .type("", 2, 11) // 10: a pointer to outer
            .bitfields("outer", 40, "", 7, 0, "flag", 1, 3 << 24 | 128, "tail", 9, 160, "next", 10, 256);

    @Test
    void membersAreFoundInMembersThroughWhateverIsBetween() {
        var btf = Btf.parse(TYPES.bytes());

        assertThat(btf.find("inner.b")).map(Member::offset).contains(8);
        assertThat(btf.find("outer.one.b")).map(Member::offset).contains(8);
        assertThat(btf.find("outer.tail"))
                .map(it -> List.of(it.offset(), it.size()))
                .contains(List.of(20, 5));
        assertThat(btf.find("outer.flag")).map(Member::offset).contains(16);
        assertThat(btf.find("outer.next")).hasValueSatisfying(it -> {
            assertThat(it.size()).isEqualTo(8);
            assertThat(btf.isPointer(it)).isTrue();
        });
        assertThat(btf.sizeOf("outer")).hasValue(40);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        var btf = Btf.parse(TYPES.bytes());

        assertThat(btf.find("outer.one.c")).isEmpty();
        assertThat(btf.find("outer.tail.x")).isEmpty();
        assertThat(btf.find("nobody.x")).isEqualTo(Optional.empty());
        assertThat(btf.sizeOf("nobody")).isEmpty();
    }

    @Test
    void theProgramsOwnTypesAreOfThisForm() {
        assertThat(Btf.parse(ByteBuffer.wrap(ProgramBtf.bytes())).find("main.x"))
                .isEmpty();
    }

    @Test
    void anotherMagicIsRefused() {
        assertThatThrownBy(() -> Btf.parse(ByteBuffer.allocate(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it begins with 0x0, not 0xeb9f");
    }

    /** A file that is damaged gives wrong offsets or an exception that {@link Btf#read} expects, and comes to an end. */
    @Property(tries = 2000)
    void damageIsNoCatastrophe(@ForAll @IntRange(max = 400) int at, @ForAll byte value, @ForAll boolean isCut) {
        var bytes = TYPES.bytes();
        int place = at % bytes.capacity();
        var damaged = isCut ? bytes.slice(0, place) : bytes.put(place, value);
        try {
            var btf = Btf.parse(damaged.order(ByteOrder.nativeOrder()));
            btf.find("outer.one.b");
            btf.find("inner.a");
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
    }
}
