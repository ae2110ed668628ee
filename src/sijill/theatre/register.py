"""Look names up in a theatre's register: as listed, by another spelling, by an office at a date; and what is like them.

`Register.meant` gives an id only where one actor fits; what is merely like a name is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sijill.lang.fold import fold
from sijill.lang.sounds import sound

_FIRST = frozenset(
    {"leader", "commander", "president", "prime_minister", "chairman", "director", "secretary", "supreme_leader"}
)
_LEAST = 4
"""Sounds that a name needs to be known by its sound."""
_LIKE = 76.0
"""What two names must be alike, of 100, to be shown to a person; it decides nothing."""
_MOST = 5
_LONG = 7
"""Letters of a word that two names may share to be shown as like each other, where it is the only one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name means: the id, and how it is known: listed, spelling, office or members."""

    id: str
    how: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Like:
    """An actor that a name is like. score: 0 to 100; why: a reason a person can check."""

    id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What looking up needs to know of an actor: its id, type and names by language."""

    id: str
    type: str
    names: Mapping[str, tuple[str, ...]]


def day_of(written: str | None, *, end: bool = False) -> date | None:
    """A day of the register: "2020-05" is its first day, as an end its last. None if open."""
    if not written:
        return None
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if day:
        return date(year, month, day)
    if not end:
        return date(year, month or 1, 1)
    after = date(year + (month in {0, 12}), month % 12 + 1 if month else 1, 1)
    return after - timedelta(days=1)


def covers(row: Mapping[str, str], at: date) -> bool:
    """Whether a day lies between the start and the end of a row; what is left empty bounds nothing."""
    return (day_of(row["start"]) or date.min) <= at < (day_of(row["end"], end=True) or date.max)


class Register:
    """Actors by their names. entries: of a theatre, or of a ledger's own additions, the later ones over the earlier."""

    def __init__(self, entries: Iterable[Entry], offices: Iterable[Mapping[str, str]] = ()) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._offices = [dict(row) for row in offices]

    @cached_property
    def _listed(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for entry, code, name in self._names():
            ids = found.setdefault((code, fold(name, code)), [])
            if entry.id not in ids:
                ids.append(entry.id)
        return found

    @cached_property
    def _sounds(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for entry, code, name in self._names():
            key = sound(name, code)
            if " " in key and len(key) > _LEAST:
                found.setdefault((code, key), set()).add(entry.id)
        return found

    @cached_property
    def _titles(self) -> dict[tuple[str, str], list[Mapping[str, str]]]:
        """Rows of offices by language and what the office is called."""
        found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
        for row in self._offices:
            for column, aliases in row.items():
                if column.startswith("aliases_"):
                    code = column.removeprefix("aliases_")
                    for alias in filter(None, aliases.split("|")):
                        found.setdefault((code, fold(alias, code)), []).append(row)
        return found

    @cached_property
    def _blocks(self) -> dict[tuple[str, str], set[tuple[str, str]]]:
        """(id, name) by language and what a word of the name begins with in sound: who is compared with whom."""
        found: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for entry, code, name in self._names():
            for word in sound(name, code).split():
                found.setdefault((code, word[:2]), set()).add((entry.id, name))
        return found

    def _names(self) -> Iterator[tuple[Entry, str, str]]:
        for entry in self.entries.values():
            for code, names in entry.names.items():
                for name in names:
                    yield entry, code, name

    def meant(self, name: str, code: str, *, at: date | None = None) -> Meant | None:
        """Whom a name means, None if nobody or more than one. at: the day an office is held."""
        ids = self._listed.get((code, fold(name, code)), [])
        if len(ids) == 1:
            return Meant(ids[0], "listed")
        return self.office(name, code, at=at) or self._by_sound(name, code)

    def _by_sound(self, name: str, code: str) -> Meant | None:
        """Names of several words that sound as one listed name does; a single word is too little to go by."""
        key = sound(name, code)
        ids = self._sounds.get((code, key), set()) if " " in key and len(key) > _LEAST else set()
        if len(ids) != 1:
            return None
        id = next(iter(ids))
        return Meant(id, "spelling", f"another spelling of {self.entries[id].names.get(code, (id,))[0]}")

    def office(self, phrase: str, code: str, *, at: date | None) -> Meant | None:
        """Who holds an office on a day, None if it is no office or nobody is known to."""
        if at is None:
            return None
        holders = {
            (row["person"], row["office"])
            for row in self._titles.get((code, fold(phrase, code)), ())
            if covers(row, at)
        }
        if len({person for person, _ in holders}) != 1:
            return None
        person, office = min(holders)
        return Meant(person, "office", f"{office.replace('_', ' ')} on {at.isoformat()}")

    def leader(self, organisation: str, at: date) -> str | None:
        """Who holds the first office of an organisation on a day, None if nobody or several are known to."""
        holders = {
            row["person"]
            for row in self._offices
            if row["organisation"] == organisation and row["office"] in _FIRST and covers(row, at)
        }
        return holders.pop() if len(holders) == 1 else None

    def like(self, name: str, code: str, *, most: int = _MOST) -> list[Like]:
        """Actors that a name is like, the likeliest first, each with its reason. Nothing is merged by this.

        Names are compared only where a word of both begins alike in sound; the score is rapidfuzz's, over letters and
        over sounds, the higher of the two.
        """
        from rapidfuzz import fuzz

        key, plain = sound(name, code), fold(name, code)
        near = {pair for word in key.split() for pair in self._blocks.get((code, word[:2]), ())}
        best: dict[str, Like] = {}
        for id, listed in near:
            other = fold(listed, code)
            letters = fuzz.token_sort_ratio(plain, other)
            sounds = 0.97 * fuzz.token_sort_ratio(key, sound(listed, code)) if len(key) >= _LEAST else 0.0
            shared = set(plain.split()) & set(other.split())
            telling = len(shared) > 1 or any(len(word) >= _LONG for word in shared)
            part = 0.9 * fuzz.token_set_ratio(plain, other) if telling else 0.0
            score, why = max(
                (letters, f"written like {listed!r}"), (sounds, f"sounds like {listed!r}"),
                (part, f"shares words with {listed!r}"),
            )  # fmt: skip
            if score >= _LIKE and (id not in best or (score, listed) > (best[id].score, best[id].why)):
                best[id] = Like(id, listed, round(score, 1), why)
        return sorted(best.values(), key=lambda like: (-like.score, like.id))[:most]


__all__ = ["Entry", "Like", "Meant", "Register", "day_of"]
