"""Cold start: `coach lint draft.txt`, piped, against a hello-world of Typer 0.28, in turn.

    python tests/bench/bench_start.py [--runs 20]

Both are installed into virtual environments of their own, coach from a wheel of this checkout, as its users
have it. Prints the median of each and of the ratio pair by pair; the goal is at most 1.5.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]

HELLO = """
import typer

app = typer.Typer()


@app.command()
def main(name: str) -> None:
    print(f"Hello {name}")


app()
"""

DRAFTS = {
    "a plain post": "La réunion de rentrée a lieu jeudi à 18 h, venez nombreux.",
    "a post with a link, a hashtag and an emoji": "Merci à tous 🎉 https://exemple.org/merci #ESS",
    "a post with findings": "Merci au #porte-à-porte !!!  https://exemple.org/?fbclid=1",
}


def environment(folder: Path, *requirements: str) -> Path:
    """The Python of a new virtual environment that holds the requirements, compiled as an installation is."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--compile", *requirements], check=True)
    return python


def seconds(command: list[str], folder: Path) -> float:
    """How long a command takes, its output read through a pipe."""
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - begin


def main() -> None:
    """Set both up, run them in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = environment(folder / "coach", str(ROOT)).with_name("coach")
        theirs = environment(folder / "typer", "typer==0.28.0")
        (folder / "hello.py").write_text(HELLO, encoding="utf-8")
        for title, text in DRAFTS.items():
            (folder / "draft.txt").write_text(text, encoding="utf-8")
            pairs = []
            for _ in range(runs + 1):
                pairs.append(
                    (
                        seconds([str(ours), "lint", "draft.txt"], folder),
                        seconds([str(theirs), "hello.py", "coach"], folder),
                    )
                )
            del pairs[0]  # the warm-up
            ratio = statistics.median(one / other for one, other in pairs)
            coach, hello = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
            print(f"{title}: coach {coach:.0f} ms, hello {hello:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    sys.exit(main())
