"""How many an event killed or wounded, chosen among all that its words may say.

The plain reader (`tolls`, `losses`, `summing`) knows turns of phrase, and one that it does not know it misses or adds
wrongly. What it reads is therefore one candidate among others: nothing told, nobody, each number or person that the
clauses name, a few of them together, two as the bounds that two sources give. The network says how likely each word is
of the dead or the wounded of this event (`mentions`), and boosted trees over signs of each candidate, learned from
labelled reports by eval/train_hurt.py, say how likely it is the right one. Another than the plain reader's is only
taken where it is clearly likelier, and is marked as chosen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import trees
from sijill.extract.news.linking import Event
from sijill.extract.news.mentions import Eyes, Mention
from sijill.extract.news.summing import DIED, between
from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll
from sijill.model.values import Range

if TYPE_CHECKING:
    from sijill.encoder.network import Text

FILE = Path(__file__).with_name("hurt.json")
CLEARLY, CLEARLY_NOBODY = 0.4, 0.6
"""How much likelier than the plain reader's a candidate must be, and one that says there were none, or that nothing is
told: unknown is never zero, and nothing is lost."""
_PEAK, _OTHER = 0.03, 0.3
"""How likely a mention must be of the sort, or of the other sort, to be a candidate."""
_PAIRS, _TRIOS = 5, 4
"""Of how many of the likeliest mentions sums of two are tried, and sums of three."""
_LIKELY, _UNLIKELY = 0.5, 0.3
_NEVER = 4
"""How many of the asides keep a number from being a toll."""
_AROUND = (3, 12)
"""Characters before and behind a mention whose words belong to it: its verb."""
_QUIET = frozenset({"arrests", "agreement", "disrupted_weapons_use"})
_ARMED = frozenset({"armed_clash", "attack"})
_NONE = Range.exactly(0)
_COMPARED = (
    "left_share", "left_peak", "left_likely", "words_left", "words_left_likely", "share_mean", "other_most",
    "before_least",
)  # fmt: skip
_ASIDES = ("aged", "teller", "unknown", "dated", "things", "part")
_HOWS = ("plain", "none", "nobody", "single", "sum", "between", "plus", "one_of", "less")
_SAYS = ("rising", "conflict", "differs", "more", "noone", "unhurt")
"""Words of the language whose presence is a sign."""
Plain = tuple[Range, list[Toll]] | None
"""A toll and what it rests on; None where nothing is told."""


@dataclass(slots=True)
class Candidate:
    """A reading of a toll: how many, None if nothing is told; by whom it is borne; how it came about; its signs."""

    value: Range | None
    mentions: tuple[Mention, ...]
    how: str
    signs: dict[str, float]


def candidates(
    scan: Scan, text: Text, event: Event, of: str, plain: Plain, other: Range | None, kind: str
) -> list[Candidate]:
    """All readings of an event's toll of a sort, the plain reader's first, no value twice.

    text: as the encoder reads it; plain: what the plain reader read and where; other: what it read of the other sort.
    """
    eyes = Eyes(scan, text, event, of)
    named = eyes.mentions()
    live = [m for m in named if (m.peak >= _PEAK or m.other >= _OTHER) and not _is_none_hurt(m)]
    read = tuple(map(eyes.of_toll, plain[1])) if plain is not None else ()
    found: dict[Range | None, Candidate] = {}
    for value, mentions, how in _readings(eyes, plain[0] if plain is not None else None, read, live):
        known = found.get(value)
        if known is None or (known.how != "plain" and _weakest(mentions) > _weakest(known.mentions)):
            found[value] = Candidate(value, mentions, known.how if known else how, {})
    around = _around(eyes, plain, read, other, named, live, kind)
    for one in found.values():
        one.signs = _signs(eyes, one, plain[0] if plain is not None else None, other, live) | around
    compare([one.signs for one in found.values()])
    return list(found.values())


def _is_none_hurt(mention: Mention) -> bool:
    """Whether a number is an age, that of who speaks, a date or unknown, or no noun says whom it counts."""
    return mention.bare or any(mention.aside[:_NEVER])


def compare(signs: Sequence[dict[str, float]]) -> None:
    """Add to the signs of each candidate what it has more or less than the first, the plain reader's, and the rest."""
    first = {f"plain_{name}": signs[0][name] for name in _COMPARED}
    likeliest = max(one["share_least"] for one in signs)
    fewest = min((one["left_share"] for one in signs if one["mentions"]), default=1.0)
    for one in signs:
        explains = signs[0]["left_share"] - one["left_share"]
        surer = one["share_least"] - signs[0]["share_least"]
        one |= {"explains_more": explains, "surer": surer, "leaves_more": one["left_share"] - fewest}
        one |= {"less_sure_than_best": one["share_least"] - likeliest, **first}


