"""The line of a moment: what did not occur, places and names in the reader's language and direction."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sijill.model.values import Actor, When
from sijill.model.views import Moment
from sijill.publish import timeline
from sijill.publish.phrases import phrases

DAY = When.day(date(2020, 12, 6))
FORCES = Actor("security forces", "forces")


def attack(**told: Any) -> Moment:
    about: dict[str, Any] = {"actors": (FORCES,), "place": "Mosul", "weapon": "suicide_bomb", "target": "civilians"}
    return Moment("incident", "aa", DAY, "told", "suicide_bomb", **{**about, **told})


def line(moment: Moment, language: str = "en", **names: str) -> str:
    return timeline.line(moment, phrases(language), names)


@pytest.mark.parametrize(
    ("status", "english", "arabic"),
    [
        ("foiled", "Foiled: suicide bomb, civilians", "أُحبط: تفجير انتحاري، مدنيين"),
        ("attempted", "Attempted: suicide bomb, civilians", "محاولة: تفجير انتحاري، مدنيين"),
        ("claimed_only", "Claimed, not confirmed: suicide bomb, civilians", "معلن غير مؤكد: تفجير انتحاري، مدنيين"),
        ("denied", "Denied: suicide bomb, civilians", "منفي: تفجير انتحاري، مدنيين"),
    ],
)
def test_what_did_not_occur_says_so_and_whom_it_names_apart(status: str, english: str, arabic: str) -> None:
    told = attack(status=status)
    assert line(told) == f"{english}, Mosul; named: security forces"
    assert line(told, "ar", forces="القوات الأمنية") == f"{arabic}، \u2068Mosul\u2069؛ ذُكر فيه: القوات الأمنية"


def test_what_occurred_or_has_no_status_reads_as_before() -> None:
    assert line(attack(status="occurred")) == line(attack()) == "Suicide bomb, civilians: security forces, Mosul"


def test_a_device_found_is_told_as_found_and_by_nobody() -> None:
    found = Moment("incident", "bb", DAY, "told", "disrupted_weapons_use", (FORCES,), place="Mosul", weapon="ied")
    assert line(found) == "Device found and defused, IED, Mosul; named: security forces"


def test_a_page_calls_neither_a_plot_nor_a_protest_an_attack() -> None:
    protest = Moment("incident", "cc", DAY, "told", "peaceful_protest", ())
    page = timeline.html([attack(status="foiled"), protest])
    assert "<small>foiled</small>" in page and "<small>incident</small>" in page and ">attack<" not in page
    assert "<small>attack</small>" in timeline.html([attack()])


def test_places_are_named_in_arabic_and_names_without_any_are_isolated() -> None:
    told = attack(place="Hawija", place_id="iq-hawija", actors=(Actor("crowd"),))
    said = line(told, "ar", **{"iq-hawija": "الحويجة"})
    assert said == "تفجير انتحاري، مدنيين: \u2068crowd\u2069، الحويجة"


def test_a_quote_of_the_other_direction_is_isolated_with_its_outlet() -> None:
    told = Moment("interaction", "dd", DAY, "told", "meet", (FORCES,), quote="They met.", outlet="River Wire")
    assert "\u2068“They met.”\u2069 (\u2068River Wire\u2069)" in timeline.markdown([told], language="ar")
    assert "— “They met.” (River Wire)" in timeline.markdown([told])


def test_a_day_to_watch_is_an_anniversary_but_in_its_own_year() -> None:
    def watch(year: int) -> str:
        when = When.day(date(year, 1, 17))
        return line(Moment("watch", "w", when, "computed", "anniversary", (), name="Start of a war", about="1991"))

    assert (watch(1991), watch(2019)) == ("Start of a war", "Anniversary of 1991: Start of a war")
