"""Interactions and ties of running text: our own sentences, in English and Arabic side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

EXTRACTOR = RulesExtractor(pipeline.theatre("iraq"))


def read(text: str, language: str = "en") -> dict[str, Any]:
    document = Document(text, language, datetime(2020, 12, 26, 9, tzinfo=UTC))
    return contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)


def short(one: dict[str, Any]) -> tuple[str, str | None, list[str], list[str]]:
    """Type, mode, and both sides by id, else as written."""
    sides = ([a["actor_id"] or a["name"] for a in one[side]] for side in ("initiators", "recipients"))
    acting, others = sides
    return one["type"], one["mode"], acting, others


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Qaani met Hadi al-Amiri and Qais al-Khazali in Baghdad.",
         ("consult", "meet", ["qaani"], ["hadi_al_amiri", "qais_al_khazali"])),
        ("ar", "التقى قاآني هادي العامري وقيس الخزعلي في بغداد.",
         ("consult", "meet", ["qaani"], ["hadi_al_amiri", "qais_al_khazali"])),
        ("en", "Washington imposed sanctions on Kataib Hezbollah.",
         ("sanction", "designate", ["united_states"], ["kataib_hezbollah"])),
        ("ar", "فرضت واشنطن عقوبات على كتائب حزب الله.",
         ("sanction", "designate", ["united_states"], ["kataib_hezbollah"])),
        ("en", "The prime minister received the Iranian ambassador Iraj Masjedi.",
         ("consult", "host", ["mustafa_al_kadhimi"], ["iraj_masjedi"])),
        ("en", "Qaani rang Hadi al-Amiri.", ("consult", "call", ["qaani"], ["hadi_al_amiri"])),
        ("ar", "استقبل الكاظمي، مساء أمس في القصر الحكومي، السفير الإيراني إيرج مسجدي.",
         ("consult", "host", ["mustafa_al_kadhimi"], ["iraj_masjedi"])),
        ("ar", "درب الحرس الثوري في معسكر قرب الحدود نحو مئتي مقاتل من حركة النجباء.",
         ("aid", "train", ["irgc"], ["harakat_al_nujaba"])),
        ("ar", "استقبل الكاظمي السفير الإيراني إيرج مسجدي.",
         ("consult", "host", ["mustafa_al_kadhimi"], ["iraj_masjedi"])),
        ("en", "Asaib Ahl al-Haq denied any link to the rockets.", ("reject", "deny", ["asaib_ahl_al_haq"], [])),
        ("ar", "نفت عصائب أهل الحق صلتها بالصواريخ.", ("reject", "deny", ["asaib_ahl_al_haq"], [])),
        ("en", "Abu Ali al-Askari threatened to strike American forces.",
         ("threaten", "strike_threatened", ["abu_ali_al_askari"], ["us_forces"])),
        ("ar", "هدد أبو علي العسكري بضرب القوات الأمريكية.",
         ("threaten", "strike_threatened", ["abu_ali_al_askari"], ["us_forces"])),
        ("en", "Fayyadh was received by Ali Shamkhani.", ("consult", "host", ["ali_shamkhani"], ["falih_al_fayyadh"])),
        ("ar", "وصل فالح الفياض إلى طهران حيث استقبله علي شمخاني.",
         ("consult", "host", ["ali_shamkhani"], ["falih_al_fayyadh"])),
        ("en", "A meeting between Hadi al-Amiri and Ammar al-Hakim was held in Najaf.",
         ("consult", "meet", ["hadi_al_amiri"], ["ammar_al_hakim"])),
        ("ar", "اعتقل جهاز مكافحة الإرهاب ثلاثة من عناصر عصائب أهل الحق.",
         ("coerce", "arrest", ["counter_terrorism_service"], ["asaib_ahl_al_haq"])),
        ("ar", "دعا مقتدى الصدر أنصاره إلى مغادرة الساحة.",
         ("request", "call_on", ["muqtada_al_sadr"], ["sadrist_movement"])),
        ("en", "The Fatah Alliance urged Baghdad to expel the ambassador.",
         ("request", "call_on", ["fatah_alliance"], ["iraqi_government"])),
        ("ar", "طالب تحالف الفتح الحكومة بطرد السفير الأمريكي.",
         ("request", "demand", ["fatah_alliance"], ["iraqi_government"])),
        ("en", "The Quds Force, part of Iran's Revolutionary Guard, has long funded Badr.",
         ("aid", "fund", ["quds_force"], ["badr"])),
        ("en", "Kataib Hezbollah has been accused by Washington of firing the rockets.",
         ("accuse", "blame", ["united_states"], ["kataib_hezbollah"])),
        ("en", "The resistance factions announced the end of the truce on Monday.",
         ("mobilize", "ceasefire_ended", ["resistance_factions"], [])),
        ("ar", "أعلنت فصائل المقاومة انتهاء الهدنة.", ("mobilize", "ceasefire_ended", ["resistance_factions"], [])),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(language: str, text: str, wanted: tuple[Any, ...]) -> None:
    assert wanted in [short(one) for one in read(text, language)["interactions"]]


@pytest.mark.parametrize(
    ("language", "text", "hedged", "says"),
    [
        ("en", "Tehran ordered the factions to stop, according to a security source.", True, "a security source"),
        ("ar", "أمرت طهران الفصائل بوقف الهجمات، بحسب مصدر أمني.", True, "مصدر أمني"),
        ("en", "Qaani met Hadi al-Amiri on Tuesday.", False, None),
        ("ar", "التقى قاآني هادي العامري أمس.", False, None),
        ("en", "Qaani reportedly met Hadi al-Amiri.", True, None),
        ("en", "Qaani met Hadi al-Amiri, the Foreign Ministry said.", False, "the Foreign Ministry"),
    ],
)
def test_a_hedge_and_a_credit_are_kept(language: str, text: str, hedged: bool, says: str | None) -> None:
    one = read(text, language)["interactions"][0]
    assert (one["hedged"], one["says"]) == (hedged, says)


def test_a_pronoun_takes_up_who_was_named() -> None:
    told = read("Qaani met leaders of Hashd factions in Baghdad. He told them to stop attacking American targets.")
    ordered = next(one for one in told["interactions"] if one["mode"] == "order")
    assert [a["actor_id"] for a in ordered["initiators"]] == ["qaani"]
    assert [a["actor_id"] for a in ordered["recipients"]] == ["hashd_factions"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Washington accused Kataib Hezbollah of firing rockets. The group denied it."),
        ("en", "Kataib Hezbollah met Nouri al-Maliki on Sunday. The group denied that it had fired the rockets."),
        ("ar", "اتهمت واشنطن كتائب حزب الله بإطلاق الصواريخ، لكن الجماعة نفت ذلك."),
    ],
)
def test_the_group_is_the_one_named_before(language: str, text: str) -> None:
    denied = next(one for one in read(text, language)["interactions"] if one["mode"] == "deny")
    assert [a["actor_id"] for a in denied["initiators"]] == ["kataib_hezbollah"]


def test_what_someone_will_do_is_a_promise_and_its_day_is_not_that_of_the_promise() -> None:
    (one,) = read("The Pentagon said it would withdraw troops from Iraq by March 2021.")["interactions"]
    assert (one["type"], one["mode"], one["when"]) == ("agree", None, None)


@pytest.mark.parametrize(
    ("published", "holder"),
    [
        (datetime(2020, 12, 26, tzinfo=UTC), "mustafa_al_kadhimi"),
        (datetime(2023, 2, 1, tzinfo=UTC), "mohammed_shia_al_sudani"),
    ],
)
def test_an_office_is_whoever_held_it_on_the_day(published: datetime, holder: str) -> None:
    document = Document("The prime minister met Hadi al-Amiri.", "en", published)
    (one,) = contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)["interactions"]
    assert one["initiators"][0]["actor_id"] == holder


def test_a_name_that_the_register_lacks_is_forced_onto_none() -> None:
    (one,) = read("Salim al-Rubaie met Hadi al-Amiri in Najaf.")["interactions"]
    assert one["initiators"] == [{"name": "Salim al-Rubaie", "actor_id": None, "type": None}]


def test_another_spelling_of_a_full_name_is_known_and_says_so() -> None:
    (one,) = read("Ismael Ghani met Hadi al-Ameri in Najaf.")["interactions"]
    assert one["recipients"][0]["actor_id"] == "hadi_al_amiri"
    assert any(d["from"] == "register" and "spelling" in d["note"] for d in one["derived"])


@pytest.mark.parametrize(
    "text",
    [
        "If Iran attacked American forces, Washington would answer.",
        "Did Iran order the factions to stop?",
        "Police said that a roadside bomb hit a convoy, wounding three farmers.",
        "The groups may attack American forces.",
        "The attack on the embassy drew no claim.",
    ],
)
def test_a_condition_a_question_and_a_noun_are_no_deed(text: str) -> None:
    assert [short(one) for one in read(text)["interactions"] if one["type"] in {"assault", "request"}] == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ar", "فيلق القدس، وهو جزء من الحرس الثوري، يمول منظمة بدر.",
         {("part_of", "quds_force", "irgc"), ("funds", "quds_force", "badr")}),
        ("en", "Iran funds Kataib Hezbollah and Asaib Ahl al-Haq.",
         {("funds", "iran", "kataib_hezbollah"), ("funds", "iran", "asaib_ahl_al_haq")}),
        ("en", "Iran trained and armed Kataib Hezbollah.",
         {("trains", "iran", "kataib_hezbollah"), ("arms", "iran", "kataib_hezbollah")}),
        ("ar", "تمول إيران كتائب حزب الله وعصائب أهل الحق.",
         {("funds", "iran", "kataib_hezbollah"), ("funds", "iran", "asaib_ahl_al_haq")}),
        ("en", "Usbat al-Thairen is a front for Asaib Ahl al-Haq.",
         {("front_of", "usbat_al_thairen", "asaib_ahl_al_haq")}),
        ("ar", "عصبة الثائرين واجهة لعصائب أهل الحق.", {("front_of", "usbat_al_thairen", "asaib_ahl_al_haq")}),
        ("en", "Hadi al-Amiri, the secretary-general of the Badr Organization, left.",
         {("leads", "hadi_al_amiri", "badr")}),
        ("ar", "قال هادي العامري، الأمين العام لمنظمة بدر، إنه سيغادر.", {("leads", "hadi_al_amiri", "badr")}),
        ("ar", "تأسست كتائب حزب الله بدعم من إيران.", {("created", "iran", "kataib_hezbollah")}),
    ],
)  # fmt: skip
def test_ties_between_two_names(language: str, text: str, wanted: set[tuple[str, str, str]]) -> None:
    told = read(text, language)["ties"]
    assert {(t["type"], t["subject"]["actor_id"], t["object"]["actor_id"]) for t in told} == wanted


def test_incidents_are_read_as_before() -> None:
    told = read("Rockets hit the Green Zone on Sunday. Trump accused Iran of supplying the rockets.")
    assert [i["kind"] for i in told["incidents"]] == ["shelling_artillery_missile_attack"]
    assert [short(one) for one in told["interactions"]] == [("accuse", "blame", ["trump"], ["iran"])]


def test_whoever_receives_money_hosts_nobody() -> None:
    assert read("The prime minister received a large sum of money.")["interactions"] == []


def test_the_other_side_does_not_stand_beyond_a_semicolon() -> None:
    told = read("The Iraqi army rejected a bid on Sunday; Kataib Hezbollah was silent.")["interactions"]
    assert [short(one) for one in told] == [("reject", "refuse", ["iraqi_army"], [])]


def test_who_commands_a_group_is_said_once() -> None:
    told = read("Hadi al-Amiri, commander of the Badr Organization, spoke on Sunday.")["ties"]
    assert [(one["type"], one["subject"]["actor_id"], one["object"]["actor_id"]) for one in told] == [
        ("commands", "hadi_al_amiri", "badr")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Qaani met Hadi al-Amiri in Baghdad on Tuesday, a day after Washington imposed sanctions on Badr."),
        ("ar", "التقى قاآني هادي العامري في بغداد الثلاثاء. وقبل ذلك بيوم فرضت واشنطن عقوبات على منظمة بدر."),
    ],
)
def test_a_day_counted_from_another_is_the_deed_s(language: str, text: str) -> None:
    days = {one["type"]: one["when"]["start"] for one in read(text, language)["interactions"]}
    assert days == {"consult": "2020-12-22", "sanction": "2020-12-21"}


def test_the_lawyer_of_the_defence_is_no_ministry() -> None:
    told = read("وقال محامي الدفاع إنه سيطعن بالحكم، بينما طالب أعضاء الجمعية بتعويضهم عن الموسم.", "ar")
    actors = [a for one in told["interactions"] for side in ("initiators", "recipients") for a in one[side]]
    assert "iraqi_defence_ministry" not in {a["actor_id"] for a in actors}
