"""`python -m coach`, and the `coach` command."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the command line on `sys.argv`; the exit code."""
    # What a run makes it mostly keeps to its end, and looking for rubbish in it every 700 objects costs a fifth.
    gc.set_threshold(200_000)
    try:
        from coach.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are still being loaded; `run` meets it afterwards
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
