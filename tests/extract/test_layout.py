"""The kinds of lines, and what governs each list item."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from texts import items_of, kinds, line

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")

ITEMS = ("IED on police, Ramadi", "Gunmen at checkpoint, Hawija")


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "◦ ", "– ", "1. ", "(1) ", "a) ", "#1. ", "💥 ", "  - "])
def test_bullets_of_any_sort_make_items(bullet: str) -> None:
    told = kinds(text(*(f"{bullet}{item}" for item in ITEMS)))
    assert told == [("item", item) for item in ITEMS]


def test_a_run_of_bullets_that_tells_of_no_attacks_is_no_list() -> None:
    told = kinds(text("Read these:", "- a book on cooking", "- a film about trains", "- a record of songs"))
    assert {kind for kind, _ in told} == {"prose"}


def test_bare_lines_with_separators_are_items_where_they_stand_together() -> None:
    told = kinds(text("IED on police – Ramadi", "Gunmen at checkpoint – Hawija", "October Totals – 2"))
    assert [kind for kind, _ in told] == ["item", "item", "totals"]


def test_one_bare_line_alone_is_prose() -> None:
    assert kinds("IED on police – Ramadi") == [("prose", "IED on police – Ramadi")]


def test_dated_lines_are_items() -> None:
    told = kinds(text("3 October: IED on police, Ramadi", "5 October: gunmen at checkpoint, Hawija"))
    assert [kind for kind, _ in told] == ["item", "item"]


@pytest.mark.parametrize(
    "heading", ["## October 2020", "**October 2020**", "OCTOBER 2020", "October 2020", "Anbar", "*Diyala*"]
)
def test_a_line_of_nothing_but_a_period_or_place_is_a_heading(heading: str) -> None:
    told = kinds(text(heading, *(f"- {item}" for item in ITEMS)))
    assert [kind for kind, _ in told] == ["heading", "item", "item"]


@pytest.mark.parametrize(
    "closing",
    [
        "October Totals – 2",
        "Total: 2",
        "October Totals = 2 attacks",
        "2 attacks in all",
        "Overall: 2 incidents, 1 killed",
    ],
)
def test_a_line_that_sums_up_is_a_totals_line(closing: str) -> None:
    told = kinds(text("IED on police – Ramadi", "Gunmen at checkpoint – Hawija", closing))
    assert told[-1] == ("totals", closing)


def test_a_table_has_a_header_a_rule_rows_and_a_total() -> None:
    told = kinds(
        text("| Date | Place | Weapon |", "|---|---|---|", "| 3 Oct | Ramadi | IED |", "| Total | | 1 attack |")
    )
    assert [kind for kind, _ in told] == ["header", "rule", "row", "totals"]


def test_the_day_of_publication_at_the_top_dates_no_list() -> None:
    told = kinds(text("Saturday, December 26, 2020", "", *(f"- {item}" for item in ITEMS)))
    assert told[0] == ("dateline", "Saturday, December 26, 2020")


@pytest.mark.parametrize(
    "source",
    [
        "Al Aalem, “Attack on a convoy carrying supplies in Babil,” 12/24/20",
        "https://example.org/attack",
    ],
)
def test_citations_are_sources_and_tell_of_nothing(source: str) -> None:
    body = text(*(f"- {item}" for item in ITEMS), "", "Sources", source)
    assert kinds(body)[-2:] == [("source", "Sources"), ("source", source)]
    assert len(line(body)["incidents"]) == 2


def test_windows_line_ends_make_the_same_lines() -> None:
    body = text("## October 2020", *(f"- {item}" for item in ITEMS), "", "October Totals – 2")
    assert kinds(body.replace("\n", "\r\n")) == kinds(body)


def test_an_item_knows_the_headings_above_it() -> None:
    body = text(
        "## October 2020",
        "**Anbar**",
        f"- {ITEMS[0]}",
        "**Kirkuk**",
        f"- {ITEMS[1]}",
        "## November 2020",
        f"- {ITEMS[0]}",
    )
    found = [[body[h.body : h.end].strip("*") for h in item.headings] for item in items_of(body)]
    assert found == [["October 2020", "Anbar"], ["October 2020", "Kirkuk"], ["November 2020"]]


def test_an_item_knows_the_line_that_closes_its_list() -> None:
    body = text(
        "IED on police – Ramadi",
        "Gunmen at checkpoint – Hawija",
        "October Totals – 2",
        "",
        "Rockets – Taji base",
        "November Totals – 1",
    )
    found = [item.closing and body[item.closing.start : item.closing.end] for item in items_of(body)]
    assert found == ["October Totals – 2", "October Totals – 2", "November Totals – 1"]
    when = [incident["when"]["start"] for incident in line(body)["incidents"]]
    assert when == ["2020-10-01", "2020-10-01", "2020-11-01"]


def test_cells_are_known_by_their_column() -> None:
    body = text("| Date | Place | Weapon | Killed |", "|---|---|---|---|", "| 3 Oct | Ramadi | IED | 1 |")
    (item,) = items_of(body)
    cells = {role: body[a:b] for role, (a, b) in item.cells.items()}
    assert cells == {"date": "3 Oct", "place": "Ramadi", "weapon": "IED", "killed": "1"}


def test_a_paragraph_that_runs_a_list_gives_its_items() -> None:
    body = text(
        "October, three attacks: IED on supply convoy, Latifiya; rockets on Baghdad airport; "
        "mortar rounds on Balad air base."
    )
    found = [body[item.start : item.end] for item in items_of(body)]
    assert found == ["IED on supply convoy, Latifiya", "rockets on Baghdad airport", "mortar rounds on Balad air base"]


def test_a_day_under_a_month_is_a_day_of_that_month() -> None:
    body = text(
        "What was logged",
        "",
        "## October 2020",
        "- the 5th: IED on police, Ramadi",
        "- the 9th: gunmen at checkpoint, Hawija",
    )
    incidents = line(body)["incidents"]
    assert [i["when"]["start"] for i in incidents] == ["2020-10-05", "2020-10-09"]
    assert [d["from"] for d in incidents[0]["derived"] if d["field"] == "when"] == ["layout"]


def test_a_heading_gives_place_and_weapon_to_its_lines() -> None:
    body = text(
        "October 2020", "", "Rockets in Baghdad", "- on the Green Zone, no casualties", "- at the airport, 1 wounded"
    )
    incidents = line(body)["incidents"]
    assert [(i["weapons"][0]["type"], i["targets"][0]["type"]) for i in incidents] == [
        ("rocket", "government_area"),
        ("rocket", "airport"),
    ]
    assert {i["place"]["admin1"] for i in incidents} == {"Baghdad"}
    assert any(d["from"] == "layout" and d["field"] == "weapons.0" for d in incidents[0]["derived"])


def test_a_text_without_a_list_has_no_listed_incident() -> None:
    told = line("A roadside bomb exploded near Ramadi on Thursday, killing two soldiers.")
    assert [i["role"] for i in told["incidents"]] == ["news"]


# -- known gaps ---------------------------------------------------------------------------------------------------


@pytest.mark.xfail(strict=True, reason="the last line of a text of three lines is taken for its title")
def test_the_second_of_two_bare_lines_under_a_heading_at_the_top_is_an_item() -> None:
    told = kinds(text("OCTOBER 2020", "IED on police – Ramadi", "Gunmen at checkpoint – Hawija"))
    assert [kind for kind, _ in told] == ["heading", "item", "item"]


# -- lists cut into fields ----------------------------------------------------------------------------------------

FIELDS = [
    ("3 May", "roadside bomb", "police patrol", "Baquba, Diyala", "2", "5"),
    ("7 May", "car bomb", "market", "Mosul, Ninewa", "9", "24"),
    ("8 May", "gunmen", "army checkpoint", "Ramadi, Anbar", "1", "0"),
    ("15 May", "mortars", "army base", "Samarra, Salahaddin", "0", "3"),
    ("21 May", "sniper", "army post", "Hawija, Kirkuk", "1", "0"),
]
TOLLS = [(int(killed), int(wounded)) for *_, killed, wounded in FIELDS]


def told(*lines: str) -> list[tuple[int | None, int | None]]:
    found = listed("Attacks in May 2009", "", *lines, "", "More next month.")
    return [((i["killed"] or {}).get("best"), (i["wounded"] or {}).get("best")) for i in found]


@pytest.mark.parametrize("mark", [" / ", " · ", "; ", " | ", " ~ ", "\t", " // ", " :: ", " > "])
def test_bare_numbers_that_stand_last_in_every_line_are_the_toll_whatever_cuts_the_lines(mark: str) -> None:
    assert told(*(mark.join(row) for row in FIELDS)) == TOLLS


def test_a_sentence_says_in_what_order_the_fields_stand() -> None:
    rows = (" / ".join((wounded, killed, *rest)) for *rest, killed, wounded in FIELDS)
    assert told("Each line has wounded, killed, date, weapon, target, place.", "", *rows) == TOLLS


def test_fields_in_brackets() -> None:
    assert told(*(" ".join(f"[{one}]" for one in row) for row in FIELDS)) == TOLLS


def test_fields_that_name_themselves() -> None:
    names = ("date", "weapon", "target", "place", "k", "w")
    assert told(*("; ".join(f"{n}={v}" for n, v in zip(names, row, strict=True)) for row in FIELDS)) == TOLLS


@pytest.mark.parametrize("pair", ["{}/{}", "{}+{}", "{}-{}"])
def test_a_pair_of_figures_is_killed_and_wounded(pair: str) -> None:
    assert told(*(" | ".join((*rest, pair.format(killed, wounded))) for *rest, killed, wounded in FIELDS)) == TOLLS


def test_letters_that_the_post_sets_for_weapons() -> None:
    codes = dict(zip((row[1] for row in FIELDS), "BCGMS", strict=True))
    legend = "Codes: B roadside bomb; C car bomb; G gunmen; M mortars; S sniper."
    rows = (" / ".join((codes[row[1]], row[0], *row[2:])) for row in FIELDS)
    found = listed("Attacks in May 2009", "", legend, "", *rows, "", "More next month.")
    assert [i["weapons"][0]["type"] for i in found] == ["ied", "vehicle_bomb", "small_arms", "mortar", "sniper"]


def test_an_entry_over_two_lines_and_roman_numerals() -> None:
    rows = (
        f"({'i' * n}) {row[0]}, {row[3]}\n    {row[1]}, {row[2]}: {row[4]} killed, {row[5]} wounded"
        for n, row in enumerate(FIELDS[:3], 1)
    )
    assert told(*rows) == TOLLS[:3]


def test_sentences_with_as_many_commas_are_no_entries() -> None:
    prose = "Mosul, Baquba, Ramadi and Hawija had bombs, gunmen, mortars, snipers. It was a bad month. I wrote it down."
    assert len(told(*("- " + ", ".join(row) for row in FIELDS), "", prose)) == len(FIELDS)


def listed(*lines: str) -> list[dict[str, Any]]:
    published = datetime(2009, 6, 2, 12, tzinfo=IRAQ.timezone)
    document = Document("\n".join(lines) + "\n", "en", published)
    reading = pipeline.read(document, RulesExtractor(IRAQ))
    found: list[dict[str, Any]] = contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)[
        "incidents"
    ]
    return found


def test_days_told_beside_the_number_of_a_week_outrank_it() -> None:
    told = line(text("**Week two (11–17 October 2020)**", "", *(f"- {item}" for item in ITEMS)))
    assert {(i["when"]["start"], i["when"]["end"]) for i in told["incidents"]} == {("2020-10-11", "2020-10-17")}


def test_an_entry_that_was_not_understood_is_known_by_the_bold_that_entries_open_with() -> None:
    lines = ("**Ramadi.** IED on police, one hurt.", "**Hawija.** Mortars on a market, two dead.",
             "**Basra.** Rain again, all week.")  # fmt: skip
    told = line(text("## October 2020", "", *(f"{one}\n" for one in lines), "Total: 3 attacks"))
    assert {t["unread"]["lines"] for t in told["totals"]} == {1}
