"""Whom the words of a later sentence take up, and what names nobody: the cast of a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sijill import pipeline
from sijill.extract import rules
from sijill.extract.interactions.reading import Reading
from sijill.lang import politics
from sijill.model.text import Document

THEATRE = pipeline.theatre("iraq")


def reading(text: str, language: str, year: int = 2016) -> Reading:
    document = Document(text, language, datetime(year, 6, 13, 9, tzinfo=UTC))
    scan = rules._running(document.text, language, THEATRE)
    words = politics.load(language)
    assert words is not None
    return Reading(scan, rules.document_calendar(document, scan, THEATRE), words, looks=False)


def named(text: str, language: str) -> list[tuple[str, str | None]]:
    """Everyone that the last sentence names, as (how, id), those carried from before left out."""
    (*_, (setting, _, _)) = reading(text, language).settings()
    return [(m.how, m.someone.actor.actor_id) for m in setting.cast if m.how != "carried" and not m.inner]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ar", "أدانت وزارة الخارجية العراقية التفجير. ودعت الوزارة مجلس الأمن إلى موقف.", "iraqi_foreign_ministry"),
        ("ar", "أعلن تنظيم داعش مسؤوليته. وقصفت الطائرات مواقع للتنظيم.", "islamic_state"),
        ("ar", "وصل وفد من الاتحاد الوطني الكردستاني والتقى المحافظ.", "puk"),
        ("ar", "زار وفد من الحكومة السعودية المحافظ.", "saudi_arabia"),
        ("en", "The US Treasury sanctioned the Palm Exchange. It accused the trader.", "us_treasury"),
        ("en", "The Mahdi Army closed a road. Iraqi police arrested two members of the group.", "mahdi_army"),
        ("en", "US Secretary of State Mike Pompeo telephoned the governor.", "pompeo"),
    ],
)
def test_who_is_taken_up(language: str, text: str, wanted: str) -> None:
    assert wanted in [id for _, id in named(text, language)]


def test_an_initial_is_no_given_name() -> None:
    (*_, (setting, _, _)) = reading("US President George W. Bush telephoned the governor.", "en", 2008).settings()
    assert "george_w_bush" in [m.someone.actor.actor_id for m in setting.cast]


def test_a_company_named_before_is_taken_up() -> None:
    (*_, (setting, _, _)) = reading(
        "The US Treasury sanctioned the Palm Exchange. It accused the company.", "en"
    ).settings()
    assert "Palm Exchange" in [m.someone.actor.name for m in setting.cast if m.how == "taken"]


@pytest.mark.parametrize(
    "text",
    ["وصل الوزير إلى بغداد.", "غادر عبد الإله الخطيب إلى بغداد.", "وصل إلى بغداد وفد من الاتحاد الوطني الكردستاني."],
)
def test_a_capital_gone_to_acts_in_nothing(text: str) -> None:
    assert not {"iraq", "iraqi_government"} & {id for _, id in named(text, "ar")}


def test_who_stands_in_for_an_ambassador_is_one_person() -> None:
    (*_, (setting, _, _)) = reading("استقبل وزير الداخلية القائم بأعمال السفارة السعودية.", "ar").settings()
    assert ("القائم بأعمال السفارة السعودية", "person") in [
        (m.someone.actor.name, m.someone.actor.type) for m in setting.cast if not m.inner
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The deputy head of the Popular Mobilisation Forces, Abu Mahdi al-Muhandis, met Hadi al-Amiri."),
        ("ar", "قال نائب رئيس هيئة الحشد الشعبي أبو مهدي المهندس إن العملية انتهت."),
    ],
)
def test_a_deputy_heads_nothing(language: str, text: str) -> None:
    ties = {
        str(draft.value("type"))
        for draft in reading(text, language).drafts()
        if draft.family == "tie" and draft.values("object")[0]["actor_id"] == "pmf"
    }
    assert ties == {"member_of"}


def test_a_meeting_is_told_once() -> None:
    text = "Nouri al-Maliki received Massoud Barzani on Sunday. The two men talked about oil."
    met = [draft for draft in reading(text, "en").drafts() if draft.value("type") == "consult"]
    assert len(met) == 1


def test_a_day_of_what_is_condemned_is_not_that_of_the_words() -> None:
    text = "On Wednesday Iran condemned Sunday's bombing in Basra."
    (draft,) = [draft for draft in reading(text, "en").drafts() if draft.value("type") == "reject"]
    assert draft.value("when")["start"] == "2016-06-08"


def test_a_surname_behind_another_given_name_is_nobody_of_the_register() -> None:
    (*_, (setting, _, _)) = reading("التقى حسن كاظمي قمي وزير الخارجية.", "ar").settings()
    assert setting.cast[0].someone.actor.name == "حسن كاظمي قمي"
    assert setting.cast[0].someone.actor.actor_id is None