def chosen(scan: Scan, text: Text, event: Event, of: str, plain: Plain, other: Range | None, kind: str) -> Plain:
    """The likeliest reading of a toll and what it rests on; None where nothing is told. As `candidates`."""
    if any(toll.of == DIED for telling in event.tellings for toll in telling.stated):
        # "Two of the wounded later died": the plain reader reckons.
        return plain
    found = candidates(scan, text, event, of, plain, other, kind)
    judge = trees.load(FILE)
    shares = [trees.likely(judge, one.signs) for one in found]
    best = max(range(len(found)), key=lambda n: shares[n])
    if best == 0 or shares[best] < shares[0] + clearly(found[best].value):
        return plain
    value = found[best].value
    return (value, [m.as_toll(of) for m in found[best].mentions]) if value is not None else None


def clearly(value: Range | None) -> float:
    """How much likelier than the plain reader's a reading must be to be taken."""
    return CLEARLY if value is not None and value != _NONE else CLEARLY_NOBODY


def _readings(
    eyes: Eyes, plain: Range | None, read: tuple[Mention, ...], live: Sequence[Mention]
) -> Iterator[tuple[Range | None, tuple[Mention, ...], str]]:
    yield plain, read, "plain"
    yield None, (), "none"
    nobody = eyes.nobody()
    if nobody is not None:
        yield _NONE, (nobody,), "nobody"
    for mention in live:
        yield mention.value, (mention,), "single"
    top = sorted(live, key=lambda m: -max(m.share, 0.8 * m.peak))[:_PAIRS]
    for a, b in combinations(top, 2):
        if not a.overlaps(b.start, b.end):
            yield a.value + b.value, (a, b), "sum"
            if a.value != b.value and None not in {a.value.best, b.value.best}:
                yield between(a.value, b.value), (a, b), "between"
    for trio in combinations(top[:_TRIOS], 3):
        if not any(a.overlaps(b.start, b.end) for a, b in combinations(trio, 2)):
            yield trio[0].value + trio[1].value + trio[2].value, trio, "sum"
    if plain is None or plain == _NONE:
        return
    for mention in live:
        if not any(mention.overlaps(one.start, one.end) for one in read):
            yield plain + mention.value, (*read, mention), "plus"
    for n, one in enumerate(read):
        yield one.value, (one,), "one_of"
        rest = [*read[:n], *read[n + 1 :]]
        if len(rest) > 1:
            value = rest[0].value
            for more in rest[1:]:
                value = value + more.value
            yield value, tuple(rest), "less"


def _weakest(mentions: Sequence[Mention]) -> float:
    return min((m.share for m in mentions), default=0.0)


def _signs(
    eyes: Eyes, one: Candidate, plain: Range | None, other: Range | None, live: Sequence[Mention]
) -> dict[str, float]:
    """The signs of a candidate: how likely its words are of the hurt, and what likely words it leaves out."""
    told, value = one.mentions, one.value
    left = [m for m in live if not any(m.overlaps(t.start, t.end) for t in told)]
    words, many = _unexplained(eyes, told)
    shares = [m.share for m in told]
    before = [m.before for m in told]
    signs = {
        "is_plain": float(value == plain),
        "share_least": min(shares, default=-1.0),
        "share_mean": sum(shares) / len(shares) if shares else -1.0,
        "peak_least": min((m.peak for m in told), default=-1.0),
        "other_most": max((m.other for m in told), default=-1.0),
        "before_least": min(before, default=-1.0),
        "before_mean": sum(before) / len(before) if before else -1.0,
        "none_most": max((m.none for m in told), default=-1.0),
        "mentions": float(len(told)),
        "own": sum(m.own for m in told) / len(told) if told else -1.0,
        "counted": sum(m.counted for m in told) / len(told) if told else -1.0,
        "left_share": max((m.share for m in left), default=0.0),
        "left_peak": max((m.peak for m in left), default=0.0),
        "left_likely": float(sum(m.share > _LIKELY for m in left)),
        "words_left": words,
        "words_left_likely": float(many),
        "value": math.log1p(value.low) if value is not None else -1.0,
        "open": float(value is not None and value.best is None),
        "bounded": float(value is not None and value.high is not None),
        "more_than_plain": float((value.middle if value else 0) - (plain.middle if plain else 0)),
        "is_other": float(value == other),
        "stands": max((m.end for m in told), default=0) / max(1, len(eyes.scan.text)),
    }
    signs |= {f"how_{how}": float(one.how == how) for how in _HOWS}
    for n, name in enumerate(_ASIDES):
        signs[name] = float(any(m.aside[n] for m in told if m.aside))
    return signs


