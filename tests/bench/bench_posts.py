"""Posts a second on one core: what coach counts and lints, against npm `twitter-text`, in one run.

    python tests/bench/bench_posts.py [--posts 100000] [--conformance DIR] [--corpus DIR]

The same posts go through `parseTweet` and `extractEntitiesWithIndices` of twitter-text, through coach's length
and entities for X, and through all of coach's default rules for X. The posts are made from a seed; where the folder
of the networks' own cases is there, its hard texts are a second set, and where that of real drafts is, their posts
are a third. Prints rates and their ratios. The peer is installed by npm into a temporary folder; without npm only
coach is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach.engine import Linter
from coach.model import Post, Segment
from coach.rules import shipped
from coach.settings import Settings
from coach.text.networks import network
from coach.text.view import View
from coach.workspace import Workspace

ROOT = Path(__file__).parents[2]
TURNS = 10

WORDS = (  # noqa: SIM905
    "we are the volunteers of a small workshop and meet on Saturday with coffee for everyone who likes to mend "
    "nous sommes les bénévoles d’un petit atelier et l’on se retrouve samedi autour d’un café avec celles qui réparent"
).split()
EXTRAS = ["#repair", "#ESS", "https://example.org/agenda", "@atelier", "example.org/plan", "🎉", "🙏", "14 h", "!", "?"]

PEER = """
import twitter from 'twitter-text';
import fs from 'node:fs';
const posts = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const work = (post) => { twitter.parseTweet(post); twitter.extractEntitiesWithIndices(post); };
posts.slice(0, 2000).forEach(work);
const begin = process.hrtime.bigint();
posts.forEach(work);
console.log(Number(process.hrtime.bigint() - begin) / 1e9);
"""


def plain_posts(number: int) -> list[str]:
    """Posts as people write them: words, and in some a hashtag, a link, a mention or an emoji."""
    chance = random.Random(2026)
    posts = []
    for _ in range(number):
        words = chance.choices(WORDS, k=chance.randint(8, 32))
        if chance.random() < 0.5:
            words.insert(chance.randrange(len(words)), chance.choice(EXTRAS))
        posts.append(" ".join(words).capitalize() + ".")
    return posts


def hard_posts(folder: Path, number: int) -> list[str]:
    """The hard texts of the networks' own cases, again and again."""
    with gzip.open(folder / "differential" / "hard.expected.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [texts[index % len(texts)] for index in range(number)]


def real_posts(folder: Path, number: int) -> list[str]:
    """The posts of real drafts, again and again."""
    workspace = Workspace(print, isolated=True)
    drafts = filter(None, map(workspace.check, workspace.sources([str(folder)])))
    texts = [post.text for draft in drafts for post in draft.draft.posts]
    return [texts[index % len(texts)] for index in range(number)]


def seconds(work: Callable[[Post], object], posts: list[Post]) -> float:
    """How long some posts take, after a warm-up."""
    for post in posts[:2000]:
        work(post)
    begin = time.perf_counter()
    for post in posts:
        work(post)
    return time.perf_counter() - begin


def peer_seconds(folder: Path, posts: list[str]) -> float | None:
    """The same for twitter-text; None without npm."""
    if not shutil.which("npm"):
        return None
    if not (folder / "node_modules").exists():
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "twitter-text@3.1.0"]
        subprocess.run(command, cwd=folder, check=True)
        (folder / "peer.mjs").write_text(PEER, encoding="utf-8")
    (folder / "posts.json").write_text(json.dumps(posts), encoding="utf-8")
    done = subprocess.run(["node", "peer.mjs", "posts.json"], cwd=folder, check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measure each set of posts, peer and coach in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--conformance", type=Path, default=ROOT.parent / "shared" / "conformance")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    wanted = parser.parse_args()
    x = network("x")
    linter = Linter(shipped(), Settings())

    def count(post: Post) -> None:
        view = View(post, x)
        _ = view.measure, view.entities

    sets = {"plain": plain_posts(wanted.posts)}
    if wanted.conformance.is_dir():
        sets["hard"] = hard_posts(wanted.conformance, wanted.posts)
    else:
        print(f"no hard posts: {wanted.conformance} is not there")
    if wanted.corpus.is_dir():
        sets["real"] = real_posts(wanted.corpus, wanted.posts)
    else:
        print(f"no real posts: {wanted.corpus} is not there")
    with tempfile.TemporaryDirectory() as name:
        for title, texts in sets.items():
            posts = [Post(text, segments=(Segment(0, 0, len(text)),)) for text in texts]
            # In turn, a part of the posts each time: a machine that is busy for a while slows them all alike.
            peer = counting = linting = 0.0
            part = -(-len(posts) // TURNS)
            for start in range(0, len(posts), part):
                peer += peer_seconds(Path(name), texts[start : start + part]) or 0
                counting += seconds(count, posts[start : start + part])
                linting += seconds(linter.lint, posts[start : start + part])
            ours, linted = len(posts) / counting, len(posts) / linting
            theirs = len(posts) / peer if peer else None
            print(f"{title}: coach counts {ours:,.0f} posts/s and lints {linted:,.0f} posts/s", end="")
            if theirs is None:
                print("; npm is absent, so no peer was measured")
                continue
            print(f"; twitter-text counts {theirs:,.0f}", end="")
            print(f"; ratios {ours / theirs:.2f} (counting), {linted / theirs:.2f} (all default rules to its counting)")


if __name__ == "__main__":
    sys.exit(main())
