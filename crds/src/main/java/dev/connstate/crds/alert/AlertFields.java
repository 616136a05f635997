package dev.connstate.crds.alert;

/** What the API server tells and checks of the fields that both kinds of alert have. */
final class AlertFields {
    static final String SPEC = "What to watch, and when to fire.";

    static final String SUMMARY =
            "One line for whoever is called. The alert's name and signal when absent. At most 255 characters.";

    static final String SIGNAL = "The number that is watched on each target.";

    static final String MORE_THAN =
            "The threshold: bad is a value above it, in the signal's unit (see signal.type). 500, 1k, \"0.5\". "
                    + "Default 0.";
    static final String QUANTITY =
            "type(self) == int ? self >= 0 : isQuantity(self) && quantity(self).compareTo(quantity('0')) >= 0";
    static final String QUANTITY_MESSAGE = "moreThan is a number that is not negative: 500, 1k, or in quotes \"0.5\"";

    static final String AGGREGATION =
            "How the values of many targets become one verdict. Default: any one target over the threshold.";

    static final String FOR =
            "How long it must stay over the threshold before the alert fires: 90s, 5m, 1h30m. 0s fires at the first "
                    + "report, and reports come every 15 s. Default 1m.";
    static final String KEEP_FIRING_FOR =
            "How long the alert goes on firing after the value fell below the threshold, so that it "
                    + "does not come and go. Default 0s.";
    /** Narrower than what fabric8 takes, which reads -5m as five minutes and 1.5h as five hours. */
    static final String DURATION = "self.matches('^([0-9]+(h|m|s|ms|us|ns))+$')";

    static final String DURATION_MESSAGE =
            "must be a duration of whole hours, minutes and seconds: 90s, 5m, 1h30m; a day is 24h";

    static final String SEVERITY =
            "How much it hurts: Info, Warning or Critical. Becomes the label severity, in lower case. Default "
                    + "Warning.";

    static final String LABELS = "More labels for the alert, for routing: team: payments. At most 16.";
    static final String RESERVED = "!('alertname' in self) && !('severity' in self) && !('namespace' in self)";
    static final String RESERVED_MESSAGE =
            "the labels alertname, severity and namespace are set by Connstate: remove them, and use "
                    + "severity beside labels";
    static final String LABEL_NAME =
            "self.all(name, name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$') && !name.startsWith('__'))";
    static final String LABEL_NAME_MESSAGE =
            "a label's name has letters, digits and _ only, and does not begin with a digit or with "
                    + "two _, as Prometheus has it";

    static final String RUNBOOK_URL =
            "Where it is written what to do: an http or https URL. Becomes the annotation runbook_url.";
    static final String URL = "isURL(self) && url(self).getScheme() in ['http', 'https'] && url(self).getHost() != ''";
    static final String URL_MESSAGE =
            "runbookURL is an address that a browser opens: https://runbooks.example.com/close-wait";

    static final String SUSPEND =
            "Whether the alert rests: nothing is watched, nothing is sent, Firing is Unknown. Default false.";

    static final String SHORT_NAME = "size(self.metadata.name) <= 63";
    static final String SHORT_NAME_MESSAGE =
            "an alert's name has at most 63 characters, since it becomes the value of labels";

    private AlertFields() {}
}