def _unexplained(eyes: Eyes, told: Sequence[Mention]) -> tuple[float, int]:
    """The likeliest piece of the event's clauses that no mention explains, and how many are likelier than not."""
    most, many = 0.0, 0
    taken = [(m.start - _AROUND[0], m.end + _AROUND[1]) for m in told]
    for telling in eyes.event.tellings:
        spans = eyes.hurt.spans(telling.start, telling.end)
        shares = eyes.hurt.of(eyes.column, telling.start, telling.end)
        for (start, end), share in zip(spans, map(float, shares), strict=True):
            if not any(start < b and a < end for a, b in taken):
                most, many = max(most, share), many + (share > _LIKELY)
    return most, many


def _around(
    eyes: Eyes,
    plain: Plain,
    read: Sequence[Mention],
    other: Range | None,
    named: Sequence[Mention],
    live: Sequence[Mention],
    kind: str,
) -> dict[str, float]:
    """The signs that all candidates of a toll share: what its text is like, and what the plain reader made of it."""
    scan, event = eyes.scan, eyes.event
    own = [(t.start, t.end) for t in event.tellings]
    words, grammar = scan.pack.losses, scan.pack.grammar
    patterns = {"including": grammar.including, "doubted": grammar.doubted}
    if words is not None:
        patterns |= {name: getattr(words, name) for name in _SAYS}
    first, value = event.tellings[0], plain[0] if plain is not None else None
    status = first.seen.get("status", {})
    signs = {f"says_{name}": float(any(p.search(scan.flat, *at) for at in own)) for name, p in patterns.items()}
    for name, states in (("this", eyes.hurt.states[eyes.column]), ("other", eyes.hurt.states[1 - eyes.column])):
        signs |= {f"{name}_{state}": float(s) for state, s in zip(("untold", "nobody", "some"), states, strict=True)}
    return signs | {
        "none_in_clauses": max((eyes.none(*at) for at in own), default=0.0),
        "peak_in_clauses": max((eyes.peak(*at) for at in own), default=0.0),
        "other_in_clauses": max((eyes.other(*at) for at in own), default=0.0),
        "several_likely": float(sum(not m.counted and m.value.best is None and m.share > _UNLIKELY for m in named)),
        "other_untold": float(other is None),
        "other_nobody": float(other == _NONE),
        "plain_untold": float(value is None),
        "plain_nobody": float(value == _NONE),
        "plain_value": math.log1p(value.low) if value is not None else -1.0,
        "plain_share": min((m.share for m in read), default=-1.0),
        "plain_peak": min((m.peak for m in read), default=-1.0),
        "plain_other": max((m.other for m in read), default=-1.0),
        "plain_none": max((m.none for m in read), default=-1.0),
        "plain_mentions": float(len(read)),
        "clauses": float(len(event.tellings)),
        "clauses_beside": float(len(event.beside)),
        "events": float(1 + len(event.others)),
        "arabic": float(scan.pack.code == "ar"),
        "killed": float(eyes.of == "killed"),
        "live": float(len(live)),
        "background": first.seen.get("role", {}).get("background", 0.5),
        "foiled": status.get("foiled", 0.0),
        "occurred": status.get("occurred", 1.0),
        "quiet": float(kind in _QUIET),
        "abduction": float(kind == "abduction_forced_disappearance"),
        "armed": float(kind in _ARMED),
        "suicide": float(kind == "suicide_bomb"),
    }


__all__ = ["FILE", "Candidate", "candidates", "chosen", "clearly", "compare"]
