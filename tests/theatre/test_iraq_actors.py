"""The Iraq pack's actors, offices, ties, outlets and watch dates hold together."""

import calendar
import csv
import re
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

PACK = Path(__file__).parents[2] / "src" / "sijill" / "theatre" / "iraq"

COLUMNS = {
    "actors": "id,name,name_ar,type,level,state,campaign,country,aliases_en,aliases_ar,source",
    "offices": "person,office,organisation,aliases_en,aliases_ar,start,end,source",
    "ties": "subject,type,object,start,end,hedged,source",
    "outlets": "id,name,name_ar,domain,language,country,owner,lean,kind,source",
    "dates": "id,month,day,name,name_ar,since,actors,source",
}
LEAST = {"actors": 110, "offices": 45, "ties": 80, "outlets": 70, "dates": 12}
ACTOR_TYPES = (
    "state government military police armed_group party coalition person organisation civilians label"
).split()
CAMPAIGNS = "pro_iran islamic_state turkey_pkk tribal criminal protest other".split()
TIE_TYPES = ("commands leads member_of part_of created arms funds trains front_of allied rival successor_of").split()
OUTLET_KINDS = "newspaper agency television website blog monitor telegram".split()

# Alef maqsura to ya, ta marbuta to ha, alef wasla to alef, no tatweel; Turkish dotless i to i.
LETTERS = str.maketrans({"\u0649": "\u064a", "\u0629": "\u0647", "\u0671": "\u0627", "\u0640": "", "\u0131": "i"})
APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u02be\u02bf]")
HYPHENS = re.compile("[-\u2010\u2013]")
ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9./&-]{1,7}")


def rows(table: str) -> list[dict[str, str]]:
    with (PACK / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def fold(name: str) -> str:
    """Give the form in which two spellings match; an acronym in capitals matches only itself."""
    if ACRONYM.fullmatch(name):
        return name
    marked = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in marked if not unicodedata.combining(c)).translate(LETTERS)
    text = HYPHENS.sub(" ", APOSTROPHES.sub("", text))
    text = " ".join(text.split()).removeprefix("al ")
    return text[2:] if text.startswith("ال") and len(text) > 4 else text


