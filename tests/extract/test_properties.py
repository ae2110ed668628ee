"""What holds of reading any text."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from texts import PUBLISHED, document, line, reading

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor

EXAMPLES = int(os.environ.get("SIJILL_EXAMPLES", "60"))
steady = settings(max_examples=EXAMPLES, deadline=None, derandomize="SIJILL_EXAMPLES" not in os.environ)

WHAT = (
    "IED on convoy carrying supplies to US",
    "Rockets",
    "Two Katyusha rockets on the Green Zone",
    "Car bomb at a market",
    "Gunmen attacked a police checkpoint",
    "Mortar rounds on a village",
)
WHERE = (
    "Babil",
    "Baghdad’s Jadriya neighborhood",
    "Diwaniya",
    "Mosul, Ninewa",
    "Tuz Khurmatu",
    "Hit, Anbar",
    "Bagdhad",
    "Baghdad International Airport",
    "Al‑Qa’im",
)
TOLL = (
    "",
    "1 killed, 5 wounded",
    "no casualties",
    "(3K, 10W)",
    "at least twelve killed",
    "killing two and wounding five",
    "dozens wounded",
    "2 dead",
)
DATE = ("", "5 October: ", "10/7/2020 ", "Oct. 9 – ", "the 5th: ")
DASHES = (" – ", " - ", " — ", ", ", ": ", " | ", "–")
BULLETS = ("", "- ", "• ", "1. ", "💥 ", "  * ")
HEADINGS = (
    "October 2020",
    "## October 2020",
    "**Anbar**",
    "NOVEMBER 2020",
    "Week 1 (1-7 October): 2 attacks",
    "October Totals – 7",
    "December Totals - 8",
    "Total: 3 attacks, 2 killed",
    "Sources",
    "----",
    "| Date | Place | Weapon | Killed |",
    "|---|---|---|---|",
    "| 3 Oct | Ramadi | IED | 1 |",
)
PROSE = (
    "There have already been eight attacks in Iraq in December versus just one in November and seven in October.",
    "“They had breakfast together ..” he said; Kataib Hezbollah’s men denied it.",
    "Al Aalem, “A source reveals the goals of Qaani’s visit,” 12/24/20",
    "انفجرت عبوة ناسفة على رتل دعم لوجستي للتحالف الدولي في محافظة بابل دون خسائر",
    "A roadside bomb exploded near Ramadi on Thursday, killing two soldiers 👍🏽 and wounding 3.",
    "In October there were 6 attacks: 3 in Babil, 2 in Basra and 1 in Anbar.",
    "U.S. forces’ base at Ain al-Asad\u00a0was hit\u2009by 107mm rockets – no one hurt…",
    "\ufeffİstanbul ﬁne ß \u0301",
)
BREAKS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\n\n\n", "\r", " \n")


@st.composite
def entries(draw: st.DrawFn) -> str:
    parts = [draw(st.sampled_from(WHAT)), draw(st.sampled_from(WHERE)), draw(st.sampled_from(TOLL))]
    dash = draw(st.sampled_from(DASHES))
    return draw(st.sampled_from(BULLETS)) + draw(st.sampled_from(DATE)) + dash.join(part for part in parts if part)


texts = st.lists(
    st.tuples(
        st.one_of(entries(), entries(), st.sampled_from(HEADINGS), st.sampled_from(PROSE)), st.sampled_from(BREAKS)
    ),
    max_size=14,
).map(lambda lines: "".join(words + end for words, end in lines))
published = st.sampled_from([PUBLISHED, None])


@steady
@given(texts, published)
def test_every_span_quotes_the_text(text: str, day: str | None) -> None:
    told = reading(text, day)
    spans = [span for statement in told.statements for span in statement.spans]
    spans += [span for check in told.checks for _, span in check.evidence]
    assert [span for span in spans if text[span.start : span.end] != span.quote] == []
    for mention in pipeline.place_mentions(told.document, pipeline.theatre("iraq")):
        assert text[mention["start"] : mention["end"]] == mention["as_written"]


@steady
@given(texts, published)
def test_reading_twice_says_the_same(text: str, day: str | None) -> None:
    first, second = reading(text, day), reading(text, day)
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
    assert first.reports == second.reports
    assert first.checks == second.checks


@steady
@given(texts)
def test_two_statements_never_share_an_id(text: str) -> None:
    ids = Counter(statement.id for statement in reading(text).statements)
    assert [id for id, n in ids.items() if n > 1] == []


@steady
@given(texts, published)
def test_every_value_of_a_printed_line_has_words_or_an_origin(text: str, day: str | None) -> None:
    told = line(text, day)
    for section in ("incidents", "totals"):
        for record in told[section]:
            named = {entry["field"] for entry in (*record["evidence"], *record["derived"])}
            for field in (
                "kind",
                "when",
                "place",
                "killed",
                "wounded",
                "status",
                "count",
                "campaign",
                "n",
                "of",
                "scope",
            ):
                assert record.get(field) is None or field in named
            for field in ("weapons", "targets", "victims", "perpetrators", "denials"):
                assert {f"{field}.{n}" for n in range(len(record.get(field) or ()))} <= named
    json.dumps(told, ensure_ascii=False)


@steady
@given(
    st.one_of(st.text(max_size=300), st.text(alphabet="IEDrockets 0123456789/-–.,;:()|*#\n\r\t“”’كم", max_size=200)),
    published,
)
def test_any_text_can_be_read(text: str, day: str | None) -> None:
    told = reading(text, day)
    assert all(span.fits(text) for statement in told.statements for span in statement.spans)
    contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)


@steady
@given(st.sampled_from(["en", "ar", "fr", "xx"]), texts)
def test_a_language_without_a_pack_is_left_alone(language: str, text: str) -> None:
    told = pipeline.read(document(text, language=language), RulesExtractor(pipeline.theatre("iraq")))
    assert all(span.fits(text) for statement in told.statements for span in statement.spans)


LINES = st.lists(
    st.tuples(
        st.sampled_from(("IED on convoy carrying supplies to US", "Rockets", "Mortar")),
        st.sampled_from(("Babil", "Dhi Qar", "Diwaniya", "Basra", "Baghdad International Airport", "Muthanna")),
        st.sampled_from(("", " – 1 wounded", " – 1 killed, 5 wounded", " – no casualties")),
    ).map(lambda parts: f"{parts[0]} – {parts[1]}{parts[2]}"),
    min_size=2,
    max_size=8,
)


def codes(text: str) -> Counter[str]:
    """The incidents of a text, as codes without offsets and ids."""

    def plain(incident: dict[str, Any]) -> str:
        kept = {
            field: incident[field]
            for field in ("role", "kind", "when", "place", "killed", "wounded", "status", "count")
        }
        kept |= {field: [one["type"] for one in incident[field]] for field in ("weapons", "targets")}
        return json.dumps(kept, sort_keys=True)

    return Counter(plain(incident) for incident in line(text)["incidents"])


@steady
@given(st.data(), LINES, st.sampled_from(["", "- ", "• "]))
def test_the_order_of_a_list_changes_no_incident(data: st.DataObject, lines: list[str], bullet: str) -> None:
    other = data.draw(st.permutations(lines))

    def post(listed: list[str]) -> str:
        return (
            "A post on October\n\n" + "\n".join(bullet + one for one in listed) + f"\nOctober Totals – {len(lines)}\n"
        )

    told = codes(post(lines))
    assert told == codes(post(other))
    assert sum(told.values()) == len(lines)
    assert [c for c in line(post(other))["checks"] if c["severity"] == "error"] == []
