"""The words of the clause that names what was attacked, which rules of a codebook may ask for."""

from __future__ import annotations

import pytest

from resolve.making import document, run, said
from sijill import resolve
from sijill.model.frame import folded_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S.-led Convoy", " the us led convoy "),
        ("a bomb hit us", " a bomb hit "),
        ("للقوّات الأمريكيــة", " للقوات الامريكية "),
        ("– , .", ""),
    ],
)
def test_words_are_folded_alike_in_both_scripts(text: str, words: str) -> None:
    assert folded_words(text) == words


def row_words(text: str, target: str) -> str | None:
    of = document(text)
    extraction = run(of)
    told = [
        said(of, "kind", "attack", text.split()[0], by=extraction),
        said(of, "targets", {"type": "supply_convoy", "text": target}, target, by=extraction),
    ]
    reports = resolve.reports(told, [extraction], [])
    incidents = resolve.incidents(reports, [], documents={of.id: of})
    (row,) = resolve.frame_rows(incidents, documents={of.id: of}, side_of=lambda _: "unknown")
    words = row["target_words"]
    assert words is None or isinstance(words, str)
    return words


def test_a_clause_ends_at_its_marks() -> None:
    text = "Bombs hit a convoy carrying supplies for U.S. forces in Babil, the Turkish embassy said."
    assert row_words(text, "convoy") == " bombs hit a convoy carrying supplies for us forces in babil "
    assert row_words("IED – supply convoy for coalition – Babil", "convoy") == " supply convoy for coalition "


def test_no_target_has_no_words() -> None:
    of = document("Bombs went off.")
    extraction = run(of)
    reports = resolve.reports([said(of, "kind", "attack", "Bombs", by=extraction)], [extraction], [])
    incidents = resolve.incidents(reports, [], documents={of.id: of})
    (row,) = resolve.frame_rows(incidents, documents={of.id: of}, side_of=lambda _: "unknown")
    assert row["target_words"] is None
