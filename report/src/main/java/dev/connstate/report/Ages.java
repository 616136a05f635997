package dev.connstate.report;

/** How long ago data last came, over some connections ({@code tcpi_last_data_recv}); a FIN is no data. */
public record Ages(long medianSeconds, long longestSeconds) {}
