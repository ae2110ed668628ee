"""What a check says of two figures that differ, in words that a journalist understands."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.model.text import Span
from sijill.model.values import Json, When
from sijill.reconcile.sums import Held, Line, scope_of

NOUN = {"incidents": "attacks", "killed": "killed", "wounded": "wounded", "casualties": "casualties"}


def differs(one: Held) -> str:
    has = f"the list has {one.found}" if one.of == "incidents" else f"the lines add up to {one.found}"
    return f"{one.stated} {singular(NOUN[one.of], one.stated)}{_where(scope_of(one.total))}, but {has}"


def singular(noun: str, n: int) -> str:
    return noun[:-1] if n == 1 and noun == "attacks" else "casualty" if n == 1 and noun == "casualties" else noun


def words(line: Line, of: str) -> Sequence[Span]:
    name = "kind" if of == "incidents" else of
    names = ("killed", "wounded") if of == "casualties" else (name,)
    return [span for n in names for s in line.report.fields.get(n, ()) for span in s.spans[:1]]


def _where(scope: dict[str, Json]) -> str:
    said = ""
    if scope.get("weapon"):
        said += f" by {str(scope['weapon']).replace('_', ' ')}"
    if scope.get("place"):
        said += f" in {scope['place']}"
    if scope.get("when"):
        when = When.from_json(scope["when"])
        if when.precision == "month":
            said += f" in {when.start:%B %Y}"
        elif when.start == when.end:
            said += f" on {when.start.day} {when.start:%B %Y}"
        else:
            said += f" from {when.start.day} {when.start:%B} to {when.end.day} {when.end:%B %Y}"
    return said
