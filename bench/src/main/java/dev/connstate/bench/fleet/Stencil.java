package dev.connstate.bench.fleet;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bytes of a message, and where its fields are, so that others of the same length can be put there: who plays
 * thousands of nodes has no time to encode each report.
 */
final class Stencil {
    /** Fields that are messages themselves, each by the numbers on the way to it. */
    private static final Set<String> MESSAGES =
            Set.of("6", "7", "8", "12", "12.9", "12.10", "12.10.3", "13", "13.4", "18", "18.3");

    private final byte[] message;
    private final Map<String, List<Integer>> places = new HashMap<>();

    Stencil(byte[] message) throws IOException {
        this.message = message;
        fields(CodedInputStream.newInstance(message), "");
    }

    private void fields(CodedInputStream in, String path) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var field = path + WireFormat.getTagFieldNumber(tag);
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                int length = in.readRawVarint32();
                places.computeIfAbsent(field, _ -> new ArrayList<>()).add(in.getTotalBytesRead());
                if (MESSAGES.contains(field)) {
                    int limit = in.pushLimit(length);
                    fields(in, field + ".");
                    in.popLimit(limit);
                } else {
                    in.skipRawBytes(length);
                }
            } else {
                places.computeIfAbsent(field, _ -> new ArrayList<>()).add(in.getTotalBytesRead());
                in.skipField(tag);
            }
        }
    }

    byte[] message() {
        return message;
    }

    /** Where the values of a field begin, in order. */
    int[] places(String field) {
        return places.getOrDefault(field, List.of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Where in a packed field that begins there the numbers begin. */
    int[] packed(int begin, int count) throws IOException {
        var in = CodedInputStream.newInstance(message, begin, message.length - begin);
        var begins = new int[count];
        for (int i = 0; i < count; i++) {
            begins[i] = begin + in.getTotalBytesRead();
            in.readRawVarint64();
        }
        return begins;
    }

    /** Puts a number where one of as many bytes is. */
    static void put(byte[] into, int place, long number) {
        int at = place;
        long rest = number;
        while (into[at] < 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        if (rest >>> 7 != 0) {
            throw new IllegalArgumentException("%d takes more bytes than are there".formatted(number));
        }
        into[at] = (byte) rest;
    }

    static void put(byte[] into, int place, byte[] bytes) {
        System.arraycopy(bytes, 0, into, place, bytes.length);
    }
}
