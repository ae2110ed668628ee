"""What a text states against what it lists."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")
BABIL, AIRPORT = "IED on supply convoy – Babil", "Rockets – Baghdad airport"
INTRO = "What was logged of the autumn"


def read(*lines: str) -> tuple[str, dict[str, Any]]:
    text = "\n".join(lines) + "\n"
    published = datetime.combine(datetime(2020, 12, 26), time(12), IRAQ.timezone)
    document = Document(text, "en", published)
    reading = pipeline.read(document, RulesExtractor(IRAQ))
    return text, contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)


def checks(*lines: str) -> list[dict[str, Any]]:
    text, told = read(*lines)
    for check in told["checks"]:
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in check["evidence"])
    found: list[dict[str, Any]] = told["checks"]
    return found


def errors(*lines: str) -> list[tuple[str, int, int]]:
    found = checks(*lines)
    assert all(c["evidence"] for c in found if c["severity"] == "error")
    return [(c["rule"], c["stated"], c["found"]) for c in found if c["severity"] == "error"]


# -- sums that do not hold ----------------------------------------------------------------------------------------


def test_a_totals_line_that_counts_more_than_its_list() -> None:
    (check,) = checks("October 2020", "", BABIL, AIRPORT, "October Totals – 3")
    assert (check["rule"], check["severity"], check["stated"], check["found"]) == ("total_vs_listed", "error", 3, 2)
    assert check["message"] == "The total says 3 attacks in October 2020, but the list has 2."
    assert [(e["field"], e["quote"]) for e in check["evidence"]] == [
        ("stated", "3"),
        ("found", "IED"),
        ("found", "Rockets"),
    ]


def test_a_totals_line_that_counts_less_than_its_list() -> None:
    assert errors(INTRO, "", BABIL, AIRPORT, "IED on supply convoy – Basra", "October Totals – 2") == [
        ("total_vs_listed", 2, 3)
    ]


def test_a_heading_that_counts() -> None:
    assert errors("October 2020 (3 attacks)", f"- {BABIL}", f"- {AIRPORT}") == [("total_vs_listed", 3, 2)]


def test_a_total_row_of_a_table() -> None:
    head = ("| Date | Place | Weapon | Killed |", "|---|---|---|---|")
    rows = ("| 3 Oct | Ramadi | IED | 1 |", "| 4 Oct | Mosul | Car bomb | 2 |")
    assert errors(*head, *rows, "| Total | | 2 attacks | 3 |") == []
    assert errors(*head, *rows, "| Total | | 2 attacks | 4 |") == [("total_vs_listed", 4, 3)]
    assert errors(*head, *rows, "| Total | | 3 attacks | 3 |") == [("total_vs_listed", 3, 2)]


def test_prose_that_counts_otherwise_than_the_list() -> None:
    (check,) = checks("There were three attacks in October.", "", BABIL, AIRPORT, "October Totals – 2")
    assert (check["rule"], check["stated"], check["found"]) == ("narrative_vs_list", 3, 2)
    assert check["message"] == "The text says 3 attacks in October 2020, but the list has 2."
    assert check["evidence"][0]["quote"] == "three attacks"


def test_a_chain_of_months_is_checked_month_by_month() -> None:
    body = ("", BABIL, AIRPORT, "October Totals – 2", "", "Rockets – Taji base", "November Totals – 1")
    chain = "There was one attack in November versus {} in October."
    assert errors(chain.format("two"), *body) == []
    assert errors(chain.format("three"), *body) == [("narrative_vs_list", 3, 2)]


def test_prose_that_counts_a_week() -> None:
    body = (
        "October 2020",
        "- 6 October: IED on supply convoy – Babil",
        "- 8 October: Rockets – Baghdad airport",
        "- 20 October: Rockets – Taji base",
    )
    assert errors("There were 2 attacks in the week of 5-11 October.", *body) == []
    assert errors("There were 3 attacks in the week of 5-11 October.", *body) == [("narrative_vs_list", 3, 2)]


def test_casualties_of_a_totals_line() -> None:
    lines = (f"- {BABIL} – 2 killed", f"- {AIRPORT} – 1 killed, 4 wounded")
    assert errors(*lines, "October Totals – 2 attacks, 3 killed, 4 wounded") == []
    assert errors(*lines, "October Totals – 2 attacks, 4 killed, 4 wounded") == [("total_vs_listed", 4, 3)]
    (check,) = checks(*lines, "October Totals – 2 attacks, 3 killed, 5 wounded")
    assert check["message"] == "The total says 5 wounded in October 2020, but the lines add up to 4."
    assert [e["quote"] for e in check["evidence"]] == ["5 wounded", "4 wounded"]


def test_casualties_of_prose() -> None:
    lines = ("", f"- {BABIL} – 2 killed", f"- {AIRPORT}", "October Totals – 2")
    assert errors("The attacks of October left 2 people dead.", *lines) == []
    assert errors("The attacks of October left 3 people dead.", *lines) == [("narrative_vs_list", 3, 2)]


def test_dead_and_wounded_are_parts_of_casualties() -> None:
    lines = ("", f"- {BABIL} – 2 killed", f"- {AIRPORT} – 1 killed, 5 wounded", "October Totals – 2 attacks")
    assert errors("In October there were eight casualties, 3 killed and 5 wounded.", *lines) == []
    assert ("sum_of_parts", 7, 8) in errors("In October there were seven casualties, 3 killed and 5 wounded.", *lines)


SIX = (
    "",
    f"- {BABIL}",
    "- IED on supply convoy, Hilla – Babil",
    "- Rockets, Hilla – Babil",
    "- Rockets – Basra",
    "- Mortars – Basra",
    "- IED, Ramadi, Anbar",
)


def test_parts_that_do_not_add_up() -> None:
    (check,) = [
        c
        for c in checks("There were six attacks in October: three in Babil, two in Basra.", *SIX)
        if c["severity"] == "error"
    ]
    assert (check["rule"], check["stated"], check["found"]) == ("sum_of_parts", 6, 5)
    assert check["message"] == "The text says 6 attacks, but the parts it gives add up to 5 (3 + 2)."
    assert [e["quote"] for e in check["evidence"]] == ["six attacks", "three", "two"]


def test_parts_that_are_more_than_the_whole() -> None:
    assert ("sum_of_parts", 6, 7) in errors(
        "There were six attacks in October, with three in Babil, three in Basra and one in Anbar.", *SIX
    )


def test_parts_that_add_up() -> None:
    assert errors("There were six attacks in October: three in Babil, two in Basra and one in Anbar.", *SIX) == []


def test_parts_that_leave_a_rest_open_are_not_accused() -> None:
    assert errors("There were six attacks in October, with three in Babil and two in Basra.", *SIX) == []


def test_a_town_that_prose_counts_otherwise() -> None:
    body = (
        "October 2020",
        "- IED on police, Hilla, Babil",
        "- Gunmen on a checkpoint, Mosul, Ninewa",
        "- Car bomb at market, Mosul, Ninewa",
        "",
    )
    assert errors(*body, "There were two attacks in Mosul in October.") == []
    (check,) = checks(*body, "There were three attacks in Mosul in October.")
    assert check["message"] == "The text says 3 attacks in Mosul in October 2020, but the list has 2."


def test_a_total_of_a_whole_year() -> None:
    (check,) = checks("2020", "", f"- {BABIL}", f"- {AIRPORT}", "2020 total: 3 attacks")
    assert (check["stated"], check["found"]) == (3, 2)


AUTUMN = (
    "",
    "October 2020",
    "",
    "- 2 October: roadside bomb, army patrol, Tarmiyah, Baghdad, 2 killed, 3 wounded",
    "- 9 October: car bomb, market, Sadr City, Baghdad, 6 killed, 14 wounded",
    "- 14 October: gunmen, police checkpoint, Buhriz, Diyala, 1 killed",
    "- 20 October: IED, supply convoy, Hilla, Babil, 1 wounded",
    "",
    "November 2020",
    "",
    "- 3 November: IED, supply convoy, Nasiriya, Dhi Qar",
    "- 11 November: suicide bomber, funeral tent, Baquba, Diyala, 8 killed, 19 wounded",
    "- 17 November: roadside bomb, police patrol, Mosul, Ninewa, 1 killed, 2 wounded",
)


@pytest.mark.parametrize(
    ("prose", "right", "wrong"),
    [
        ("Of the seven attacks, {} were in Baghdad.", "two", "three"),
        ("{} of the seven were in Diyala.", "Two", "Three"),
        ("Attacks fell from four in October to {} in November.", "three", "two"),
        ("Killed: {} in October, 9 in November.", "9", "8"),
        ("In November {} of the attacks caused deaths.", "two", "three"),
        ("The car bomb in Sadr City killed {} people.", "six", "seven"),
        ("Baghdad had two attacks, Diyala {}.", "two", "three"),
    ],
)
def test_a_number_of_a_sentence_is_held_to_its_own_scope(prose: str, right: str, wrong: str) -> None:
    assert errors(prose.format(right), *AUTUMN) == []
    assert len(errors(prose.format(wrong), *AUTUMN)) == 1


def test_a_count_of_targets_alone_is_never_passed_over() -> None:
    assert checks("Supply convoys were struck two times.", *AUTUMN) == []
    (check,) = checks("Supply convoys were struck three times.", *AUTUMN)
    # Whether it is accused or doubted is for the learned judge.
    assert check["severity"] in {"warning", "error"}
    assert "3 attacks" in check["message"] and "has 2" in check["message"]


@pytest.mark.parametrize(
    "prose",
    [
        "Security forces arrested 14 suspects in Diyala.",
        "In 2019 there were 12 attacks in the same two months.",
        "The Islamic State claimed four of them.",
        "On 3 November parliament voted 170 to 4 for the law.",
        "October was worse than November, with four attacks against three.",
        "There were seven attacks, half as many as the 14 of the summer.",
        "If you add the two shootings in Basra that nobody confirmed, there were 9.",
    ],
)
def test_numbers_of_other_things_are_never_accused(prose: str) -> None:
    assert errors(prose, *AUTUMN) == []


# -- fair readings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", [2, 3])
def test_a_total_may_count_arrests_or_leave_them_out(stated: int) -> None:
    body = ("October 2020", f"- {BABIL}", f"- {AIRPORT}", "- Police arrested three men – Basra")
    assert errors(*body, f"October Totals – {stated}") == []
    assert len(errors(*body, "October Totals – 4")) == 1


@pytest.mark.parametrize("stated", [2, 3])
def test_a_line_that_tells_two_attacks_counts_once_or_twice(stated: int) -> None:
    body = ("October 2020", "- 2 IEDs on 2 supply convoys – Babil", f"- {AIRPORT}")
    assert errors(*body, f"October Totals – {stated}") == []
    assert errors(*body, "October Totals – 4") == [("total_vs_listed", 4, 3)]


@pytest.mark.parametrize("stated", [1, 2])
def test_an_air_strike_of_the_state_may_be_left_out(stated: int) -> None:
    body = ("October 2020", f"- {BABIL}", "- Iraqi Air Force air strike on an IS hideout – Diyala")
    assert errors(*body, f"October Totals – {stated} attacks") == []


@pytest.mark.parametrize("stated", [2, 3])
def test_a_device_that_was_defused_may_be_left_out(stated: int) -> None:
    body = ("October 2020", f"- {BABIL}", f"- {AIRPORT}", "- IED found and defused – Ramadi")
    assert errors(*body, f"October Totals – {stated}") == []


def test_bombs_take_in_car_bombs() -> None:
    body = ("October 2020", f"- {BABIL}", "- Car bomb at market – Mosul", f"- {AIRPORT}", "")
    assert errors(*body, "There were three attacks in October: two bombs and one rocket attack.") == []


def test_counts_by_town() -> None:
    body = (
        "October 2020",
        "- IED on police, Hilla, Babil",
        "- Gunmen on a checkpoint, Mosul, Ninewa",
        "- Car bomb at market, Mosul, Ninewa",
        "October total: 3",
        "",
    )
    assert errors(*body, "Two attacks in Mosul and one attack in Hilla in October.") == []


@pytest.mark.parametrize(
    "prose",
    [
        "There were about 20 attacks in October.",
        "There were around 20 attacks in October.",
        "There were at least 20 attacks in October.",
        "There were dozens of attacks in October.",
        "There were 11 attacks at night in October.",
        "I counted 11 attacks on the grid in October.",
        "October brought two attacks, against 25 in September.",
        "A colleague in Basra heard of 14 explosions he could not explain.",
    ],
)
def test_a_loose_or_unlisted_count_is_never_accused(prose: str) -> None:
    assert errors(prose, "", f"- {BABIL}", f"- {AIRPORT}", "October Totals – 2") == []


def test_tolls_that_the_lines_do_not_state_add_nothing() -> None:
    assert (
        errors("October 2020", f"- {BABIL}", f"- {AIRPORT} – 1 wounded", "October Totals – 2 attacks, 1 wounded") == []
    )


def test_a_text_without_totals_has_no_errors() -> None:
    assert checks("October 2020", f"- {BABIL}", f"- {AIRPORT}") == []


def test_a_text_without_lists_has_no_checks() -> None:
    assert (
        checks("A roadside bomb killed two soldiers near Ramadi on Thursday. It was the third attack this week.") == []
    )


# -- months without lines -----------------------------------------------------------------------------------------


def test_a_totals_line_of_a_month_without_lines_is_accused() -> None:
    (check,) = checks(BABIL, AIRPORT, "October Totals – 2", "", "November Totals – 1")
    assert (check["rule"], check["stated"], check["found"]) == ("total_vs_listed", 1, 0)
    assert check["message"] == "The total says 1 attack in November 2020, but the list has 0."


def test_a_month_said_to_be_empty_is_not_accused() -> None:
    assert checks(BABIL, AIRPORT, "October Totals – 2", "", "November Totals – 0") == []


# -- notes and warnings -------------------------------------------------------------------------------------------


def test_two_equal_lines_are_noted_and_both_counted() -> None:
    (note,) = checks("October 2020", f"- {BABIL}", f"- {BABIL}", "October Totals – 2")
    assert (note["rule"], note["severity"], note["stated"], note["found"]) == ("duplicate_line", "note", None, None)
    assert note["message"] == "Two lines say the same (Babil); they are counted as two attacks."
    assert [e["quote"] for e in note["evidence"]] == ["IED", "IED"]


def test_lines_that_differ_in_a_toll_are_not_noted() -> None:
    assert checks("October 2020", f"- {BABIL}", f"- {BABIL} – 1 wounded", "October Totals – 2") == []


def test_equal_lines_of_two_months_are_not_noted() -> None:
    assert checks(BABIL, "October Totals – 1", "", BABIL, "November Totals – 1") == []


def test_a_date_outside_its_heading_is_warned_of() -> None:
    body = (
        INTRO,
        "",
        "## September 2020",
        "- 3 September: Rockets – Taji base",
        "- 5 September: IED on police, Ramadi",
        "",
        "Prose that stands between.",
    )
    body += ("", "Prose goes on here.", "", "## October 2020", f"- 3 October: {BABIL}", f"- 4 November: {AIRPORT}")
    (warning,) = checks(*body)
    assert (warning["rule"], warning["severity"]) == ("date_order", "warning")
    assert warning["message"] == "A line dated '4 November' stands under 'October 2020'."
    assert [e["quote"] for e in warning["evidence"]] == ["4 November", "October 2020"]


def test_errors_come_before_warnings_and_notes() -> None:
    body = (
        INTRO,
        "",
        "## September 2020",
        "- 3 September: Rockets – Taji base",
        "",
        "Prose that stands between.",
        "",
        "Prose goes on.",
        "",
    )
    body += (
        "## October 2020",
        f"- 4 November: {AIRPORT}",
        f"- 6 October: {BABIL}",
        f"- 6 October: {BABIL}",
        "October Totals – 4",
    )
    assert [c["severity"] for c in checks(*body)] == ["error", "warning", "note"]


# -- known gaps ---------------------------------------------------------------------------------------------------


def test_an_empty_month_before_another_is_accused() -> None:
    body = (
        BABIL,
        AIRPORT,
        "October Totals – 2",
        "",
        "November Totals – 1",
        "",
        "Rockets – Taji base",
        "December Totals – 1",
    )
    assert errors(*body) == [("total_vs_listed", 1, 0)]


def test_an_empty_month_at_the_top_is_accused_of_0() -> None:
    assert errors("September Totals – 1", "", BABIL, AIRPORT, "October Totals – 2") == [("total_vs_listed", 1, 0)]


@pytest.mark.xfail(
    strict=True, reason="a heading among the first eight lines passes for the title, which is not compared"
)
def test_a_date_outside_the_first_heading_is_warned_of() -> None:
    found = checks("October 2020", f"- 3 October: {BABIL}", f"- 4 November: {AIRPORT}")
    assert [c["rule"] for c in found] == ["date_order"]


def test_a_count_of_a_weapon_is_checked() -> None:
    body = ("October 2020", f"- {BABIL}", "- IED on supply convoy – Basra", f"- {AIRPORT}", "")
    assert errors(*body, "There were three IEDs in October.") == [("narrative_vs_list", 3, 2)]


def test_a_part_before_a_colon_is_read() -> None:
    body = ("August 2020 by province", "", "Anbar 2, Ninewa 1, Salahaddin 1: five attacks in all.", "")
    body += (
        "- IED on police, Ramadi, Anbar",
        "- IED on police, Rutba, Anbar",
        "- IED on police, Mosul, Ninewa",
        "- IED on police, Tikrit, Salahaddin",
    )
    _, told = read(*body)
    assert [t["n"] for t in told["totals"]] == [2, 1, 1, 5]


# -- shares, places together, and what is likely ------------------------------------------------------------------

MAY = [
    "May 2009",
    "",
    "- 3 May, Baquba, Diyala: roadside bomb on a police patrol, 2 killed, 5 wounded",
    "- 7 May, Mosul, Ninewa: car bomb at a market, 9 killed, 24 wounded",
    "- 8 May, Tal Afar, Ninewa: gunmen at an army checkpoint, 1 killed, 0 wounded",
    "- 15 May, Ramadi, Anbar: mortars on an army base, 3 killed, 3 wounded",
    "",
]


def test_a_toll_shared_out_among_people() -> None:
    assert errors(*MAY, "Of the 15 dead, 3 policemen, 4 soldiers and 9 civilians.") == [("sum_of_parts", 15, 16)]
    assert errors(*MAY, "Of the 15 dead, 3 policemen, 4 soldiers and 8 civilians.") == []
    assert errors(*MAY, "Of the 15 dead, 3 policemen, 4 soldiers and 6 civilians.") == []


def test_a_word_of_toll_alone_says_what_the_next_sentence_counts() -> None:
    assert errors(*MAY, "DEAD. 15: 10 in Ninewa, 2 in Diyala, 5 in Anbar.") == [("sum_of_parts", 15, 17)]
    assert errors(*MAY, "DEAD. 15: 10 in Ninewa, 2 in Diyala, 3 in Anbar.") == []


def test_places_taken_together() -> None:
    assert errors(*MAY, "Ninewa and Diyala had 3 attacks, and 12 of the 15 dead.") == []
    assert errors(*MAY, "Ninewa and Diyala had 3 attacks, and 13 of the 15 dead.") == [("narrative_vs_list", 13, 12)]


def test_a_share_whose_words_are_not_understood_is_not_accused() -> None:
    assert errors(*MAY, "There are 4 attacks. Ten of the 15 deaths are from one vendetta.") == []
    assert errors(*MAY, "There are 4 attacks. Total killed by the four: 15.") == []


def test_a_difference_a_label_and_a_remark_count_nothing() -> None:
    holds = "There are 4 attacks, with 15 killed and 32 wounded."
    assert errors(*MAY, holds, "Compared with April, May 2009 shows two more attacks, two fewer dead.") == []
    assert errors(*MAY, holds, "Entry 2: the market was repaired in 6 days.") == []
    assert errors(*MAY, holds, "By weapon: 2 bombs (one found in time), 1 shooting, 1 mortar attack.") == []
    assert errors(*MAY, holds, "The two cases in Diyala and Ninewa of the first week killed 11.") == []
    assert errors(*MAY, holds, "In May 2009 there were 5 attacks.") == [("total_vs_listed", 5, 4)]


def test_a_figure_several_times_as_large_is_a_misreading() -> None:
    found = checks(*MAY, "Totals: 4 attacks, 15 killed, 32 wounded.", "", "Ninewa had 7 attacks.")
    assert [c["severity"] for c in found if c["severity"] != "note"] in ([], ["warning"])


def test_the_own_division_of_a_line_outranks_the_title() -> None:
    _, line = read("# Diyala and around it, May 2009", "", *MAY[2:], "Four attacks in all.")
    assert [i["place"]["admin1"] for i in line["incidents"]] == ["Diyala", "Ninewa", "Ninewa", "Anbar"]
