"""Where a report opens."""

from __future__ import annotations

import pytest

from sijill.model.records import Statement
from sijill.model.text import Span
from sijill.model.views import Report
from sijill.model.vocabulary import FAMILIES

FAR, NEAR, DEED = Span(0, 5, "Group"), Span(160, 165, "group"), Span(200, 206, "struck")


def report(**fields: tuple[object, Span]) -> Report:
    told = {
        name: (Statement("d", "r", FAMILIES[0], name, value, "machine:x", (span,)),)  # type: ignore[arg-type]
        for name, (value, span) in fields.items()
    }
    return Report("r", "d", FAMILIES[0], told)


@pytest.mark.parametrize(("who", "opens"), [(FAR, DEED), (NEAR, NEAR)])
def test_who_did_it_opens_a_report_only_where_it_is_named_near(who: Span, opens: Span) -> None:
    one = report(kind=("attack", DEED), perpetrators=({"name": "Group"}, who))
    assert one.opening == opens


def test_a_report_of_its_doer_alone_opens_there() -> None:
    assert report(perpetrators=({"name": "Group"}, FAR)).opening == FAR


def test_a_report_without_words_has_no_opening() -> None:
    assert Report("r", "d", FAMILIES[0], {}).opening is None
