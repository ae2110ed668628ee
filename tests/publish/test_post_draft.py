"""What a post says, figure by figure."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import newsroom
import pytest
from newsroom import DECEMBER, DECEMBER_AR, DOCUMENTS, NOVEMBER, NOVEMBER_AR, blame, counted, data

from sijill.errors import BadInput, BadRecord, UnknownChoice, UnknownLanguage
from sijill.model.text import Document
from sijill.model.values import Range
from sijill.model.views import Resolved
from sijill.publish import draft
from sijill.publish.bibliography import cited_as, entry, outlet_name
from sijill.publish.phrases import phrases
from sijill.publish.post import Post, plain
from sijill.theatre import Theatre

ISOLATES = str.maketrans("", "", "⁨⁩")


@pytest.fixture(scope="module")
def post(theatre: Theatre) -> Post:
    return draft(data(theatre))


def listed(post: Post) -> list[str]:
    lines = []
    for group in post.groups:
        lines.extend(plain(line) for line in group.lines)
        lines.append(plain(group.totals or ()))
    return lines


def test_list_in_the_seeds_notation(post: Post) -> None:
    assert listed(post) == [
        "Rockets – Baghdad International Airport",
        "IED on supply convoy – Babil – no casualties",
        "October Totals – 2",
        "Rockets – Green Zone, Baghdad – 1 killed, 5 (3–5) wounded",
        "November Totals – 1",
        "Roadside bomb on convoy – Muthanna",
        "IED on supply convoy – Dhi Qar – 1 wounded",
        "Mortar rounds on airport",
        "December Totals – 3 (to December 27)",
    ]


def test_list_with_killed_and_wounded_in_brackets(theatre: Theatre) -> None:
    lines = listed(draft(data(theatre, notation="kw")))
    assert "Rockets – Green Zone, Baghdad (1K, 3–5W)" in lines
    assert "Rockets – Baghdad International Airport (?K, ?W)" in lines
    assert "October Totals – 2 (0+K, 0+W)" in lines


def test_month_precision_is_never_a_day(post: Post) -> None:
    assert post.groups[2].dates == ("Dec 10", "Dec 20", "Dec, day not told")


def test_paragraphs_say_only_what_the_figures_say(post: Post) -> None:
    said = "\n".join(plain(paragraph) for paragraph in post.paragraphs).translate(ISOLATES)
    assert said.startswith(
        "The ledger records six attacks in Iraq from October 1 to December 27, 2020, against one in the equally long "
        "period before it (July 5 to September 30, 2020). By the tolls that are stated, they killed at least one "
        "person and wounded at least 4 (best count 6) people. No toll is stated for three of the six attacks"
    )
    assert "There have been three so far in December, counted to December 27, against one in November" in said
    assert "0.11 a day in December against 0.03 in November" in said
    assert "The deadliest was that of November 17: Rockets – Green Zone, Baghdad – 1 killed, 5 (3–5) wounded." in said
    assert "Palm Daily: 5 wounded; وكالة النخلة: 3 wounded." in said
    assert "claimed by أصحاب الكهف. It was blamed on Kataib Hezbollah. It was denied by Kataib Hezbollah." in said
    assert "By weapon, the difference from November to December lies in IED (none to two)" in said
    assert "because" not in said and "%" not in said


def test_unknown_is_never_nought(theatre: Theatre) -> None:
    post = draft(data(theatre, incidents=[counted()[1]], before=None, others=()))
    said = " ".join(plain(paragraph) for paragraph in post.paragraphs)
    assert "No source states a toll for any of them." in said
    assert "killed" not in post.figures and "wounded" not in post.figures
    assert "November Totals – none recorded" in listed(post)


def test_sum_with_an_unstated_toll_is_open(post: Post) -> None:
    wounded = post.figures["wounded"]
    assert (wounded.low, wounded.best, wounded.high, wounded.n_unstated) == (4, 6, None, 3)


def test_stated_absence_of_casualties_is_evidence(theatre: Theatre) -> None:
    post = draft(data(theatre, incidents=[counted()[0]], before=None, others=()))
    killed = post.figures["killed"]
    assert (killed.low, killed.best, killed.high) == (0, 0, 0)
    assert [post.quotes[id].quote for id in killed.quotes] == ["Nobody was hurt"]


def test_every_quote_fits_its_document(post: Post) -> None:
    assert post.quotes
    for quote in post.quotes.values():
        assert DOCUMENTS[quote.document].text[quote.start : quote.end] == quote.quote


def test_every_number_in_a_line_is_a_figure(post: Post) -> None:
    lines = [line for group in (*post.groups, *post.others) for line in (*group.lines, group.totals or ())]
    for line in (*post.paragraphs, *lines):
        for piece in line:
            if not isinstance(piece, str) and hasattr(piece, "figure"):
                assert post.figures[piece.figure].quotes


def test_figure_rests_on_the_words_of_its_field(post: Post) -> None:
    ieds = post.figures["incidents/month=2020-12&weapon=ied"]
    assert {post.quotes[id].quote for id in ieds.quotes} == {"An IED", "عبوة ناسفة", "roadside bomb"}
    babil = post.figures["incidents/admin1=Babil"]
    assert [post.quotes[id].quote for id in babil.quotes] == ["Babil"]


def test_merged_incident_lists_all_its_sources(post: Post) -> None:
    member = next(m for m in post.members.values() if len(m.documents) == 2 and "Dhi Qar" in m.line)
    assert set(member.documents) == {DECEMBER.id, DECEMBER_AR.id}
    assert {post.quotes[id].document for id in member.quotes} == {DECEMBER.id, DECEMBER_AR.id}


def test_claim_is_kept_apart_from_blame(post: Post) -> None:
    member = next(m for m in post.members.values() if "Green Zone" in m.line)
    assert [text.translate(ISOLATES) for text in member.attribution] == [
        "Blamed on Kataib Hezbollah, according to Washington",
        "Claimed by أصحاب الكهف",
        "Denied by Kataib Hezbollah",
    ]


def test_attribution_adds_up_to_the_whole(theatre: Theatre) -> None:
    attacks = counted()
    who = Resolved([blame("a village guard", "stated")], "first", ())
    attacks[0] = replace(attacks[0], fields={**attacks[0].fields, "perpetrators": who})
    post = draft(data(theatre, incidents=attacks))
    said = " ".join(plain(paragraph) for paragraph in post.paragraphs)
    assert (
        "claimed for one, and sources blame or suspect someone for one (one counted in both); for one someone is named "
        "without claim or blame; for four no source names anyone."
    ) in said
    n = {name: post.figures[name].best or 0 for name in ("claimed", "blamed", "both", "named", "unnamed")}
    assert n["claimed"] + n["blamed"] - n["both"] + n["named"] + n["unnamed"] == post.figures["incidents"].best
    arabic = " ".join(plain(p) for p in draft(data(theatre, incidents=attacks, language="ar")).paragraphs)
    assert "في 1 (1 في كليهما)، وسُمّي أحد بلا إعلان ولا اتهام في 1، ولم يُسمَّ أحد في 4." in arabic


def test_left_out_incidents_have_lines_of_their_own(post: Post) -> None:
    assert [group.heading for group in post.others] == ["Device found and defused"]
    assert plain(post.others[0].lines[0]) == "Bomb – Halabja – foiled"
    assert post.others[0].reasons == ("weapons found",)
    assert all(not group.reasons for group in post.groups)
    assert post.figures["incidents"].best == 6


def test_incident_without_province_is_said_under_the_map(post: Post) -> None:
    assert "For one attack the province is not known." in plain(post.map_caption)


def test_division_without_polygon_is_named_under_the_map(theatre: Theatre) -> None:
    post = draft(data(theatre, incidents=newsroom.left_out(), before=None, others=()))
    assert "No boundary is drawn for Halabja, which the table counts." in plain(post.map_caption)


def test_finished_period_is_not_marked(theatre: Theatre) -> None:
    post = draft(data(theatre, now=datetime(2021, 2, 1, tzinfo=UTC)))
    assert post.unfinished == ()
    assert "a day in" not in " ".join(plain(p) for p in post.paragraphs)
    assert listed(post)[-1] == "December Totals – 3"


def test_week_is_one_list(theatre: Theatre) -> None:
    week = data(
        theatre, start=date(2020, 12, 20), end=date(2020, 12, 26), incidents=[counted()[3]], before=[], title=None
    )
    post = draft(week)
    assert plain(post.headline) == "Iraq: 1 attack, December 20–26, 2020"
    assert listed(post)[-1] == "Week Totals – 1"
    assert "which may mean that no documents of those days were read" in plain(post.paragraphs[0])


def test_nothing_in_the_ledger_is_not_nothing_in_the_world(theatre: Theatre) -> None:
    post = draft(data(theatre, incidents=[], before=[], others=[], chronology=[], checks=[]))
    assert "not proof that nothing happened" in plain(post.paragraphs[0])
    assert not post.chart and not post.map


def test_arabic_post_has_arabic_forms(theatre: Theatre) -> None:
    post = draft(data(theatre, language="ar", title=None))
    assert plain(post.headline).startswith("العراق: 6 هجمات")
    lines = listed(post)
    assert "عبوة ناسفة على رتل دعم لوجستي – ذي قار – جريح واحد" in lines
    assert "مجموع تشرين الأول – 2" in lines
    assert [code for code, _ in post.sources] == ["ar", "en"]


def test_part_is_not_counted_twice(theatre: Theatre) -> None:
    whole, part = counted()[3], counted()[4]
    told = {**whole.fields, "count": replace(whole.fields["when"], value=Range.exactly(3).to_json())}
    joined = replace(whole, parts=(part.id,), fields=told)
    post = draft(data(theatre, incidents=[joined, part], before=None, others=()))
    assert post.figures["incidents"].best == 3
    weapons = [f for id, f in post.figures.items() if id.startswith("incidents/month=2020-12&weapon=")]
    assert sum(f.best or 0 for f in weapons) == 3
    assert post.figures["wounded"].n_unstated == 0


def test_stored_json_holds_members_sequence_and_version(post: Post) -> None:
    body = json.loads(json.dumps(post.to_json(), ensure_ascii=False))
    assert (body["form"], body["as_of"], body["version"]) == ("sijill-post/1", 4211, "0.1.0")
    assert set(body["members"]) >= {incident.id for incident in counted()}
    assert body["figures"]["incidents"]["quotes"]


def test_bibliography_in_the_chicago_manner(post: Post) -> None:
    entries = {code: [plain(entry) for entry in group] for code, group in post.sources}
    first = entries["en"][0]
    assert first.startswith(
        "Harith, Dana. “Convoy bombed in Babil.” River Wire, October 12, 2020. https://river.example/"
    )
    assert any(
        entry.startswith(
            "نور السامر. «مقتل طفلة بقصف المنطقة الخضراء» [Girl killed in shelling of the Green Zone]. "
            "وكالة النخلة, November 18, 2020. https://nakhla.example/"
        )
        for entry in entries["ar"]
    )


def test_a_note_and_a_text_without_outlet_are_cited_by_what_a_reader_understands(theatre: Theatre) -> None:
    said = {"text": "Rockets, Mosul, 9 Dec, 3 killed", "language": "en", "published": NOVEMBER.published}
    note = Document(**said, given_id="note:1f3a", id="f" * 32)
    signed = replace(note, author="Dana Harith", url="https://river.example/x")
    after = replace(note, outlet="river_wire")
    bare = Document("Two bombs went off in Kirkuk.", "en", id="e" * 32)
    filed = replace(bare, archive="kirkuk.txt")
    english, arabic = phrases("en"), phrases("ar")
    told = [plain(entry(one, english, outlet_name(one, theatre.outlets))) for one in (note, signed, after, bare, filed)]
    assert told == [
        "“Rockets, Mosul, 9 Dec, 3 killed.” Analyst's note, November 18, 2020. ",
        "Harith, Dana. “Rockets, Mosul, 9 Dec, 3 killed.” Analyst's note, November 18, 2020. https://river.example/x.",
        "“Rockets, Mosul, 9 Dec, 3 killed.” Analyst's note, River Wire, November 18, 2020. ",
        "“Two bombs went off in Kirkuk.” ",
        "kirkuk.txt. ",
    ]
    assert [cited_as(one, english, theatre.outlets) for one in (note, signed, after, bare, filed)] == [
        "analyst's note",
        "Dana Harith (analyst's note)",
        "River Wire (analyst's note)",
        "Two bombs went off in Kirkuk.",
        "kirkuk.txt",
    ]
    assert cited_as(signed, arabic, theatre.outlets).translate(ISOLATES) == "Dana Harith (ملاحظة محلل)"
    assert "ملاحظة محلل، 18 تشرين الثاني 2020" in plain(entry(note, arabic, None))


def test_missing_document_is_named(theatre: Theatre) -> None:
    without = {id: d for id, d in DOCUMENTS.items() if id != NOVEMBER_AR.id}
    with pytest.raises(BadInput, match=NOVEMBER_AR.id):
        draft(data(theatre, documents=without))


def test_quote_that_does_not_fit_is_refused(theatre: Theatre) -> None:
    moved = replace(DECEMBER, text="x" + DECEMBER.text)
    with pytest.raises(BadRecord, match="are not"):
        draft(data(theatre, documents={**DOCUMENTS, DECEMBER.id: moved}))


def test_wrong_choices_are_refused(theatre: Theatre) -> None:
    with pytest.raises(UnknownChoice, match="seed, kw"):
        data(theatre, notation="short")
    with pytest.raises(BadRecord, match="no time zone"):
        data(theatre, now=datetime(2020, 12, 27))
    with pytest.raises(UnknownLanguage, match="there are: ar, en"):
        draft(data(theatre, language="fr"))


def test_newsroom_counts_each_incident_once() -> None:
    assert len({incident.id for incident in newsroom.counted()}) == 6
