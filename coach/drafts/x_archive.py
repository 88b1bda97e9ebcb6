"""The archives that X, once Twitter, gives its users: the three forms they have had, as files or as the `.zip`.

To 2019: `data/js/tweets/2014_03.js`, a file a month, and `tweets.csv`. Then `data/tweet.js`. Since 2022
`data/tweets.js` and `tweets-part1.js` …, with `data/account.js` beside them. All are JSON behind the name of a
variable; text is escaped as in HTML; every number is a string. Layouts as timhutton/twitter-archive-parser
reads them (`parser.py`, read 2026-11-22) and as archives that lie open show them.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, BinaryIO

from coach.drafts.streaming import Buffer
from coach.errors import DraftError
from coach.model import Post

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def _tweets() -> re.Pattern[str]:
    return re.compile(r"(?:.*/)?(?:data/js/tweets/\d{4}_\d{2}|data/tweets?(?:-part\d{1,4})?)\.js")


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(r"(?:.*/)?data/(?:account|js/user_details)\.js")


def holds_tweets(name: str) -> bool:
    """Whether a member of an archive, or a file, of that name holds posts."""
    return _tweets().fullmatch(name.replace("\\", "/")) is not None


def names_owner(name: str) -> bool:
    """Whether a member of that name says whose archive it is."""
    return _owner().fullmatch(name.replace("\\", "/")) is not None


def owner(stream: BinaryIO, path: str) -> str:
    """The name of the account, as `account.js` or the older `user_details.js` gives it; empty where it does not."""
    buffer = Buffer(stream, path)
    head = _head(buffer)
    value = next(buffer.items(), None) if head == "[" else buffer.value()
    if isinstance(value, dict) and isinstance(value.get("account"), dict):
        value = value["account"]
    if not isinstance(value, dict):
        return ""
    return str(value.get("username") or value.get("screen_name") or "")


def _head(buffer: Buffer) -> str:
    """Step behind `window.YTD.tweets.part0 =` or `var user_details =`; what kind of value begins there."""
    buffer.seek("=")
    buffer.step("=")
    sign = buffer.sign()
    if sign not in ("[", "{"):
        raise buffer.broken()
    return sign


def read(stream: BinaryIO, path: str, account: str = "") -> Iterator[Post]:
    """The posts in one file of an archive, reposts left out, numbered in the order of the file.

    Raises DraftError where it is broken.
    """
    buffer = Buffer(stream, path)
    if _head(buffer) != "[":
        raise buffer.broken()
    for number, item in enumerate(buffer.items(), 1):
        tweet = item.get("tweet", item) if isinstance(item, dict) else None
        found = _post(tweet, path, number, account) if isinstance(tweet, dict) else None
        if found:
            yield found


def read_csv(stream: BinaryIO, path: str) -> Iterator[Post]:
    """The posts in the `tweets.csv` of an archive from before 2019."""
    rows = csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", newline=""))
    try:
        for number, row in enumerate(rows, 1):
            found = _post(row, path, number, "")
            if found:
                yield found
    except (csv.Error, UnicodeDecodeError):
        raise DraftError("archive-broken", path=path, offset=0) from None


def _post(tweet: Mapping[str, Any], path: str, number: int, account: str) -> Post | None:
    text = tweet.get("full_text") or tweet.get("text")
    moment = when(str(tweet.get("created_at") or tweet.get("timestamp") or ""))
    is_repost = tweet.get("retweeted_status") or tweet.get("retweeted_status_id") or str(text).startswith("RT @")
    if not isinstance(text, str) or moment is None or is_repost:
        return None
    reply = tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id")
    return Post(
        _text(text, tweet.get("entities")),
        path=path,
        number=number,
        networks=("x",),
        language=str(tweet["lang"]) if tweet.get("lang") else None,
        scheduled_at=moment,
        reply=bool(reply),
        status="published",
        account=account,
    )


def _text(text: str, entities: object) -> str:
    """As it was written: `&amp;` a sign again, and the short links that X put in the ones they stand for."""
    plain = html.unescape(text) if "&" in text else text
    urls = entities.get("urls") if isinstance(entities, dict) else None
    for url in urls if isinstance(urls, list) else ():
        if isinstance(url, dict) and url.get("url") and url.get("expanded_url"):
            plain = plain.replace(str(url["url"]), str(url["expanded_url"]))
    return plain.strip()


def when(written: str) -> datetime | None:
    """`Wed Oct 19 20:07:25 +0000 2022`, or `2014-03-31 19:32:36 +0000`; None for anything else.

    Read by hand: `strptime` asks the system for the names of the months, and takes ten times as long.
    """
    parts = written.split()
    try:
        if len(parts) == 6:
            day = f"{parts[5]}-{MONTHS.index(parts[1].lower()) + 1:02}-{int(parts[2]):02}"
            return _moment(day, parts[3], parts[4])
        if len(parts) == 3:
            return _moment(parts[0], parts[1], parts[2])
    except (ValueError, OverflowError):
        pass
    return None


def _moment(day: str, clock: str, offset: str) -> datetime:
    moment = datetime.fromisoformat(f"{day}T{clock}")
    if offset == "+0000":
        return moment.replace(tzinfo=UTC)
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    return moment.replace(tzinfo=timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes)))
