"""Speed and size of a ledger: python benchmarks/ledger.py [N] [WHERE]

Makes a synthetic ledger of N incidents (default 1,000,000; one document and six statements each) at WHERE (a path that
does not exist yet, or an empty PostgreSQL database; default: a temporary file) through the public interface, and
prints one line a figure.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sijill import resolve
from sijill.model.records import Derived, Extraction, Record, Relation, Statement, content_id
from sijill.model.text import Document
from sijill.store import Frame, FrameKey, Ledger, last_seq_of

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PROVINCES = "Anbar Babil Baghdad Basra Diyala Erbil Karbala Kirkuk Maysan Muthanna Najaf Ninewa Wasit".split()
WEAPONS = {"ied": "A roadside bomb", "rocket": "A rocket", "drone": "A drone", "mortar": "A mortar round"}
COUNT = """SELECT date_trunc('month', start) AS month, sum(count_low), sum(count_best), sum(killed_low),
    sum(coalesce(killed_best, killed_low)), count(*) - count(killed_low), count(*)
    FROM frame WHERE status = 'occurred' AND role IS DISTINCT FROM 'background' GROUP BY month ORDER BY month"""

SYLLABLES = "ba be do du fa fe ga go ka ke la lo ma me na no pa pe ra ro sa se ta te".split()
WORDS = [first + last for first in SYLLABLES for last in SYLLABLES]
"""Six hundred made-up words that mean nothing."""


def timed(name: str, made: Callable[[], Any], *, per: int = 0, unit: str = "") -> Any:
    begun = time.perf_counter()
    result = made()
    took = time.perf_counter() - begun
    print(f"{name}: {took:.3f} s" + (f" ({per / took:,.0f} {unit}/s)" if per else ""), flush=True)
    return result


def told(n: int, rng: random.Random) -> list[Record]:
    """One document with one report of six statements."""
    day = date(2012, 1, 1) + timedelta(days=rng.randrange(5000))
    province, weapon, killed = rng.choice(PROVINCES), rng.choice(list(WEAPONS)), rng.randrange(9)
    lead = f"{WEAPONS[weapon]} struck a supply convoy in {province} on {day:%d %B %Y}, killing {killed} people"
    # Every report goes on in words of its own: none is a copy of another.
    rest = ". ".join(" ".join(rng.choices(WORDS, k=7)).capitalize() for _ in range(8))
    text = f"{lead}, police said. It was report {n} of its kind. {rest}."
    published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    document = Document(text, "en", published, f"https://example.org/{n}", outlet=f"outlet-{n % 50}")
    run = Extraction(document.id, "extract", "1", "0" * 16)
    report = content_id("report", [document.id, 0])

    def state(field: str, value: Any, words: str) -> Statement:
        start = text.index(words)
        spans = (document.span(start, start + len(words)),)
        return Statement(
            document.id, report, "incident", field, value, "rules", spans, extraction=run.id, confidence=0.9
        )

    place = {"name": province, "as_written": province, "admin1": province, "country": "IQ", "admin2": None,
             "latitude": 33.1, "longitude": 44.2, "precision": "admin1", "gazetteer_id": f"iq-{province}"}  # fmt: skip
    when = {"start": day.isoformat(), "end": day.isoformat(), "precision": "day"}
    derived = (Derived("default"),)
    return [
        document,
        run,
        state("kind", "remote_explosive_landmine_ied", WEAPONS[weapon]),
        state("weapons", {"type": weapon, "text": WEAPONS[weapon], "number": None}, WEAPONS[weapon]),
        state("when", when, f"{day:%d %B %Y}"),
        state("place", place, province),
        state("killed", {"low": killed, "best": killed, "high": killed}, f"killing {killed}"),
        Statement(document.id, report, "incident", "status", "occurred", "rules", derived=derived, extraction=run.id),
    ]


def made(n: int) -> Iterator[Record]:
    """n documents; one in ten tells of the same incident as the one before it."""
    rng = random.Random(1)
    before = ""
    for number in range(n):
        records = told(number, rng)
        yield from records
        report = records[2].report  # type: ignore[union-attr]
        if number % 10 == 9:
            yield Relation(before, report, "SAME", "matcher", score=0.97, reasons=("day", "place"), run="1")
        before = report


def rows(ledger: Ledger, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Fold whole groups of reports."""
    wanted = set(ids)
    names = set(ledger.documents_of(ids).values())
    documents: Mapping[str, Document] = {d.id: d for d in ledger.documents(names)}
    statements = ledger.statements(documents=names)
    reports = resolve.reports(statements, ledger.extractions(names), ledger.reviews(names))
    here = [report for report in reports if report.id in wanted]
    incidents = resolve.incidents(here, ledger.relations(ids), documents=documents)
    yield from resolve.frame_rows(incidents, documents=documents, side_of=lambda _: "unknown", seqs=ledger.seqs(ids))


def build(ledger: Ledger, frame: Frame, key: FrameKey) -> None:
    frame.write((row for ids in ledger.groups() for row in rows(ledger, ids)), key)


def refresh(ledger: Ledger, frame: Frame) -> None:
    """Fold again only what the records since the frame's last touch."""
    since = frame.key
    if since is None:
        raise SystemExit("the frame is gone")
    reports, documents = ledger.touched(since.seq)
    ids = ledger.closure(reports | set(ledger.report_ids(documents)))
    frame.patch(rows(ledger, sorted(ids)), ids, FrameKey(ledger.last_seq(), since.code, since.theatre), since=since)


def count(frame: Frame) -> list[Any]:
    with frame.connect() as connection:
        return connection.execute(COUNT).fetchall()


def main(n: int, where: str) -> None:
    # Records refer to each other without circles: the collector would only walk them, for half of the fold's time.
    gc.disable()
    with Ledger.open(where) as ledger:
        added = timed(
            "make and load", lambda: ledger.add(made(n), author="benchmark", now=NOW), per=n * 6, unit="statements"
        )
        print(f"records: {added.last_seq:,}")
        if ledger.path:
            size = ledger.path.stat().st_size
            print(f"size: {size / 1e9:.3f} GB ({size / n:,.0f} bytes an incident, its text of 350 characters included)")
            timed("last sequence number, standard library", lambda: last_seq_of(where))
        frame = Frame.beside(where)
        timed("frame build", lambda: build(ledger, frame, FrameKey(ledger.last_seq(), "1", "0")), per=n, unit="reports")
        print(f"frame size: {sum(f.stat().st_size for f in frame.folder.iterdir()) / 1e6:.1f} MB")
        before = sum(row[6] for row in timed("count, opening the frame", lambda: count(frame)))
        with frame.connect() as connection:
            connection.execute(COUNT).fetchall()
            timed("count, frame open", lambda: connection.execute(COUNT).fetchall())
        records = told(n + 1, random.Random(2))

        def from_document_to_count() -> list[Any]:
            timed("  add one document", lambda: ledger.add(records, author="benchmark", now=NOW))
            timed("  fold it and patch the frame", lambda: refresh(ledger, frame))
            return timed("  count", lambda: count(frame))

        after = sum(row[6] for row in timed("one document to a right count", from_document_to_count))
        print(f"incidents counted: {before:,}, then {after:,}" + ("" if after == before + 1 else ": WRONG"))
        frame.delete()
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    n_incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(n_incidents, sys.argv[2])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(n_incidents, str(Path(folder, "ledger.sijill")))
