"""Near-identical copies of one report are linked; different reports that share their words are not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest import making
from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.ingest.copies import bands, likeness
from sijill.model.records import Relation
from sijill.model.text import Document
from sijill.store import CopyIndex, Ledger

NOW = datetime(2021, 1, 2, tzinfo=UTC)
DAY = datetime(2020, 12, 21, 12, tzinfo=UTC)
WHO = {"author": "t", "now": NOW}

# Written for the tests.
ENGLISH = " ".join(making.ENGLISH)
ARABIC = " ".join(making.ARABIC)
BACKGROUND = (
    " The convoys carry supplies for the coalition and are driven by Iraqi contractors. Attacks on them have become "
    "frequent since the spring, and most cause little damage. Groups that few had heard of claim them online, and "
    "officials say that the same men stand behind several of the names. The coalition has handed over bases and says "
    "that its work against the remnants of the group goes on with the army."
)
ARABIC_BACKGROUND = (
    " وتنقل الأرتال مواد لوجستية للتحالف الدولي ويقودها سائقون عراقيون يعملون لدى شركات محلية. وتزايدت الهجمات عليها "
    "منذ الربيع، ومعظمها لا يخلف أضرارا كبيرة. وتتبناها على الإنترنت جماعات غير معروفة، ويقول مسؤولون إن الأشخاص "
    "أنفسهم يقفون وراء عدد من هذه الأسماء. وسلم التحالف قواعد إلى الجيش ويقول إن عمله مستمر."
)


def told(
    text: str, outlet: str = "River Wire", *, hours: float = 0, language: str | None = None, **more: str
) -> Document:
    code = language or ("ar" if "\u0621" <= text[0] <= "\u064a" else "en")
    return Document(text, code, DAY + timedelta(hours=hours), outlet=outlet, **more)  # type: ignore[arg-type]


def same(a: str, b: str) -> bool:
    one, two = told(a), told(b, "Palm Daily", hours=3)
    score = likeness(one, two)
    assert score == likeness(two, one)
    if score is not None:
        assert set(bands(one)) & set(bands(two)), "copies that the index does not bring together"
    return score is not None


@pytest.mark.parametrize(
    "copy",
    [
        ENGLISH,
        "BAGHDAD (River Wire) – " + ENGLISH,
        "Bombs and rockets return. " + ENGLISH,
        ENGLISH + " Reporting by our correspondent in Hilla; editing by the desk.",
        ENGLISH.removesuffix(making.ENGLISH[2]).strip(),
        ENGLISH.replace("said in a statement", "said in the statement").replace("has sent", "had sent"),
        ENGLISH.replace("civilian", "Civilian").replace(", police", " police").upper().capitalize(),
        ENGLISH.replace("soldiers, police said", "soldiers, officials said"),
    ],
)
def test_copies_in_english(copy: str) -> None:
    assert same(ENGLISH, copy)


@pytest.mark.parametrize(
    "copy",
    [
        "بغداد/ واحة الخبر: " + ARABIC,
        ARABIC.replace("أي", "اي").replace("إلى", "الى").replace("يوم", "يـوم").replace("21", "٢١"),
        ARABIC + " انتهى/ ح.م",
        ARABIC.removesuffix(making.ARABIC[2]).strip(),
    ],
)
def test_copies_in_arabic(copy: str) -> None:
    assert same(ARABIC, copy)


LEDE = "A roadside bomb hit a supply convoy near {} on {}, wounding {} soldiers, police in the province said."
ARABIC_LEDE = "انفجرت عبوة ناسفة على رتل دعم لوجستي قرب {} يوم {} ما أدى إلى إصابة {} جنود بحسب الشرطة."


@pytest.mark.parametrize(
    "other", [("Hilla", "Monday", "three"), ("Samawa", "Sunday", "three"), ("Hilla", "Sunday", "four")]
)
def test_reports_that_share_all_but_a_place_a_day_or_a_number_are_two(other: tuple[str, str, str]) -> None:
    assert not same(LEDE.format("Hilla", "Sunday", "three") + BACKGROUND, LEDE.format(*other) + BACKGROUND)


@pytest.mark.parametrize("other", [("الحلة", "الاثنين", "3"), ("السماوة", "الأحد", "3"), ("الحلة", "الأحد", "4")])
def test_so_are_arabic_ones(other: tuple[str, str, str]) -> None:
    first = ARABIC_LEDE.format("الحلة", "الأحد", "3") + ARABIC_BACKGROUND
    assert not same(first, ARABIC_LEDE.format(*other) + ARABIC_BACKGROUND)


def test_reports_that_share_only_their_background_are_two() -> None:
    other = (
        "Three rockets fell on the airport of Baghdad on Tuesday night and killed nobody, the army said in a statement."
    )
    assert not same(LEDE.format("Hilla", "Sunday", "three") + BACKGROUND, other + BACKGROUND)


def test_an_update_with_another_toll_is_no_copy() -> None:
    assert not same(ENGLISH, ENGLISH.replace("wounding two soldiers", "wounding two soldiers and killing 1 driver"))


def test_the_same_words_of_another_week_are_no_copy() -> None:
    assert likeness(told(ENGLISH), told(ENGLISH, "Palm Daily", hours=24 * 30)) is None


def test_short_reports_are_copies_only_if_forwarded() -> None:
    short = "Blast heard in Babil, no casualties."
    assert likeness(told(short), told(short, "Palm Daily")) is None
    assert likeness(told(short), told(short, "Palm Daily", via="River Wire")) is not None


def texts() -> list[Document]:
    """Two wires with three copies each, and reports that only look alike. The origin of each is its first."""
    other = LEDE.format("Samawa", "Sunday", "three") + BACKGROUND
    return [
        told(ENGLISH, "River Wire", hours=0),
        told("BAGHDAD (River Wire) – " + ENGLISH, "Palm Daily", hours=2),
        told(ENGLISH + " The desk of the Date Post contributed.", "Date Post", hours=5),
        told(ARABIC, "واحة الخبر", hours=1),
        told("بغداد: " + ARABIC, "صدى النخيل", hours=4),
        told(LEDE.format("Hilla", "Sunday", "three") + BACKGROUND, "River Wire", hours=3),
        told(other, "River Wire", hours=4),
        told(other, "Palm Daily", hours=6),
    ]


def linked(where: Path, parts: Sequence[Sequence[Document]]) -> dict[str, str]:
    extractor = RulesExtractor(pipeline.theatre("world"))
    with Ledger.open(where) as ledger:
        for part in parts:
            list(pipeline.add(ledger, part, extractor, **WHO))  # type: ignore[arg-type]
        return pipeline.copies_of(ledger)


@pytest.mark.parametrize("order", ["at once", "one by one", "backwards", "shuffled"])
def test_copies_are_the_same_in_any_order(tmp_path: Path, order: str) -> None:
    documents = texts()
    expected = {documents[n].id: documents[origin].id for n, origin in ((1, 0), (2, 0), (4, 3), (7, 6))}
    if order == "backwards":
        documents.reverse()
    if order == "shuffled":
        random.Random(3).shuffle(documents)
    parts = [documents] if order == "at once" else [[document] for document in documents]
    assert linked(tmp_path / "l.sijill", parts) == expected


def test_the_index_is_made_anew_if_it_is_lost_damaged_or_of_another_ledger(tmp_path: Path) -> None:
    documents = texts()
    where, file = tmp_path / "l.sijill", tmp_path / "l.sijill.copies"
    linked(where, [documents[:1]])
    file.write_bytes(b"no index")
    linked(where, [documents[1:2]])
    file.unlink()
    assert len(linked(where, [documents[2:3]])) == 2
    other = tmp_path / "other.sijill"
    linked(other, [documents[3:4], documents[5:6]])
    (tmp_path / "other.sijill.copies").replace(file)
    assert len(linked(where, [documents[4:5], documents[3:4]])) == 3


def test_a_person_may_say_that_two_are_no_copies(tmp_path: Path) -> None:
    documents = texts()[:2]
    found = linked(tmp_path / "l.sijill", [documents])
    assert found == {documents[1].id: documents[0].id}
    with Ledger.open(tmp_path / "l.sijill") as ledger:
        said = Relation(documents[0].id, documents[1].id, "DISTINCT", "person:huda")
        ledger.add([said], **WHO)  # type: ignore[arg-type]
        assert pipeline.copies_of(ledger) == {}


def test_a_link_does_not_touch_what_is_counted_or_found(tmp_path: Path) -> None:
    documents = texts()[:2]
    linked(tmp_path / "l.sijill", [documents])
    with Ledger.open(tmp_path / "l.sijill") as ledger:
        assert set(ledger.documents_of(ledger.report_ids()).values()) == {d.id for d in documents}
        assert ledger.find(documents[0].id[:12]).kind == "document"
        (relation,) = ledger.relations()
        assert (relation.a, relation.b, relation.verdict) == (documents[1].id, documents[0].id, "COPY_OF")
        assert relation.score is not None and relation.score >= 0.6


def test_two_runs_do_not_link_twice(tmp_path: Path) -> None:
    documents = texts()
    linked(tmp_path / "l.sijill", [documents])
    with Ledger.open(tmp_path / "l.sijill") as ledger:
        before = ledger.last_seq()
        with CopyIndex.beside(tmp_path / "l.sijill") as index:
            index.clear()
        list(pipeline.link_copies(ledger, **WHO))  # type: ignore[arg-type]
        assert ledger.last_seq() == before
