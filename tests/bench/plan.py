"""What plans cost, and how that grows: `python tests/bench/plan.py`.

Each row runs in a process of its own, so that its peak of memory is its own. Histories are archives of X on
disk, with the last post an hour old and one every forty minutes before it; drafts are spread over the year to
come, one in five bunched with another.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WORDS = (
    *("le", "jardin", "ouvre", "samedi", "matin", "aux", "voisins", "du", "quartier", "avec", "un", "atelier", "vélo"),
    *("pour", "petits", "et", "grands", "la", "chorale", "chante", "dimanche", "à", "mairie", "entrée", "libre"),
    *("repas", "partagé", "compte", "rendu", "assemblée", "bénévoles", "merci", "collecte", "livres", "salle", "fête"),
)


def write_archive(path: Path, count: int) -> None:
    """An archive of X with that many posts."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("window.YTD.tweets.part0 = [\n")
        for number in range(count):
            at = NOW - timedelta(minutes=40) * (count - number)
            text = " ".join(chance.choices(WORDS, k=14)) + f" https://t.co/{number:010x}"
            tweet = {
                "edit_info": {
                    "initial": {"editTweetIds": [str(number)], "editsRemaining": "5", "isEditEligible": True}
                },
                "entities": {
                    "hashtags": [{"text": "ESS", "indices": ["10", "14"]}],
                    "urls": [{"url": f"https://t.co/{number:010x}", "expanded_url": f"https://asso.example/{number}"}],
                },
                "created_at": f"{at:%a %b %d %H:%M:%S +0000 %Y}",
                "id_str": str(number),
                "full_text": text,
                "lang": "fr",
            }
            file.write((",\n" if number else "") + json.dumps({"tweet": tweet}, indent=2))
        file.write("\n]")


def run(drafts: int, history: str) -> None:
    """One measurement, as a line of JSON."""
    from coach.drafts import archives
    from coach.engine import Choice, Linter
    from coach.model import Post, Span, Stamp
    from coach.planner import Planner
    from coach.rules import shipped
    from coach.settings import Settings

    chance = random.Random(2)
    at = NOW
    posts = []
    for number in range(drafts):
        at += timedelta(days=365) / drafts if number % 5 else timedelta(minutes=1)
        text = " ".join(chance.choices(WORDS, k=14)) + f" https://asso.example/{number}"
        stamps = (Stamp(Span(18, 34), "%Y-%m-%dT%H:%M"),)
        posts.append(Post(text, path=f"drafts/{number:06}.md", networks=("x",), scheduled_at=at, stamps=stamps))
    linter = Linter(shipped(), Settings(timezone="Europe/Paris", plan={"hours": "00:00-24:00"}), Choice(only="plan"))
    steps = [time.perf_counter()]
    planner = Planner(linter, [((post,), ()) for post in posts], int(NOW.timestamp()))
    count = planner.remember(archives.read(history)) if history else 0
    steps.append(time.perf_counter())
    found = planner.findings()
    steps.append(time.perf_counter())
    moves = len(planner.outcome(undated=True).moves)
    steps.append(time.perf_counter())
    read, ruled, placed = (after - before for before, after in itertools.pairwise(steps))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row = {"drafts": drafts, "history": count, "read": read, "rules": ruled, "moves": placed, "peak": peak}
    print(json.dumps({**row, "kept": len(planner.remembered), "found": len(found), "moved": moves}))


def main() -> None:
    """Print the table."""
    print("  drafts  history   kept   read s  rules s  moves s  peak MiB   found")
    with tempfile.TemporaryDirectory() as folder:
        for drafts, history in (
            *((100, count) for count in (0, 1_000, 10_000, 100_000)),
            *((count, 0) for count in (1_000, 10_000, 100_000)),
        ):
            path = Path(folder) / f"tweets-{history}.js"
            if history:
                write_archive(path, history)
            done = subprocess.run(
                [sys.executable, __file__, str(drafts), str(path) if history else ""],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            one = json.loads(done.stdout)
            print(
                f"{one['drafts']:>8} {one['history']:>8} {one['kept']:>6} {one['read']:>8.2f} {one['rules']:>8.2f} "
                f"{one['moves']:>8.2f} {one['peak']:>9} {one['found']:>7}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        run(int(sys.argv[1]), sys.argv[2])
    else:
        main()
