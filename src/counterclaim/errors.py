"""Every exception, divided by what the caller must do. Doubt is data (a Gap), not an exception."""


class CounterclaimError(Exception):
    """The root: catch it to catch everything that is ours."""


class ReportError(CounterclaimError):
    """This report cannot be read: skip it, list it with this sentence, go on with the next."""


class SetupError(CounterclaimError):
    """Nothing can run: the model is missing or does not fit, a setting is wrong, a ledger is from a newer version."""


class LedgerError(CounterclaimError):
    """A write was refused and nothing of it was saved."""


class UnknownName(CounterclaimError):
    """The user named a format, report, incident or question that does not exist; the message carries near matches."""
