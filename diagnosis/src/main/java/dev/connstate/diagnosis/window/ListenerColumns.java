package dev.connstate.diagnosis.window;

import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.HalfOpen;
import dev.connstate.report.Listener;
import dev.connstate.report.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Listeners, column by column: what is the same in all of them, and from look to look, takes next to nothing. */
final class ListenerColumns {
    private final Numbers numbers;

    ListenerColumns(Numbers numbers) {
        this.numbers = numbers;
    }

    void write(List<Listener> all, Consumer<ConnectionCounts> counts) {
        numbers.add(all.size());
        steps(all, Listener::port);
        steps(all, it -> Numbers.flag(it.address().isV4()));
        steps(all, it -> it.address().isV4() ? 0 : it.address().high());
        steps(
                all,
                it -> it.address().isV4()
                        ? (int) it.address().low()
                        : it.address().low());
        steps(all, Listener::inode);
        steps(all, Listener::sharing);
        column(all, it -> it.acceptQueue().length());
        steps(all, it -> Numbers.flag(it.acceptQueue().limit().isPresent()));
        steps(all, it -> it.acceptQueue().limit().orElse(0));
        steps(all, it -> Numbers.flag(it.synReceived().isPresent()));
        column(all, it -> it.synReceived().orElse(0));
        steps(all, it -> Numbers.flag(it.halfOpen().isPresent()));
        column(all, it -> it.halfOpen().map(HalfOpen::retransmitted).orElse(0L));
        steps(all, it -> it.halfOpen().map(HalfOpen::networks).orElse(0L));
        steps(all, it -> it.halfOpen().map(HalfOpen::ofBiggestNetwork).orElse(0L));
        steps(all, it -> Numbers.flag(it.notAccepted().isPresent()));
        column(all, it -> it.notAccepted().orElse(0));
        steps(all, it -> Numbers.flag(it.drops().isPresent()));
        column(all, it -> it.drops().orElse(0));
        for (var it : all) {
            var notable = it.connections().filter(ListenerColumns::isClosing);
            numbers.add(notable.isPresent());
            notable.ifPresent(counts);
        }
    }

    private void column(List<Listener> all, ToLongFunction<Listener> number) {
        for (int i = 0; i < all.size(); i++) {
            numbers.add(number.applyAsLong(all.get(i)));
        }
    }

    /** Of what is equal or next to each other in most of them. */
    private void steps(List<Listener> all, ToLongFunction<Listener> number) {
        long last = 0;
        for (int i = 0; i < all.size(); i++) {
            long next = number.applyAsLong(all.get(i));
            numbers.add(next - last);
            last = next;
        }
    }

    /** Those that are only open no rule asks for when they are over. */
    private static boolean isClosing(ConnectionCounts counts) {
        return counts.total() > counts.of(TcpState.ESTABLISHED);
    }

    List<Listener> read(Supplier<ConnectionCounts> counts) {
        int count = numbers.nextInt();
        var port = steps(count);
        var v4 = steps(count);
        var high = steps(count);
        var low = steps(count);
        var inode = steps(count);
        var sharing = steps(count);
        var queue = column(count);
        var limit = optionals(steps(count), steps(count));
        var synReceived = optionals(steps(count), column(count));
        var halfOpen = steps(count);
        var retransmitted = column(count);
        var networks = steps(count);
        var ofBiggest = steps(count);
        var notAccepted = optionals(steps(count), column(count));
        var drops = optionals(steps(count), column(count));
        var all = new ArrayList<Listener>(count);
        for (int i = 0; i < count; i++) {
            all.add(new Listener(
                    v4[i] != 0 ? Address.v4((int) low[i]) : new Address(high[i], low[i]),
                    (int) port[i],
                    inode[i],
                    (int) sharing[i],
                    new AcceptQueue(queue[i], limit.apply(i)),
                    synReceived.apply(i),
                    halfOpen[i] == 0
                            ? Optional.empty()
                            : Optional.of(new HalfOpen(retransmitted[i], networks[i], ofBiggest[i])),
                    notAccepted.apply(i),
                    drops.apply(i),
                    numbers.nextTrue() ? Optional.of(counts.get()) : Optional.empty(),
                    Optional.empty()));
        }
        return all;
    }

    private long[] column(int count) {
        return numbers.next(count);
    }

    private long[] steps(int count) {
        var all = numbers.next(count);
        for (int i = 1; i < count; i++) {
            all[i] += all[i - 1];
        }
        return all;
    }

    private static IntFunction<OptionalLong> optionals(long[] is, long[] numbers) {
        return i -> is[i] == 0 ? OptionalLong.empty() : OptionalLong.of(numbers[i]);
    }
}
