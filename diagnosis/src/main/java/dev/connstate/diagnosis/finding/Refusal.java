package dev.connstate.diagnosis.finding;

/**
 * A cure that the internet repeats and that is wrong here.
 *
 * @param setting the sysctl or the practice: {@code net.ipv4.tcp_tw_recycle}, {@code SO_LINGER(0)}
 * @param why a sentence
 */
public record Refusal(String setting, String why) {}
