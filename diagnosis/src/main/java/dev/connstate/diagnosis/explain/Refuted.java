package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.sysctl.Belief;
import dev.connstate.diagnosis.sysctl.Beliefs;
import java.util.stream.Collectors;

/** The cures that rules refuse, as beliefs on the pages of what they are believed to cure. */
final class Refuted {
    private Refuted() {}

    /** The page with what is believed of its topic. */
    static Page addedTo(Page page) {
        var items = Beliefs.ALL.stream()
                .filter(belief -> belief.topics().stream().anyMatch(topic -> isAbout(topic, page)))
                .map(belief -> myth(belief, page).markdown())
                .collect(Collectors.joining("\n"));
        return items.isEmpty() ? page : page.with(Sections.added(Sections.MYTHS, items, page.source()));
    }

    private static boolean isAbout(String topic, Page page) {
        return page.names().stream()
                .anyMatch(name -> name.equals(topic) || Names.bare(name).equals(topic));
    }

    private static Myth myth(Belief belief, Page page) {
        return new Myth(
                page.name(), belief.text(), Truth.WRONG, belief.refusal().why());
    }
}
