package dev.connstate.report;

import java.util.List;
import java.util.Optional;

/**
 * Who holds connections in CLOSE_WAIT: the peer has closed, this side has not.
 *
 * @param accepted false when the connections still wait in the accept queue, so that no program ever had them; then
 *     {@code process} is the listener's
 * @param unreadBytes received and not read, the peer's FIN not counted
 * @param ages empty where the source cannot know them, and where too few connections were in CLOSE_WAIT to ask
 * @param peers the biggest first
 */
public record CloseWaitHolder(
        Optional<ProcessRef> process,
        boolean accepted,
        long count,
        long unreadBytes,
        Optional<Ages> ages,
        List<Peer> peers) {
    public CloseWaitHolder {
        peers = List.copyOf(peers);
    }
}
