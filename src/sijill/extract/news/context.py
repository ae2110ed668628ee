"""What a clause is among the others of its text, and how likely that makes it the first to tell of an event.

A logistic regression over some seventy named features (`surroundings`), trained by eval/train_news.py and shipped with
the language pack as JSON. The weights are of all languages together; a pack without the file has none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from sijill.extract.news import kinds, scorer
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Scan

FILE, UNSEEN_FILE = "context.json", "context.unseen.json"
"""The weights for texts that the encoder has read, and for those that it has not."""
_FAR = 5.0
"""The log-odds beyond which a scorer's share counts as certain."""
_ABSENT = -3.0
"""The log-odds that stand for a clause which is not there."""
_FINE = frozenset({"exact", "site", "settlement", "admin2"})
_NONEVENTS = ("speech", "court", "play", "accident", "crash", "drill", "trade")
_ODD = frozenset({"play", "drill", "trade", "accident"})
_MOST = 3


def judge(scan: Scan, told: Sequence[Telling]) -> None:
    """Say of each clause how likely it is the first to tell of an event. The clauses have their shares already."""
    weights = load(scan.pack.folder, UNSEEN_FILE if scan.seen is None else FILE)
    if weights is None:
        return
    for telling, around in zip(told, surroundings(scan, told), strict=True):
        telling.fresh = likely(weights, around)


