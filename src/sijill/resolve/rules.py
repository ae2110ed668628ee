"""One stated rule for each field of an incident: how the value that stands is chosen among what reports say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sijill.model import vocabulary
from sijill.model.records import Statement, canonical
from sijill.model.values import Json, Range

UNDATED: Final = "9999"


@dataclass(frozen=True, slots=True)
class Said:
    """One value that one report gives for a field, and what its weight rests on.

    voice: the outlet's owner (two outlets of one owner are one voice). date: when the document was published, ISO.
    official: the words are credited to an official source. by_person: a person has said or corrected it.
    """

    statement: Statement
    report: str
    voice: str
    date: str | None
    official: bool = False
    by_person: bool = False

    @property
    def value(self) -> Json:
        return self.statement.value

    @property
    def first(self) -> tuple[str, str, str, int, str]:
        """Sorts by date, then by ids, never by arrival: the same records give the same incident in any order."""
        told = self.statement
        return (self.date or UNDATED, told.document, self.report, told.order, told.id)


Key = Callable[[Json], str]
Rank = Callable[[Said], float]
Choose = Callable[[Sequence[Said]], Json]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence for the reader, and the choice."""

    text: str
    choose: Choose


def voices(said: Iterable[Said], key: Key = canonical) -> dict[str, int]:
    """How many independent voices give each value."""
    heard: dict[str, set[str]] = {}
    for one in said:
        heard.setdefault(key(one.value), set()).add(one.voice)
    return {value: len(owners) for value, owners in heard.items()}


def _ranked(rank: Rank, *, first: str, key: Key = canonical, told_first: bool = False) -> Choose:
    """Choose by rank (high is good) and voices in the order named, then earliest date, then id."""

    def choose(said: Sequence[Said]) -> Json:
        n_voices = voices(said, key)

        def weight(one: Said) -> tuple[object, ...]:
            heard, worth = -n_voices[key(one.value)], -rank(one)
            told = not one.statement.spans if told_first else False
            return ((worth, told, heard) if first == "rank" else (heard, worth, told), one.first)

        return min(said, key=weight).value

    return choose


def _place_key(value: Json) -> str:
    return str(value.get("gazetteer_id") or value.get("name"))


def _place_rank(one: Said) -> float:
    precision = one.value.get("precision")
    order = vocabulary.PLACE_PRECISIONS
    return len(order) - order.index(precision) if precision else 0


def _date_rank(one: Said) -> float:
    return -vocabulary.DATE_PRECISIONS.index(one.value["precision"])


def _kind_rank(one: Said) -> float:
    return {"other": 0, "attack": 1}.get(one.value, 2)


def _named_rank(one: Said) -> float:
    return 0 if one.value in ("other", "unknown") else 1


def _role(said: Sequence[Said]) -> Json:
    return min((one.value for one in said), key=vocabulary.ROLES.index)


def _status(said: Sequence[Said]) -> Json:
    if any(one.value == "occurred" for one in said):
        return "occurred"
    return _ranked(lambda one: 0, first="voices")(said)


def latest_toll(said: Sequence[Said]) -> Said:
    """The toll that stands: an official one before others, then the latest published, then by id.

    "Several wounded" gives way to the number that it bounds, and "two may have died" to whatever is told for certain.
    """
    sure = [one for one in said if not _is_doubtful(_range(one))] or list(said)
    latest = max(sure, key=_weight)
    if _range(latest).best is not None:
        return latest
    return max((one for one in sure if _bounds(_range(latest), _range(one))), key=_weight, default=latest)


def _weight(one: Said) -> tuple[bool, str, tuple[str, str, str, int, str]]:
    return one.official, one.date or "", one.first


def _range(one: Said) -> Range:
    return Range.from_json(one.value)


def _is_doubtful(told: Range) -> bool:
    return told.low == 0 and told.best is None


def _bounds(vague: Range, told: Range) -> bool:
    """Whether a number lies within what vaguer words allow."""
    return told.best is not None and vague.low <= told.low and (vague.high is None or told.middle <= vague.high)


def _toll(said: Sequence[Said]) -> Json:
    """The toll that stands, as far up and down as numbers reach that others published after it."""
    stands = latest_toll(said)
    told = _range(stands)
    later = [_range(one) for one in said if (one.date or "") > (stands.date or "") and _range(one).best is not None]
    if told.best is None or not later:
        return stands.value
    highs = [one.high for one in (told, *later)]
    high = None if None in highs else max(one for one in highs if one is not None)
    return Range(min(one.low for one in (told, *later)), told.best, high).to_json()


def _count(said: Sequence[Said]) -> Json:
    def size(one: Said) -> tuple[int, int]:
        told = Range.from_json(one.value)
        return (told.middle, told.low)

    most = max(map(size, said))
    return min((one for one in said if size(one) == most), key=lambda one: one.first).value


def _union(key: Key, rank: Rank) -> Choose:
    """One value for each key: higher rank first, then more voices, then the order in which they were first told."""

    def choose(said: Sequence[Said]) -> Json:
        n_voices = voices(said, key)
        best: dict[str, Said] = {}
        for one in sorted(said, key=lambda one: one.first):
            best.setdefault(key(one.value), one)
        known = [one for one in best.values() if _known_type(one.value)]
        kept = known or list(best.values())
        kept.sort(key=lambda one: (-rank(one), -n_voices[key(one.value)], one.first))
        return [one.value for one in kept]

    return choose


def _known_type(value: Json) -> bool:
    return bool(value.get("type") != "unknown")


def _by_type(value: Json) -> str:
    return str(value["type"])


def _actor_key(value: Json) -> str:
    return str(value.get("actor_id") or value["name"].casefold())


def _perpetrator_key(value: Json) -> str:
    return f"{value['basis']}\x1f{_actor_key(value)}"


def _perpetrator_rank(one: Said) -> float:
    """A known actor before a label ("gunmen"), and what is stated before what is claimed, blamed or inferred."""
    bases = vocabulary.BASES
    known = one.value.get("actor_id") is not None
    return (len(bases) if known else 0) + len(bases) - bases.index(one.value["basis"])


def _flat(one: Said) -> float:
    return 0


def _all(said: Sequence[Said]) -> Json:
    return [one.value for one in sorted(said, key=lambda one: one.first)]


_LATEST: Final = "latest published, official first; a number before words that only bound it"

RULES: Final[dict[str, Rule]] = {
    "role": Rule("listed before news before background", _role),
    "kind": Rule("most independent voices, then most specific", _ranked(_kind_rank, first="voices")),
    "weapons": Rule("all that are told, most voices first", _union(_by_type, _flat)),
    "targets": Rule("all that are told, most voices first", _union(_by_type, _flat)),
    "victims": Rule("of the report whose toll stands", _all),
    "when": Rule(
        "most precise, then told in words, then most voices", _ranked(_date_rank, first="rank", told_first=True)
    ),
    "place": Rule("most precise, then most voices", _ranked(_place_rank, first="rank", key=_place_key)),
    "killed": Rule(_LATEST, _toll),
    "wounded": Rule(_LATEST, _toll),
    "perpetrators": Rule(
        "all that are told, claims apart from blame; known actors first", _union(_perpetrator_key, _perpetrator_rank)
    ),
    "campaign": Rule("most independent voices", _ranked(_named_rank, first="voices")),
    "denials": Rule("all that are told", _union(_actor_key, _flat)),
    "status": Rule("occurred if any report says so, else most voices", _status),
    "count": Rule("the largest told", _count),
}
BY_PERSON: Final = "a person's word; among several: "
