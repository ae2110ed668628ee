"""What lists and news say alike: a place, who did it."""

from __future__ import annotations

from sijill.extract import places
from sijill.extract.draft import Draft
from sijill.extract.scan import Mark, Scan
from sijill.model.records import Derived
from sijill.model.text import Span
from sijill.model.values import Perpetrator, Place


def scan_span(scan: Scan, start: int, end: int) -> Span:
    return scan.span(start, end)


def say_place(draft: Draft, scan: Scan, meant: tuple[places.Named, ...], *derived: Derived) -> None:
    """Say an unresolved place: the name as written, with the names that contain it; geocoding does the rest."""
    written = scan.text[meant[0].mark.start : meant[0].mark.end]
    spans = tuple(scan_span(scan, p.mark.start, p.mark.end) for p in meant)
    row = meant[0].row
    # "The Yemeni capital" is in no gazetteer: give the name that is.
    listed = row.id in scan.theatre.places or any(
        r.id == row.id for r in scan.theatre.candidates(written, scan.pack.code)
    )
    other = (row.name_ar if scan.pack.code == "ar" else None) or row.name
    name = written if listed or meant[0].guessed else other
    value = Place(name=name, as_written=written, gazetteer_id=row.id).to_json()
    draft.say("place", value, spans, Derived("gazetteer", meant[0].row.id), *derived)


def say_perpetrators(draft: Draft, scan: Scan, told: list[tuple[Mark, str]]) -> None:
    """Say who did it or denies it, and the campaign that the first named belongs to."""
    seen: set[str] = set()
    for mark, basis in told:
        row = scan.theatre.actors[mark.value]
        if row.id in seen:
            continue
        seen.add(row.id)
        span = scan_span(scan, mark.start, mark.end)
        if basis == "denied":
            draft.say("denials", {"name": span.quote, "actor_id": row.id}, (span,))
            continue
        draft.say("perpetrators", Perpetrator(span.quote, basis, row.level, row.id, None, row.type).to_json(), (span,))
        if row.campaign and draft.value("campaign") is None:
            draft.say("campaign", row.campaign, (span,), Derived("register", f"of {row.name}"))