def likely(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """How likely features make it that a clause is the first to tell of an event."""
    return 1 / (1 + math.exp(-weights[""] - sum(weights.get(name, 0.0) * value for name, value in features.items())))


@lru_cache(maxsize=8)
def load(folder: Path, name: str = FILE) -> Mapping[str, float] | None:
    """The weight of each feature, of "" the bias; None if a pack has none."""
    file = folder / name
    return json.loads(file.read_text("utf-8")) if file.is_file() else None


def dump(path: Path, weights: Mapping[str, float]) -> None:
    """Write the weights, the bias as that of ""."""
    told = {name: round(float(weights[name]), 4) for name in sorted(weights)}
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def log_odds(share: float) -> float:
    return max(-_FAR, min(_FAR, math.log(max(share, 1e-4) / max(1 - share, 1e-4))))


def surroundings(scan: Scan, told: Sequence[Telling]) -> list[dict[str, float]]:
    """For each clause of a text its features: its own shares and words, its neighbours', the text's, the event before.

    Every value is a share, a flag or a small number; one that is not named is 0.
    """
    odds = [log_odds(t.opens) for t in told]
    whole = _whole(told, odds)
    return [
        {**whole, **_own(scan, telling), **_beside(odds, at), **_since(scan, told, odds, at)}
        for at, telling in enumerate(told)
    ]


def _whole(told: Sequence[Telling], odds: Sequence[float]) -> dict[str, float]:
    """What a text is about as a whole."""
    n = len(told) or 1
    none = [t.shares.get("what", {}).get(scorer.NONE, 0.0) for t in told]
    against = [m.value for t in told for m in t.nonevent]
    best = sorted(odds, reverse=True)
    return {
        "text none": sum(none) / n,
        "text best": best[0] if best else _ABSENT,
        "text second": best[1] if len(best) > 1 else _ABSENT,
        "text odd": float(min(sum(value in _ODD for value in against), _MOST)),
        "text court": float(min(against.count("court"), _MOST)),
        "text speech": float(min(against.count("speech"), _MOST)),
        "text deeds": float(min(sum(bool(t.deeds) for t in told), _MOST)),
        "text hurt": float(min(sum(t.hurt for t in told), _MOST)),
        "text places": float(min(sum(bool(t.places) for t in told), _MOST)),
        "text length": math.log(n),
    }


def _own(scan: Scan, telling: Telling) -> dict[str, float]:
    """What a clause says by itself."""
    what, kind = telling.shares.get("what", {}), telling.shares.get("kind", {})
    marked = [*telling.deeds, *telling.used, *telling.struck]
    first = min((m.start for m in marked), default=telling.end)
    against = {m.value for m in telling.nonevent if m.value != "speech" or m.start < first}
    held = {
        "deed": bool(telling.deeds),
        "weapon": bool(telling.used),
        "struck": bool(telling.struck),
        "worded": bool(marked),
        "hurt": telling.hurt,
        "spared": bool(telling.stated) and not telling.hurt,
        "fine place": any(p.row.precision in _FINE for p in telling.places),
        "place": bool(telling.places),
        "inherits": telling.inherits and not telling.places,
        "date": bool(telling.dates),
        "day": telling.day is not None and telling.day[1].when.precision == "day",
        "spoken": bool(telling.spoken),
        "aim": bool(telling.aims),
        "actor": bool(telling.actors),
        "habit": telling.habit,
        "reprise": bool(telling.reprise),
        "apart": bool(telling.apart),
        "recalled": bool(telling.recalled),
        "heads": telling.heads,
        "pluperfect": telling.pluperfect,
        "grounds": scan.has("grounds", telling.start, telling.end),
        "standing": scan.has("standing", telling.start, telling.end),
        "beside": scan.has("beside", telling.start, telling.end),
        "quoted": scan.flat[telling.start : telling.start + 2].strip()[:1] == '"',
        **{f"against {name}": name in against for name in _NONEVENTS},
    }
    return {
        **{name: 1.0 for name, is_held in held.items() if is_held},
        "opens": log_odds(what.get(scorer.OPENS, 0.0)),
        "more": log_odds(what.get(scorer.MORE, 0.0)),
        "none": log_odds(what.get(scorer.NONE, 0.0)),
        "sure of kind": max(kind.values(), default=0.0),
        **{f"seen {name}": log_odds(share) for name, share in telling.seen.get("what", {}).items()},
        "length": math.log(max(telling.end - telling.start, 1)) - 4.5,
    }


def _beside(odds: Sequence[float], at: int) -> dict[str, float]:
    """What its neighbours look like."""

    def near(step: int) -> float:
        return odds[at + step] if 0 <= at + step < len(odds) else _ABSENT

    return {
        "first": float(at == 0),
        "last": float(at == len(odds) - 1),
        "one back": near(-1),
        "two back": near(-2),
        "one on": near(1),
        "two on": near(2),
        "best before": max(odds[:at], default=_ABSENT),
        "best after": max(odds[at + 1 :], default=_ABSENT),
    }


def _since(scan: Scan, told: Sequence[Telling], odds: Sequence[float], at: int) -> dict[str, float]:
    """How a clause stands to the last one before it that looks like an opening."""
    telling = told[at]
    back = next((n for n in range(at - 1, -1, -1) if odds[n] > 0 or told[n].deeds), None)
    if back is None:
        return {"leads": 1.0}
    before = told[back]
    found = {"distance": float(min(at - back, _MOST))}
    pairs = {
        "division": (telling.divisions, before.divisions or {p.row.admin1 for p in before.near if p.row.admin1}),
        "spot": (_spots(telling), _spots(before)),
        "place": ({p.row.id for p in telling.places}, {p.row.id for p in before.places}),
    }
    for name, (mine, theirs) in pairs.items():
        if mine and theirs:
            found[f"{name} {'same' if mine & theirs else 'other'}"] = 1.0
    if telling.day and before.day:
        found["day same" if telling.day[1].when.overlaps(before.day[1].when) else "day other"] = 1.0
    family, other = kinds.family(telling), kinds.family(before)
    if family and other:
        found["kin" if kinds.kin(family, other) else "not kin"] = 1.0
        found["one family"] = float(family == other)
    shares, others = telling.shares.get("kind", {}), before.shares.get("kind", {})
    found["alike"] = sum(share * others.get(kind, 0.0) for kind, share in shares.items())
    if telling.paragraph != before.paragraph:
        found["paragraph"] = 1.0
    if telling.sentence == before.sentence:
        found["sentence"] = 1.0
    return found


def _spots(telling: Telling) -> set[str]:
    return {p.row.id for p in telling.places if p.row.precision in _FINE}