def first_and_last_day(text: str) -> tuple[date, date]:
    """Give the days that a date of day, month or year precision spans."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise ValueError(f"not an ISO date, month or year: {text!r}")
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 3:
        return date(*numbers), date(*numbers)
    year, month = numbers[0], numbers[1] if len(numbers) == 2 else None
    last_month = month or 12
    last_day = calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, 1), date(year, last_month, last_day)


ACTORS = {row["id"]: row for row in rows("actors")}


@pytest.mark.parametrize("table", COLUMNS)
def test_header_and_row_count_are_as_agreed(table: str) -> None:
    with (PACK / f"{table}.csv").open(encoding="utf-8") as file:
        assert file.readline().strip() == COLUMNS[table]
    assert len(rows(table)) >= LEAST[table]


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_is_whole_and_names_its_source(table: str) -> None:
    for row in rows(table):
        assert None not in row and None not in row.values(), row
        assert row["source"], row
        assert all(value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("table", ["actors", "outlets", "dates"])
def test_ids_are_unique_lower_snake_case(table: str) -> None:
    ids = [row["id"] for row in rows(table)]
    assert sorted(ids) == sorted(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", i)] == []


def test_actor_values_are_in_the_closed_lists() -> None:
    for row in ACTORS.values():
        assert row["name"] and row["name_ar"], row
        assert row["type"] in ACTOR_TYPES, row
        assert row["state"] in ("state", "non_state", ""), row
        assert row["campaign"] in [*CAMPAIGNS, ""], row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row


def test_level_follows_type() -> None:
    levels = {"person": "individual", "label": "label"}
    for row in ACTORS.values():
        assert row["level"] == levels.get(row["type"], "group"), row
        if row["type"] in ("person", "party", "coalition"):
            assert row["state"] == "", row


def test_states_and_their_forces_are_state() -> None:
    for row in ACTORS.values():
        if row["type"] in ("state", "government", "military", "police"):
            assert row["state"] == "state", row
    assert ACTORS["pmf"]["state"] == "state"
    assert ACTORS["kataib_hezbollah"]["state"] == "non_state"


def test_a_folded_alias_belongs_to_one_actor() -> None:
    owner: dict[str, str] = {}
    for actor_id, row in ACTORS.items():
        names = [row["name"], row["name_ar"], *split(row["aliases_en"]), *split(row["aliases_ar"])]
        folded = [fold(name) for name in names]
        assert len(set(folded)) == len(folded), f"{actor_id} lists two spellings that fold alike"
        for name, key in zip(names, folded, strict=True):
            assert len(key) > 1, f"{actor_id}: {name!r}"
            assert owner.setdefault(key, actor_id) == actor_id, f"{name!r}: {owner[key]}, {actor_id}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Nujaba", "nujaba"),
        ("Kata'ib Hezbollah", "Kataib Hezbollah"),
        ("الأسايش", "اسايش"),
        ("Qa'ani", "qaani"),
    ],
)
def test_fold_joins_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_capitals_of_acronyms() -> None:
    assert fold("IS") != fold("is")
    assert fold("US") != fold("us")


def test_offices_refer_to_persons_and_groups() -> None:
    for row in rows("offices"):
        assert ACTORS[row["person"]]["type"] == "person", row
        assert ACTORS[row["organisation"]]["level"] == "group", row
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["office"]), row
        assert row["aliases_en"] and row["aliases_ar"], row


def test_one_office_has_the_same_aliases_in_every_row() -> None:
    aliases: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows("offices"):
        office = row["organisation"], row["office"]
        names = row["aliases_en"], row["aliases_ar"]
        assert aliases.setdefault(office, names) == names, row


def test_an_office_alias_means_one_office() -> None:
    owner: dict[str, tuple[str, str]] = {}
    for row in rows("offices"):
        office = row["organisation"], row["office"]
        for name in split(row["aliases_en"]) + split(row["aliases_ar"]):
            assert owner.setdefault(fold(name), office) == office, name


def test_single_offices_have_one_holder_a_day() -> None:
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for row in rows("offices"):
        if row["office"] == "co_president" or not row["start"]:
            continue
        start = first_and_last_day(row["start"])[1]
        end = first_and_last_day(row["end"])[0] if row["end"] else date.max
        held.setdefault((row["organisation"], row["office"]), []).append((start, end, row["person"]))
    for office, terms in held.items():
        terms.sort()
        for earlier, later in pairwise(terms):
            assert earlier[1] <= later[0], (office, earlier, later)


def test_ties_join_two_known_actors() -> None:
    seen = set()
    for row in rows("ties"):
        assert row["type"] in TIE_TYPES, row
        assert row["subject"] in ACTORS and row["object"] in ACTORS, row
        assert row["subject"] != row["object"], row
        assert row["hedged"] in ("true", "false"), row
        key = row["subject"], row["type"], row["object"], row["start"]
        assert key not in seen, row
        seen.add(key)


def test_a_facade_is_always_hedged() -> None:
    fronts = [row for row in rows("ties") if row["type"] == "front_of"]
    assert len(fronts) >= 10
    assert [row for row in fronts if row["hedged"] != "true"] == []


@pytest.mark.parametrize("table", ["offices", "ties"])
def test_dates_parse_and_start_is_not_after_end(table: str) -> None:
    for row in rows(table):
        start = first_and_last_day(row["start"])[0] if row["start"] else date.min
        end = first_and_last_day(row["end"])[1] if row["end"] else date.max
        assert start <= end, row


def test_qaani_follows_soleimani() -> None:
    leads = {row["subject"]: row for row in rows("ties") if row["object"] == "quds_force"}
    assert leads["soleimani"]["end"] == leads["qaani"]["start"] == "2020-01-03"


def test_outlet_values_are_in_the_closed_lists() -> None:
    domains = set()
    for row in rows("outlets"):
        assert row["language"] in ("en", "ar", "ku", "fa", "tr"), row
        assert row["kind"] in OUTLET_KINDS, row
        assert row["name"] and row["lean"], row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row
        if row["domain"]:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z]+)?", row["domain"]), row
            assert row["domain"] not in domains, row
            domains.add(row["domain"])


def test_watch_dates_fall_on_the_day_of_the_event() -> None:
    for row in rows("dates"):
        since = date.fromisoformat(row["since"])
        assert (since.month, since.day) == (int(row["month"]), int(row["day"])), row
        assert row["name"] and row["name_ar"], row
        assert split(row["actors"]), row
        assert [i for i in split(row["actors"]) if i not in ACTORS] == [], row


def test_theatre_names_every_campaign_once() -> None:
    theatre = tomllib.loads((PACK / "theatre.toml").read_text(encoding="utf-8"))
    assert theatre["name"] == "iraq"
    assert theatre["countries"] == ["IQ"]
    assert theatre["timezone"] == "Asia/Baghdad"
    assert theatre["first_weekday"] == "sunday"
    assert [campaign["id"] for campaign in theatre["campaigns"]] == CAMPAIGNS
    for campaign in theatre["campaigns"]:
        assert set(campaign) == {"id", "name_en", "name_ar", "means"}
        assert all(campaign.values())
