"""Published cases that coach is not to agree with, one by one, and why.

A case that is listed here and agrees after all makes the tests fail, as does one that is not listed and does not.
"""

from __future__ import annotations

GONE = "a top-level domain of 2020 that is no longer in the root zone: X makes no link of it today"

_GONE_COUNTRIES = """
0248 0284 0288 0307
"""
_GONE_GENERIC = """
0021 0032 0113 0116 0153 0159 0164 0165 0191 0203 0226 0236 0237 0255 0276 0279 0288 0312 0313 0322 0340 0341
0350 0357 0385 0406 0413 0457 0470 0478 0485 0515 0530 0540 0541 0546 0547 0550 0553 0561 0562 0570 0583 0585
0599 0627 0634 0637 0639 0650 0668 0670 0692 0712 0716 0745 0755 0761 0800 0814 0815 0828 0854 0858 0914 0926
0943 0944 0945 0951 0953 0955 0996 1013 1042 1051 1054 1068 1077 1080 1092 1107 1121 1131 1138 1153 1174 1181
1229 1235 1241 1243
"""

DATED: dict[str, str] = {
    "validate/WeightedTweetsCounterTest/0013": (
        "configuration v2, which weighed each part of an emoji; since v3 a family weighs 2, and coach has v3"
    ),
    "validate/urls/0005": (
        "a validator of addresses takes a user name and password in front of the host; X makes a link of what follows"
    ),
    "validate/urls/0010": (
        "a validator of addresses allows a plus sign at the end of a fragment; X leaves it outside of the link"
    ),
    **{
        f"hard-public1-{number}": (
            "a domain that was opened after the list of 2020 which the sample's Mastodon had (merck, spa, web): "
            "coach links it there as on X, where this is what the sample itself asks for"
        )
        for number in (670, 1045, 1114, 1616, 1642)
    },
    **{f"tlds/country/{number}": GONE for number in _GONE_COUNTRIES.split()},
    **{f"tlds/generic/{number}": GONE for number in _GONE_GENERIC.split()},
}

NOT_JUDGED: dict[str, str] = {
    "mastodon/web_counter/0003": "only the counter of an unreleased web page links a host without protocol",
    "mastodon/web_counter/0004": "only the counter of an unreleased web page takes a fragment with a link",
    "mastodon/web_counter/0014": "only the counter of an unreleased web page counts the host of such a mention",
}
"""Their file says not to judge on them: they hold for a web page still to come, and the server decides."""
