"""`python -m coach`, and the `coach` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on `sys.argv`; the exit code."""
    try:
        from coach.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are still being loaded; `run` meets it afterwards
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
