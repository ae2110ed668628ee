"""A table imported again: mended rows replace, people's words stay, another table is not taken for this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sijill import pipeline
from sijill.errors import BadInput, UnknownName
from sijill.exchange.table import read_table, report_of
from sijill.model.records import Relation
from sijill.pipeline import Brought
from sijill.store import Ledger
from sijill.theatre import Theatre

NOW = datetime(2021, 1, 2, 12, tzinfo=UTC)
HUDA: dict[str, Any] = {"author": "huda", "now": NOW}
HEADER = "No,Date,Place,Weapon,Target,Killed\n"
MAPPING = """
[columns]
date = "Date"
place = "Place"
weapon = "Weapon"
target = "Target"
killed = "Killed"
"""
ROWS = {
    "1": "1,2020-10-05,Baghdad,rocket,,0",
    "2": "2,2020-10-11,Basra,ied,supply convoy,50",
    "3": "3,2020-11-17,Kirkuk,rocket,,1",
}
Bring = Callable[..., Brought]


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return pipeline.theatre("iraq")


@pytest.fixture
def ledger(new_ledger: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.open(new_ledger()) as opened:
        yield opened


@pytest.fixture
def bring(ledger: Ledger, theatre: Theatre, tmp_path: Path) -> Bring:
    def brought(*rows: str, name: str = "attacks.csv", ids: bool = True, **told: Any) -> Brought:
        table, mapping = tmp_path / name, tmp_path / "map.toml"
        table.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
        mapping.write_text(MAPPING + ('id = "No"\n' if ids else ""), "utf-8")
        found = read_table(table, mapping, theatre=theatre, now=NOW)
        return pipeline.bring_in(ledger, found, author="test", now=NOW, **told)

    return brought


def rows_like(**changed: str) -> list[str]:
    return list({**ROWS, **{name.removeprefix("row"): row for name, row in changed.items()}}.values())


def killed(ledger: Ledger, theatre: Theatre) -> list[Any]:
    """The dead of every incident that counts, by day."""
    found = sorted(pipeline.fold(ledger, theatre).rows, key=lambda row: str(row["start"]))
    return [row["killed_best"] for row in found]


def report(ledger: Ledger, theatre: Theatre, start: str) -> Any:
    (found,) = [i for i in pipeline.fold(ledger, theatre).incidents if i.reports[0].value("when")["start"] == start]
    return found.reports[0]


def n_of(brought: Brought) -> tuple[int, int, int]:
    return brought.n_fresh, brought.n_known, brought.n_replaced


MENDED = "2,2020-10-11,Basra,ied,supply convoy,5"


def test_a_mended_row_replaces_the_earlier_one(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    first = bring(*ROWS.values())
    assert (n_of(first), first.left) == ((3, 0, 0), ())
    seq = ledger.last_seq()
    again = bring(*rows_like(row2=MENDED))
    assert (n_of(again), again.left, again.problems) == ((0, 2, 1), (), ())
    assert killed(ledger, theatre) == [0, 5, 1]
    (old,) = ledger.superseded()
    assert ledger.document(old).text.endswith(" | 50")
    assert [row["killed_best"] for row in pipeline.fold(ledger, theatre, as_of=seq).rows] == [0, 50, 1]
    assert bring(*rows_like(row2=MENDED)).n_records == 0
    with pytest.raises(UnknownName, match=f"a later version .* place, {report(ledger, theatre, '2020-10-11').id}"):
        pipeline.incident_of(ledger, theatre, report_of(old))


def test_a_row_mended_back_and_forth_is_what_the_last_import_says(
    ledger: Ledger, theatre: Theatre, bring: Bring
) -> None:
    for row, n in [(ROWS["2"], 50), (MENDED, 5), (ROWS["2"], 50), (MENDED, 5), (ROWS["2"], 50)]:
        bring(*rows_like(row2=row))
        assert bring(*rows_like(row2=row)).n_records == 0
        assert killed(ledger, theatre) == [0, n, 1]


def test_what_people_said_of_a_row_stays_with_the_mended_one(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    bring(*ROWS.values())
    second, third = report(ledger, theatre, "2020-10-11"), report(ledger, theatre, "2020-11-17")
    first = report(ledger, theatre, "2020-10-05")
    seven = {"low": 7, "best": 7, "high": 7}
    pipeline.correct(ledger, second.id, "killed", seven, note="the driver lived", **HUDA)
    pipeline.correct(ledger, second.id, "targets", {"type": "civilians", "text": None}, **HUDA)
    pipeline.judge(ledger, second.id, "accept", **HUDA)
    pipeline.judge(ledger, third.id, "reject", **HUDA)
    ledger.add([Relation(first.id, second.id, "SAME", "person:huda")], author="huda", now=NOW)
    again = bring(
        "1,2020-10-05,Baghdad Airport,rocket,,0", "2,2020-10-11,Basra,ied,supply convoy,5",
        "3,2020-11-17,Kirkuk,mortar,,1",
    )  # fmt: skip
    assert n_of(again) == (0, 0, 3)
    (incident,) = pipeline.fold(ledger, theatre).incidents
    assert len(incident.reports) == 2
    now = next(r for r in incident.reports if r.value("when")["start"] == "2020-10-11")
    assert now.id != second.id and now.value("killed") == seven
    assert [target["type"] for target in now.values("targets")] == ["civilians"]
    assert now.fields["killed"][0].by == "person:huda" and now.fields["killed"][0].derived[0].note == "the driver lived"
    (said,) = again.problems
    assert str(said).startswith("attacks.csv:3: its killed stays as huda corrected it")
    names = {r.document for r in incident.reports}
    assert [r.verdict for r in ledger.reviews(names)] == ["accept"]


def test_a_review_of_a_value_that_was_mended_is_of_the_earlier_row(
    ledger: Ledger, theatre: Theatre, bring: Bring
) -> None:
    bring(*ROWS.values())
    second = report(ledger, theatre, "2020-10-11")
    pipeline.judge(ledger, second.id, "reject", field="killed", **HUDA)
    pipeline.judge(ledger, second.id, "reject", field="weapons", **HUDA)
    again = bring(*rows_like(row2=MENDED))
    now = report(ledger, theatre, "2020-10-11")
    assert now.value("killed")["best"] == 5 and now.values("weapons") == []
    assert ["what huda said of its killed (reject)" in p.message for p in again.problems] == [True]


def test_what_was_taken_back_is_not_said_again(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    from sijill import verdicts

    bring(*ROWS.values())
    second = report(ledger, theatre, "2020-10-11")
    pipeline.correct(ledger, second.id, "killed", {"low": 7, "best": 7, "high": 7}, **HUDA)
    verdicts.undo(ledger, **HUDA)
    bring(*rows_like(row2=MENDED))
    assert killed(ledger, theatre) == [0, 5, 1]


def test_a_mended_table_under_another_name_is_the_same_table(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    bring(*ROWS.values())
    again = bring(*rows_like(row2=MENDED), name="attacks mended.csv")
    assert (n_of(again), again.table) == ((0, 2, 1), "attacks.csv")
    assert killed(ledger, theatre) == [0, 5, 1]
    assert n_of(bring(*ROWS.values())) == (0, 2, 1)
    assert killed(ledger, theatre) == [0, 50, 1]


def test_another_table_replaces_nothing(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    bring(*ROWS.values())
    other = [row.replace("2020-", "2019-") for row in ROWS.values()]
    seq = ledger.last_seq()
    with pytest.raises(
        BadInput, match=r"none of its rows is as it was, and 3 .* give its file another name; .*--rewri"
    ):
        bring(*other)
    assert ledger.last_seq() == seq
    assert n_of(bring(*other, name="earlier.csv")) == (3, 0, 0)
    assert len(killed(ledger, theatre)) == 6
    rewritten = [row.replace("2019-", "2018-") for row in other]
    assert n_of(bring(*rewritten, name="earlier.csv", rewritten=True)) == (0, 0, 3)
    assert len(killed(ledger, theatre)) == 6


def test_a_column_put_in_replaces_every_row(
    ledger: Ledger, theatre: Theatre, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(*ROWS.values())
    monkeypatch.setitem(globals(), "HEADER", HEADER.replace("\n", ",Remarks\n"))
    assert n_of(bring(*(f"{row},seen" for row in ROWS.values()))) == (0, 0, 3)
    assert killed(ledger, theatre) == [0, 50, 1]


def test_an_id_of_several_rows_replaces_none(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    twin = ROWS["3"].replace("3,", "2,", 1)
    bring(ROWS["1"], ROWS["2"], twin)
    again = bring(ROWS["1"], MENDED, ROWS["3"])
    assert n_of(again) == (2, 1, 0)
    assert [p.line for p in again.problems] == [3] and "none is replaced" in again.problems[0].message
    assert len(again.left) == 2
    known = bring(ROWS["1"], ROWS["2"], twin.replace("Kirkuk", "Mosul"))
    assert n_of(known) == (1, 2, 0)


def test_without_ids_the_rows_that_the_file_lacks_are_told(ledger: Ledger, theatre: Theatre, bring: Bring) -> None:
    bring(*ROWS.values(), ids=False)
    again = bring(*rows_like(row2=MENDED), ids=False)
    assert n_of(again) == (1, 2, 0)
    assert [r.value("killed")["best"] for r in again.left] == [50]
    pipeline.judge(ledger, again.left[0].id, "reject", **HUDA)
    assert bring(*rows_like(row2=MENDED), ids=False).left == ()
    assert killed(ledger, theatre) == [0, 5, 1]
