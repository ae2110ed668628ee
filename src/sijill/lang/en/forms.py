"""Every form of an English verb."""

from __future__ import annotations

from collections.abc import Iterator

_IRREGULAR = {
    "meet": ("met",), "hold": ("held",), "sit": ("sat",), "see": ("saw", "seen"), "speak": ("spoke", "spoken"),
    "go": ("went", "gone"), "come": ("came",), "fly": ("flew", "flown"), "take": ("took", "taken"),
    "give": ("gave", "given"), "put": ("put",), "let": ("let",), "set": ("set",), "lead": ("led",),
    "strike": ("struck", "stricken"), "throw": ("threw", "thrown"), "stand": ("stood",), "tell": ("told",),
    "say": ("said",), "have": ("had",), "make": ("made",), "get": ("got",), "leave": ("left",), "quit": ("quit",),
    "withdraw": ("withdrew", "withdrawn"), "fall": ("fell", "fallen"), "lay": ("laid",), "swear": ("swore", "sworn"),
    "send": ("sent",), "pay": ("paid",), "hit": ("hit",), "shoot": ("shot",), "fight": ("fought",), "bid": ("bade",),
    "bind": ("bound",), "seek": ("sought",), "beseech": ("besought",), "shut": ("shut",), "break": ("broke", "broken"),
    "cut": ("cut",), "tear": ("tore", "torn"), "ring": ("rang", "rung"), "draw": ("drew", "drawn"), "pin": ("pinned",),
    "undertake": ("undertook", "undertaken"), "find": ("found",), "found": ("founded",), "run": ("ran",),
    "hide": ("hid", "hidden"), "grow": ("grew", "grown"), "spread": ("spread",), "blow": ("blew", "blown"),
    "burn": ("burnt", "burned"), "feed": ("fed",), "bring": ("brought",), "bend": ("bent",), "lend": ("lent",),
    "forbid": ("forbade", "forbidden"), "begin": ("began", "begun"), "keep": ("kept",), "burst": ("burst",),
    "stop": ("stopped",), "step": ("stepped",), "ban": ("banned",), "bar": ("barred",), "beg": ("begged",),
    "plan": ("planned",), "drop": ("dropped",), "ship": ("shipped",), "slam": ("slammed",), "nab": ("nabbed",),
    "commit": ("committed",), "permit": ("permitted",), "rebut": ("rebutted",), "purge": ("purged",),
    "scrap": ("scrapped",), "snub": ("snubbed",), "dig": ("dug",), "patrol": ("patrolled",), "expel": ("expelled",),
    "confer": ("conferred",), "transfer": ("transferred",), "sup": ("supped",), "strip": ("stripped",),
    "sack": ("sacked",), "bow": ("bowed",), "wire": ("wired",), "tip": ("tipped",), "slap": ("slapped",),
    "be": ("was", "were", "been"), "walk": ("walked",), "submit": ("submitted",), "shake": ("shook", "shaken"),
    "rid": ("rid",), "steal": ("stole", "stolen"), "wear": ("wore", "worn"), "win": ("won",), "pat": ("patted",),
    "swing": ("swung",), "heap": ("heaped",), "bankroll": ("bankrolled",), "speed": ("sped",), "cast": ("cast",),
    "show": ("showed", "shown"), "drive": ("drove", "driven"), "build": ("built",), "prod": ("prodded",),
    "buy": ("bought",), "choose": ("chose", "chosen"), "spin": ("spun",), "swoop": ("swooped",), "sell": ("sold",),
}  # fmt: skip
"""Past forms that no rule gives, the participle last."""
_VOWELS = "aeiou"


def forms(verb: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with what it is: base, s, past, done (the participle alone) or ing.

    Only the first word changes: "hand over" gives "handed over".
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    yield head + tail, "base"
    yield _third(head) + tail, "s"
    yield _ing(head) + tail, "ing"
    told = _IRREGULAR.get(head) or (_past(head),)
    yield told[0] + tail, "past"
    for other in told[1:]:
        yield other + tail, "done"


def _third(head: str) -> str:
    if head == "have":
        return "has"
    if head == "be":
        return "is"
    if head.endswith(("s", "sh", "ch", "x", "z", "o")):
        return head + "es"
    if head.endswith("y") and head[-2] not in _VOWELS:
        return head[:-1] + "ies"
    return head + "s"


def _past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2] not in _VOWELS:
        return head[:-1] + "ied"
    return head + "ed"


def _ing(head: str) -> str:
    told = _IRREGULAR.get(head)
    if head in {
        "sit",
        "let",
        "set",
        "put",
        "hit",
        "cut",
        "quit",
        "get",
        "run",
        "begin",
        "forbid",
        "shut",
        "bid",
        "swim",
        "win",
    }:
        return head + head[-1] + "ing"
    if told and told[0].endswith("ed") and len(told[0]) == len(head) + 3:
        return told[0][:-2] + "ing"
    if head.endswith("e") and not head.endswith(("ee", "ye")) and head != "be":
        return head[:-1] + "ing"
    return head + "ing"


__all__ = ["forms"]
