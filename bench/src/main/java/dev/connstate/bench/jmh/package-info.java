/** What the parsers, the codec and the decisions cost by themselves, by JMH: {@code bench/jmh} runs them. */
package dev.connstate.bench.jmh;
