"""What two texts have in common beside the fields that were read from them: things, names, words, numbers, hours.

Reports that a machine read from texts err in ways that no generated report does, and say more than their fields. Where
both were read so, these comparisons are added to those of `model`, and all have weights of their own, learned by
eval/merge/train_read.py from reports whose events are known. SQL of DuckDB: Splink is trained without them.
"""

from __future__ import annotations

from typing import Final

from sijill.dedupe.levels import Comparison, Level, either_null

READ: Final = "things_l IS NOT NULL AND things_r IS NOT NULL"
"""Both rows were read from texts."""
WEIGHT: Final = "coalesce(list_sum(list_transform({}, lambda x: x & 15)), 0)"
"""What a list of `lang.wording` numbers tells, in bits."""
_THINGS = WEIGHT.format("list_intersect(things_l, things_r)")
_SHARED = f"(0.11 * {_THINGS} + 2.6 * {_THINGS} / greatest(1, sqrt(told_l * told_r)))"
"""How much they share, and how much of all that they tell."""
_NAMES = WEIGHT.format(
    "list_filter(list_intersect(names_l, names_r), lambda x: NOT list_contains(list_intersect(own_l, own_r), x))"
)
_WORDS = f"{WEIGHT.format('list_intersect(words_l, words_r)')} / greatest(1, sqrt(said_l * said_r))"
_POOR = 12
"""Bits under which a text tells too few things for their absence in the other to mean much."""
_TOO_FEW = f"(least(told_l, told_r) < {_POOR} AND {_SHARED} < 1.6)"
_CLOSE = (
    "len(list_filter(numbers_l, lambda x: len(list_filter(numbers_r,"
    " lambda y: greatest(x, y) <= 1.5 * least(x, y) + 1)) > 0)) > 0"
)


def _around(hours: str, by: int) -> str:
    """SQL for the hours up to so many before and after these, of a day of 24."""
    turned = (
        f"({hours} << {k}) | ({hours} >> {24 - k}) | ({hours} >> {k}) | ({hours} << {24 - k})" for k in range(1, by + 1)
    )
    return f"(({hours} | {' | '.join(turned)}) & {(1 << 24) - 1})"


_EXACT = "bit_count(hours_l) <= 4 AND bit_count(hours_r) <= 4"
_DAY = "abs(coalesce(first_l, published_l) - coalesce(first_r, published_r))"

CHEAP: Final[tuple[Comparison, ...]] = (
    Comparison(
        "told_on",
        "(first_l IS NOT NULL AND first_r IS NOT NULL) OR published_l IS NULL OR published_r IS NULL",
        (
            Level("same", f"{_DAY} = 0", "published on the day of the other"),
            Level("next", f"{_DAY} = 1", "published on the day before or after the other"),
            Level("apart", None, "published days from the other"),
        ),
    ),
    Comparison(
        "hours",
        either_null("hours"),
        (
            Level("close", f"{_EXACT} AND (hours_l & hours_r) <> 0", "hours: about the same in both texts"),
            Level("meet", "(hours_l & hours_r) <> 0", "hours: those of both texts meet"),
            Level("near", f"({_around('hours_l::BIGINT', 1)} & hours_r) <> 0", "hours: an hour apart"),
            Level("between", f"({_around('hours_l::BIGINT', 4)} & hours_r) <> 0", "hours: less than five apart"),
            Level("apart", None, "hours: five and more apart"),
        ),
    ),
    Comparison(
        "further",
        either_null("further"),
        (
            Level("neither", "further_l + further_r = 0", "neither text speaks of a further event"),
            Level("perhaps", "greatest(further_l, further_r) < 2", "a text may speak of a further event"),
            Level("both", "least(further_l, further_r) = 2", "both texts speak of a further event"),
            Level("one", None, "one of the two texts speaks of a further event"),
        ),
    ),
)
DEAR: Final[tuple[Comparison, ...]] = (
    Comparison(
        "things",
        f"{either_null('things')} OR {_TOO_FEW}",
        (
            Level("most", f"{_SHARED} >= 2.9", "both texts tell of {shared}"),
            Level("much", f"{_SHARED} >= 2.2", "both texts tell of {shared}"),
            Level("some", f"{_SHARED} >= 1.6", "both texts tell of {shared}"),
            Level("little", f"{_SHARED} >= 1.1", "both texts tell of {shared}"),
            Level("less", f"{_SHARED} >= 0.6", "both texts tell of {shared}, of little else in common"),
            Level("none", None, "the texts have hardly a thing or circumstance in common"),
        ),
    ),
    Comparison(
        "names",
        either_null("names"),
        (
            Level("two", f"{_NAMES} >= 9", "the texts share names"),
            Level("one", f"{_NAMES} >= 6", "the texts share a name"),
            Level("none", None, "the texts share no name but those of the place"),
        ),
    ),
    Comparison(
        "words",
        "language_l <> language_r OR language_l IS NULL OR language_r IS NULL OR words_l IS NULL OR words_r IS NULL",
        (
            Level("much", f"{_WORDS} >= 0.2", "the texts share many uncommon words"),
            Level("some", f"{_WORDS} >= 0.1", "the texts share some uncommon words"),
            Level("none", None, "the texts share few uncommon words"),
        ),
    ),
    Comparison(
        "numbers",
        "coalesce(len(numbers_l), 0) = 0 OR coalesce(len(numbers_r), 0) = 0",
        (
            Level("same", "list_has_any(numbers_l, numbers_r)", "the texts share a number"),
            Level("close", _CLOSE, "a number of one text may have risen to one of the other"),
            Level("none", None, "no number of one text is near one of the other"),
        ),
    ),
)
WORDING: Final = (*CHEAP, *DEAR)
"""In the order in which they are worked out: lists are looked through for pairs that the rest speaks for."""
