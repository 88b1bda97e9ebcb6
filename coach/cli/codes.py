"""The exit codes that hooks and scripts rely on, beside 0 (nothing that stops a commit) and 1 (an error found)."""

COULD_NOT_RUN = 2
"""Wrong usage or settings, a missing or unreadable file, a crash."""
INTERRUPTED = 130
"""Ctrl-C."""
READER_GONE = 141
"""The reader of standard output closed it, as a shell reports a broken pipe."""
