"""Filters: what each keeps, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest

from sijill.errors import UnknownChoice
from sijill.stats import count
from sijill.stats.filters import Filters

Framed = Callable[..., duckdb.DuckDBPyConnection]
TODAY = date(2020, 12, 22)
ROWS: list[dict[str, Any]] = [
    {"day": "2020-10-03", "admin1": "Babil", "weapons": ["ied", "rocket"], "killed": (2, 2, None), "country": "IQ"},
    {"day": "2020-11-03", "admin1": "Dhi Qar", "weapons": ["mortar"], "killed": (0, 0, 0), "perpetrators": ["a", "B"]},
    {"day": "2020-12-03", "weapons": ["unknown"], "killed": (1, None, 3), "victims": [{"group": "army"}]},
    {"perpetrator_side": "state", "reviewed": True, "outlets": ["x"], "kind": "grenade", "place": "O'Neil's"},
]


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ([], {0, 1, 2, 3}),
        (["admin1=Babil"], {0}),
        (["admin1=babil,DHI QAR"], {0, 1}),
        (["admin1!=Babil"], {1, 2, 3}),
        (["admin1=unknown"], {2, 3}),
        (["admin1!=unknown"], {0, 1}),
        (["weapon=rocket"], {0}),
        (["weapon=mortar,ied"], {0, 1}),
        (["weapon=unknown"], {2, 3}),
        (["weapon!=unknown"], {0, 1}),
        (["perpetrator=b"], {1}),
        (["perpetrator!=unknown"], {1}),
        (["side=state"], {3}),
        (["side=unknown"], {0, 1, 2}),
        (["killed>=1"], {0, 2}),
        (["killed>1"], {0}),
        (["killed<=3"], {1, 2}),
        (["killed=0"], {1}),
        (["killed!=0"], {0, 2, 3}),
        (["killed=unknown"], {3}),
        (["killed=1,2"], {0, 2}),
        (["group=army"], {2}),
        (["outlet=x"], {3}),
        (["reviewed=true"], {3}),
        (["reviewed=false"], {0, 1, 2}),
        (["place=o'neil's"], {3}),
        (["kind=grenade"], {3}),
        (["date>=2020-11"], {1, 2}),
        (["date>2020-11"], {2}),
        (["date<2020-11-03"], {0}),
        (["date<=2020-11-03"], {0, 1}),
        (["date=2020"], {0, 1, 2}),
        (["date>=2020-10-04", "date<2020-12"], {1}),
        (["weapon=ied", "killed>=1"], {0}),
        ("admin1 = Babil", {0}),
        ({"admin1": "Babil"}, {0}),
        ({"weapon": ["ied", "mortar"], "killed": 0}, {1}),
        ({"reviewed": True}, {3}),
        ({"admin1": None}, {2, 3}),
    ],
)
def test_what_is_kept(framed: Framed, where: Any, kept: set[int]) -> None:
    frame = framed(*({**row, "place": row.get("place", str(n))} for n, row in enumerate(ROWS)))
    table = count(frame, by="place", where=where, today=TODAY)
    names = {str(n): n for n in range(3)} | {"O'Neil's": 3}
    assert {names[row["place"]] for row in table.rows} == kept


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("colour=red", "no filter 'colour'; choose one of: kind"),
        ("admin1", "write FIELD=VALUE"),
        ("admin1=", "write FIELD=VALUE"),
        ("weapon=catapult", "no weapon 'catapult'; choose one of: ied"),
        ("kind=war", "no kind 'war'"),
        ("kind>=attack", "no sign '>=' for kind"),
        ("killed>=many", "no number 'many' for killed"),
        ("killed>=unknown", "no number 'unknown'"),
        ("killed=-1", "no number '-1'"),
        ("date>=October", "no date filter >='October'"),
        ("date=2020-13", "no date filter"),
        ("date!=2020", "no date filter"),
        ("reviewed=perhaps", "choose one of: true, false"),
    ],
)
def test_what_is_refused(where: str, message: str) -> None:
    with pytest.raises(UnknownChoice, match=message):
        Filters.read([where])
