"""The line of `sijill read`: every key, every evidence path, and nothing known that rests on nothing."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model import vocabulary
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")
POST = """Attacks of the autumn

There were four attacks in October: two in Babil, one in Baghdad and one in Anbar.

- 3 October: IED on supply convoy, Babil
- 5 October: two Katyusha rockets on the Green Zone, Baghdad, no casualties
- 9 October: Islamic State gunmen attacked an army post, Rutba, Anbar, at least two soldiers killed, 3 wounded
- Bomb on a liquor shop, Hilla, Babil

October Totals – 5
"""
NEWS = "A roadside bomb killed two soldiers near Ramadi on Thursday. Saraya Awliya al-Dam claimed responsibility."
INCIDENT = (
    "id role kind weapons targets victims when place killed wounded perpetrators campaign denials status count "
    "confidence evidence derived"
).split()
KEYS = {
    "line": {"id", "document", "incidents", "interactions", "ties", "totals", "checks", "places"},
    "document": {"url", "title", "author", "outlet", "language", "published", "sha256", "n_chars", "text"}
    | {"modified", "via", "archive"},
    "total": {"id", "n", "of", "scope", "evidence", "derived"},
    "scope": {"when", "place", "perpetrator", "kind", "weapon", "group"},
    "check": {"rule", "severity", "stated", "found", "message", "evidence"},
    "evidence": {"field", "start", "end", "quote"},
    "derived": {"field", "from", "note"},
    "place": {
        "name",
        "as_written",
        "admin2",
        "admin1",
        "country",
        "latitude",
        "longitude",
        "precision",
        "gazetteer_id",
    },
    "mention": {
        "as_written",
        "start",
        "end",
        "name",
        "country",
        "admin1",
        "latitude",
        "longitude",
        "precision",
        "gazetteer_id",
    },
    "range": {"low", "best", "high"},
}
EXEMPT = {"id", "role", "confidence", "evidence", "derived"}


def read(text: str, **more: Any) -> dict[str, Any]:
    published = datetime.combine(datetime(2020, 12, 26), time(12), IRAQ.timezone)
    document = Document(text, "en", published, **more)
    reading = pipeline.read(document, RulesExtractor(IRAQ))
    places = pipeline.place_mentions(document, IRAQ)
    return contract.line(document, reading.reports, checks=reading.checks, places=places, text_is_input=True)


TOLD = {"post": read(POST), "news": read(NEWS)}
TEXT = {"post": POST, "news": NEWS}
RECORDS = [
    (name, section, record)
    for name, line in TOLD.items()
    for section in ("incidents", "totals")
    for record in line[section]
]


def test_the_sample_is_not_empty() -> None:
    assert [len(TOLD["post"][section]) for section in ("incidents", "totals")] == [4, 5]
    assert [c["rule"] for c in TOLD["post"]["checks"] if c["severity"] == "error"] == ["total_vs_listed"]
    assert len(TOLD["news"]["incidents"]) == 1


@pytest.mark.parametrize("name", TOLD)
def test_a_line_has_all_keys(name: str) -> None:
    line = TOLD[name]
    assert line.keys() == KEYS["line"]
    assert line["document"].keys() == KEYS["document"]
    assert all(isinstance(line[section], list) for section in KEYS["line"] - {"id", "document"})
    assert json.loads(json.dumps(line, ensure_ascii=False)) == line


@pytest.mark.parametrize("name", TOLD)
def test_records_have_all_keys(name: str) -> None:
    line = TOLD[name]
    for incident in line["incidents"]:
        assert set(INCIDENT) <= incident.keys()
        assert incident["place"] is None or incident["place"].keys() == KEYS["place"]
        assert incident["when"] is None or incident["when"].keys() == {"start", "end", "precision"}
        assert all(
            incident[of] is None or incident[of].keys() == KEYS["range"] for of in ("killed", "wounded", "count")
        )
        assert all(w.keys() == {"type", "text", "number"} for w in incident["weapons"])
        assert all(t.keys() == {"type", "text"} for t in incident["targets"])
        assert all({"text", "group", "killed", "wounded"} <= v.keys() for v in incident["victims"])
        assert all({"name", "actor_id", "level", "basis", "by"} <= p.keys() for p in incident["perpetrators"])
    for total in line["totals"]:
        assert KEYS["total"] <= total.keys()
        assert total["scope"].keys() == KEYS["scope"]
    for check in line["checks"]:
        assert check.keys() == KEYS["check"]
    for mention in line["places"]:
        assert mention.keys() == KEYS["mention"]


@pytest.mark.parametrize("name", TOLD)
def test_coded_values_are_of_the_closed_lists(name: str) -> None:
    for incident in TOLD[name]["incidents"]:
        assert incident["role"] in vocabulary.ROLES
        assert incident["kind"] in vocabulary.KINDS
        assert incident["status"] in vocabulary.STATUSES
        assert {w["type"] for w in incident["weapons"]} <= set(vocabulary.WEAPONS)
        assert {t["type"] for t in incident["targets"]} <= set(vocabulary.TARGETS)
        assert {v["group"] for v in incident["victims"]} <= set(vocabulary.GROUPS)
        assert {p["basis"] for p in incident["perpetrators"]} <= set(vocabulary.BASES)
    assert {t["of"] for t in TOLD[name]["totals"]} <= set(vocabulary.TOTAL_OF)
    assert {c["rule"] for c in TOLD[name]["checks"]} <= set(vocabulary.CHECK_RULES)


@pytest.mark.parametrize(("name", "section", "record"), RECORDS)
def test_evidence_quotes_the_text_and_names_a_field_that_is_there(
    name: str, section: str, record: dict[str, Any]
) -> None:
    for entry in record["evidence"]:
        assert entry.keys() == KEYS["evidence"]
        assert TEXT[name][entry["start"] : entry["end"]] == entry["quote"] != ""
    for entry in record["derived"]:
        assert entry.keys() == KEYS["derived"]
        assert entry["from"] in vocabulary.DERIVATIONS
    for entry in (*record["evidence"], *record["derived"]):
        field, _, index = entry["field"].partition(".")
        assert record[field] is not None
        assert not index or record[field][int(index)] is not None


@pytest.mark.parametrize(("name", "section", "record"), RECORDS)
def test_what_is_known_rests_on_words_or_says_where_it_comes_from(
    name: str, section: str, record: dict[str, Any]
) -> None:
    fields = vocabulary.FIELDS[section.removesuffix("s")]
    named = {entry["field"] for entry in (*record["evidence"], *record["derived"])}
    for field in record.keys() - EXEMPT:
        if fields[field]:
            assert isinstance(record[field], list)
            assert {f"{field}.{n}" for n in range(len(record[field]))} <= named
        else:
            assert (record[field] is not None) == (field in named)


@pytest.mark.parametrize(("name", "section", "record"), RECORDS)
def test_unknown_is_null_and_nothing_else(name: str, section: str, record: dict[str, Any]) -> None:
    def walk(value: Any) -> None:
        assert value != ""
        if isinstance(value, dict):
            assert (value.get("latitude"), value.get("longitude")) != (0, 0)
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk({field: value for field, value in record.items() if field != "derived"})


def test_an_unstated_toll_is_null_a_stated_nothing_is_zero() -> None:
    tolls = [(i["killed"], i["wounded"]) for i in TOLD["post"]["incidents"]]
    nothing = {"low": 0, "best": 0, "high": 0}
    assert tolls[0] == (None, None)
    assert tolls[1] == (nothing, nothing)
    assert tolls[2] == ({"low": 2, "best": 2, "high": None}, {"low": 3, "best": 3, "high": 3})


def test_records_stand_in_the_order_of_the_text() -> None:
    starts = [min(e["start"] for e in i["evidence"]) for i in TOLD["post"]["incidents"]]
    assert starts == sorted(starts)


def test_ids_are_distinct_and_stable() -> None:
    again = read(POST)
    assert again == TOLD["post"]
    ids = [record["id"] for section in ("incidents", "totals") for record in again[section]]
    assert len(set(ids)) == len(ids)
    assert {i["id"] for i in read(POST + " ")["incidents"]}.isdisjoint(ids)


def test_a_given_id_and_the_head_of_a_document() -> None:
    line = read(
        POST, given_id="post-1", url="https://example.org/1", title="Autumn", author="H.", outlet="The Rivers Desk"
    )
    head = line["document"]
    assert line["id"] == "post-1"
    assert (head["url"], head["title"], head["author"], head["outlet"]) == (
        "https://example.org/1",
        "Autumn",
        "H.",
        "The Rivers Desk",
    )
    assert (head["language"], head["n_chars"], head["text"]) == ("en", len(POST), None)
    assert head["published"] == "2020-12-26T12:00:00+03:00"
    assert len(head["sha256"]) == 64


def test_the_text_is_given_where_the_reader_does_not_have_it() -> None:
    document = Document(POST, "en")
    line = contract.line(document, [], text_is_input=False)
    assert line["document"]["text"] == POST
    assert (line["id"], line["document"]["published"], line["incidents"]) == (document.id, None, [])


def test_place_mentions_cover_the_name_alone() -> None:
    mentions = TOLD["post"]["places"]
    assert all(POST[m["start"] : m["end"]] == m["as_written"] for m in mentions)
    assert {"Babil", "Rutba", "Hilla"} <= {m["as_written"] for m in mentions}


def test_a_check_quotes_what_it_accuses() -> None:
    (error,) = [c for c in TOLD["post"]["checks"] if c["severity"] == "error"]
    assert (error["stated"], error["found"]) == (5, 4)
    assert all(POST[e["start"] : e["end"]] == e["quote"] for e in error["evidence"])
    assert error["message"].endswith(".")
