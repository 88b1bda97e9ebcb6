"""coach: a guided tutorial and a best-practices linter for social posts."""

__version__ = "0.1.0"
