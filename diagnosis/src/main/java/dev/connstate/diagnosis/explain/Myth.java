package dev.connstate.diagnosis.explain;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A common belief and what is to be said of it. In a page: {@code - "The belief." Wrong. The correction.}
 *
 * @param topic the page it stands in
 */
public record Myth(String topic, String belief, Truth truth, String correction) {
    private static final Pattern FORM = Pattern.compile("\"(?<belief>[^\"]+)\" (?<word>[A-Z][a-z ]+)\\. (?<rest>.+)");

    static Optional<Myth> parse(String topic, String item) {
        var matcher = FORM.matcher(item);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Truth.values())
                .filter(truth -> truth.word().equals(matcher.group("word")))
                .findFirst()
                .map(truth -> new Myth(topic, matcher.group("belief"), truth, matcher.group("rest")));
    }

    String markdown() {
        return "- \"%s\" %s. %s".formatted(belief, truth.word(), correction);
    }
}
