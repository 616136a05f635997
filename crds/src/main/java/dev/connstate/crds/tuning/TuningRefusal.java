package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A cure that the internet repeats and that is wrong here. */
public record TuningRefusal(
        @Required @JsonPropertyDescription("The sysctl or the practice: net.ipv4.tcp_tw_recycle, SO_LINGER(0).")
        String setting,

        @Required @JsonPropertyDescription("Why not, in a sentence.")
        String why) {}
