"""Entries of Arabic tracker posts, and of English ones laid out alike. Every text is written for the tests."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from test_entry_tolls import read as tolls
from texts import IRAQ

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document


def read(text: str, language: str = "ar") -> list[dict[str, Any]]:
    """The incidents of a post, in the order of its text."""
    day = datetime.combine(date(2020, 12, 26), time(12), IRAQ.timezone)
    document = Document(text, language, day)
    told = pipeline.read(document, RulesExtractor(IRAQ))
    incidents = contract.line(document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    first = {id(i): min(e["start"] for e in i["evidence"] if e["field"] in {"kind", "weapons"}) for i in incidents}
    return sorted(incidents, key=lambda i: first[id(i)])


def days(text: str, language: str = "ar") -> list[str]:
    return [i["when"]["start"] for i in read(text, language)]


def test_a_day_of_it_is_of_the_month_above() -> None:
    text = (
        "سجل الطريق\n\nأيلول 2020:\n\n- 3 منه، في الرمادي، عبوة على رتل عسكري [قتيلان، جريح]\n"
        "- 17 منه، في هيت، مسلحون على نقطة للجيش [لا قتلى، جريحان]\n\nتشرين الأول:\n\n"
        "- 5 منه، في بيجي، قذيفة هاون على السوق [قتيل، ثلاثة جرحى]\n"
    )
    assert days(text) == ["2020-09-03", "2020-09-17", "2020-10-05"]


@pytest.mark.parametrize("slash", ["/", " / "])
def test_a_date_column_may_have_blanks_around_its_slash(slash: str) -> None:
    head = (
        "حوادث أيلول وتشرين الأول 2020\n\n| ت | التاريخ | الموقع | الهجوم | قتلى | جرحى |\n|---|---|---|---|---|---|\n"
    )
    rows = ["١ | ٤_٩ | هيت | عبوة على دورية شرطة | ١ | ٢ |", "٢ | ٢١_٩ | بيجي | قناص على جندي | ١ | ٠ |"]
    rows.append("٣ | ٢_١٠ | الرمادي | صواريخ على القاعدة | ٠ | ٠ |")
    text = head + "".join(f"| {row}\n" for row in rows).replace("_", slash)
    assert days(text) == ["2020-09-04", "2020-09-21", "2020-10-02"]


def test_an_english_date_column_may_have_blanks_around_its_slash() -> None:
    text = (
        "Attacks of September 2020\n\n| No | Date | Place | Attack | Killed | Wounded |\n|---|---|---|---|---|---|\n"
        "| 1 | 4 / 9 | Hit | IED on a police patrol | 1 | 2 |\n| 2 | 21 / 9 | Baiji | sniper on a soldier | 1 | 0 |\n"
        "| 3 | 22 / 9 | Ramadi | rockets on the base | 0 | 0 |\n"
    )
    assert days(text, "en") == ["2020-09-04", "2020-09-21", "2020-09-22"]


def test_a_day_and_month_with_a_dash_open_a_line_of_fields() -> None:
    text = (
        "جردة الخريف 2020\n\n🔹 4-9 | #الأنبار، هيت | عبوة على قافلة إمداد | بلا قتلى، جريح واحد\n"
        "🔹 21-9 | #كركوك، داقوق | مسلحون على نقطة جيش | قتيلان، بلا جرحى\n"
        "🔹 2-10 | #بغداد، التاجي | صواريخ على القاعدة | بلا قتلى، بلا جرحى\n"
        "🔹 9-10 | #ديالى، خانقين | لغم بجرار | قتيل واحد، جريحان\n"
    )
    assert days(text) == ["2020-09-04", "2020-09-21", "2020-10-02", "2020-10-09"]


def test_names_of_weapons_may_stand_on_the_line_of_their_first_entry() -> None:
    text = (
        "رسالة عن خريف 2020\n\n**العبوات.** في ٧ أيلول انفجرت واحدة بدورية في الرمادي، فقُتل شرطي وجُرح اثنان.\n"
        "في ٢١ أيلول لحقتها أخرى بشاحنة في هيت، لا قتلى وجريح واحد.\n"
        "في ٣ تشرين الأول دورية جيش في بيجي، قتيل وثلاثة جرحى.\n\n"
        "**الصواريخ.** في ١٩ أيلول صاروخان على معسكر التاجي، لا قتلى وجريح واحد.\n"
        "في ١١ تشرين الأول سقط صاروخ على بيوت في سامراء، قتيلان وستة جرحى.\n"
        "في ٣٠ تشرين الأول صاروخ على بلد، لا قتلى ولا جرحى.\n"
    )
    assert [[w["type"] for w in i["weapons"]] for i in read(text)] == [["ied"]] * 3 + [["rocket"]] * 3


def test_english_names_of_weapons_may_stand_on_the_line_of_their_first_entry() -> None:
    text = (
        "A letter about autumn 2020\n\n**Roadside bombs.** On 7 September one hit a patrol, Ramadi; 1 killed, 2 hurt.\n"
        "On 21 September another hit a truck near Hit; nobody killed, one wounded.\n"
        "On 3 October an army patrol in Baiji; one killed, three wounded.\n\n"
        "**Rockets.** On 19 September two at the camp in Taji; no dead, one wounded.\n"
        "On 11 October one on houses in Samarra; two killed, six wounded.\n"
        "On 30 October one at the base in Balad; no casualties.\n"
    )
    assert [[w["type"] for w in i["weapons"]] for i in read(text, "en")] == [["ied"]] * 3 + [["rocket"]] * 3


def test_an_entry_alone_under_its_province_is_one_of_the_list() -> None:
    text = (
        "سجل الخريف 2020\n\n## بغداد\n\n٣ أيلول. مسلحون على دورية شرطة في التاجي، قتيل وجريحان.\n\n"
        "٩ أيلول. عبوة على سيارة في المنصور، لا قتلى وجريح واحد.\n\n"
        "## كربلاء\n\n٢٣ أيلول. قنبلة يدوية على موكب زائرين، لا قتلى، وثلاثة جرحى.\n"
    )
    last = read(text)[-1]
    assert (last["kind"], last["place"]["admin1"], last["when"]["start"]) == ("grenade", "Karbala", "2020-09-23")


@pytest.mark.parametrize(
    ("entry", "kind", "status"),
    [
        ("عبوة أسقطت برجاً في هيت", "remote_explosive_landmine_ied", "occurred"),
        ("عبوات أسقطت عمودين للكهرباء في هيت", "remote_explosive_landmine_ied", "occurred"),
        ("الدفاعات أسقطت طائرة مسيرة فوق هيت", "disrupted_weapons_use", "foiled"),
        ("وجدنا عبوة عند باب مدرسة في هيت وفككناها", "disrupted_weapons_use", "foiled"),
        ("عبوة صوتية على مطعم في هيت، جريحان", "remote_explosive_landmine_ied", "occurred"),
        ("قنبلة صوتية على مطعم في هيت، جريحان", "grenade", "occurred"),
    ],
)
def test_what_an_entry_tells_of(entry: str, kind: str, status: str) -> None:
    text = f"سجل الهجمات\n\n## تشرين الأول 2020\n\n- {entry}\n- عبوة ناسفة على دورية شرطة في الرمادي\n"
    first = read(text)[0]
    assert (first["kind"], first["status"]) == (kind, status)


@pytest.mark.parametrize(
    ("entry", "killed", "wounded"),
    [
        ("عبوة تحت سيارة محام، قُتل صاحب السيارة وجُرح ثلاثة", 1, 3),
        ("عبوة في متجر، قُتل صاحبه وجُرح ثلاثة", 1, 3),
        ("مسلحون هاجموا دكان ذهب وقتلوا صائغين ولم يُجرح أحد", 2, 0),
        ("مسلحون هاجموا سوقاً وقتلوا مختارين وجرحوا نجاراً", 2, 1),
        ("قذيفة هاون على مدرسة: تلميذتان قتيلتان، ستة جرحى", 2, 6),
        ("رصاص على حافلة: قتيلتان وجريحتان", 2, 2),
        ("مسلحون على أختين، كلتاهما قُتلت، ولا جرحى", 2, 0),
        ("عبوة على سيارة أخوين: قُتل أحدهما وجُرح الآخر", 1, 1),
        ("تفجير جسر بعبوة، ما انجرح حدا ولا مات حدا", 0, 0),
        ("تفجير جسر بعبوة، ما مات أحد ولا انصاب", 0, 0),
        ("تفجير جسر بعبوة، محد مات ومحد انجرح", 0, 0),
        ("تفجير جسر بعبوة: 0 و0", 0, 0),
    ],
)
def test_tolls_of_arabic_entries(entry: str, killed: int, wounded: int) -> None:
    assert tolls(entry, "ar") == [(killed, wounded)]


def test_noughts_that_end_an_english_entry() -> None:
    assert tolls("bomb on a bridge near Hit: 0 and 0.") == [(0, 0)]


AFTER = "- قنص جندي في هيت\n"


@pytest.mark.parametrize(
    ("place", "admin1"), [("العظيم", "Diyala"), ("الرشاد", "Kirkuk"), ("الدورة", "Baghdad"), ("الرفاعي", "Dhi Qar")]
)
def test_subdistricts_and_quarters_are_called_by_their_bare_names(place: str, admin1: str) -> None:
    entry = f"- ٣ تشرين الأول؛ {place}؛ عبوة على دورية شرطة؛ قتيل واحد\n"
    assert read(f"سجل الهجمات\n\n## تشرين الأول 2020\n\n{entry}{AFTER}")[0]["place"]["admin1"] == admin1


def test_a_banner_is_no_subdistrict() -> None:
    entry = "- ٣ تشرين الأول؛ عبوة تحت علم على جسر؛ قتيل واحد\n"
    assert read(f"سجل الهجمات\n\n## تشرين الأول 2020\n\n{entry}{AFTER}")[0]["place"] is None


def test_weeks_from_weekday_to_weekday() -> None:
    heading = "**من الأحد 4 تشرين الأول إلى السبت 10 تشرين الأول 2020**"
    found = read(f"سجل الهجمات\n\n{heading}\n\n- عبوة على دورية شرطة في الرمادي\n{AFTER}")
    assert {(i["when"]["start"], i["when"]["end"]) for i in found} == {("2020-10-04", "2020-10-10")}


@pytest.mark.parametrize(("aim", "count"), [("ثلاث شاحنات وقود", 1), ("رتلين للدعم اللوجستي", 2)])
def test_several_trucks_are_hit_by_one_attack_and_two_convoys_by_two(aim: str, count: int) -> None:
    entries = [f"- {day} أيلول 2020: الرمادي، عبوة ناسفة على {aim}، جريح\n" for day in (3, 9, 17)]
    assert [i["count"]["best"] for i in read("هجمات الطريق\n\n" + "".join(entries))] == [count] * 3


@pytest.mark.parametrize(
    "rows",
    [
        "| اليوم | المكان | الهجوم |\n|--|--|--|\n| تشرين الأول 4 | الرمادي، الأنبار | عبوة على دورية شرطة |\n"
        "| تشرين الأول 9 | هيت، الأنبار | قنص جندي |\n",
        "- 04/10 / الرمادي / عبوة على دورية شرطة\n- 09/10 / هيت / قنص جندي\n",
    ],
)
def test_months_before_days_and_days_before_slashes(rows: str) -> None:
    found = read(f"سجل الهجمات، خريف 2020\n\n{rows}")
    assert [i["when"]["start"] for i in found] == ["2020-10-04", "2020-10-09"]


@pytest.mark.parametrize(
    ("entry", "hit"),
    [
        ("عبوة لاصقة تحت سيارة سمكري في حي أور، قتيل", ["civilians"]),
        ("إحراق بيادر حنطة قرب داقوق، بلا ضحايا", ["civilians"]),
        ("قنبلة يدوية على مطبعة في البصرة، جريح", ["business"]),
        ("كاتم صوت، صاحب معرض سيارات، الكوت، قتيل", ["business"]),
        ("سيارة مفخخة أمام مطعم في الكرادة، قتيلان", ["business"]),
        ("قذيفة هاون على دار أيتام في بعقوبة، جريحان", ["infrastructure"]),
        ("عبوتان عند محطة إسالة الماء في بلد، لا إصابات", ["infrastructure"]),
        ("عبوة أمام مديرية الأحوال المدنية في كركوك، ٣ جرحى", ["government_area"]),
        ("مسلحون يختطفون مفتياً من داره في تكريت", ["religious_site"]),
        ("عبوة ناسفة، نقيب المهندسين في ميسان، نجا", ["politician_or_activist"]),
        ("هجوم على حاجز للصحوة في الضلوعية، ٤ قتلى", ["militia"]),
        ("ضربة جوية على كهف في حمرين، ٣ قتلى", ["militia"]),
        ("خطف سائقي شاحنات أتراك قرب بيجي", ["supply_convoy"]),
        ("عبوة على رتل بريطاني في المجر، جريح", ["military_convoy"]),
        ("قنبلة يدوية على منزل ضابط في هيت، لا إصابات", ["neighbourhood"]),
        # Who a verb befell, not who did it.
        ("قناص يقتل شرطياً في الرمادي، قتيل", ["police_or_army"]),
        ("خطف مختار في القيارة، لا قتلى ولا جرحى", ["politician_or_activist"]),
        ("طعن ناشط بسكين في الحلة، جريح", ["politician_or_activist"]),
        ("كمين بالرشاشات لدورية شرطة قرب الإسكندرية، قتيلان", ["police_or_army"]),
        # A town's name holds no trade.
        ("سنجار، عبوة على رعاة أغنام، قتيل", ["civilians"]),
    ],
)
def test_what_an_entry_says_was_hit(entry: str, hit: list[str]) -> None:
    text = (
        "# هجمات\n\n## آذار 2020\n\n- 3 آذار: عبوة ناسفة، دورية شرطة، كركوك، 1 جريح.\n"
        f"- 4 آذار: {entry}.\n- 5 آذار: هاون، معسكر للجيش، بلد، 2 جرحى.\n"
    )
    assert sorted(t["type"] for t in read(text)[1]["targets"]) == sorted(hit)


@pytest.mark.parametrize(
    ("entry", "weapon"),
    [
        ("دار متروكة ملغمة انفجرت بمفرزة للجيش في هيت، قتيلان", "ied"),
        ("التاكسي المفخخ انفجر في طابور البنزين، 4 قتلى", "vehicle_bomb"),
        ("مجهول يرمي قنبلة على بيت طبيب في الكحلاء، لا إصابات", "grenade"),
        ("ثلاث قنابل جوية على وكر في قره جوغ، 3 قتلى", "airstrike"),
        ("تسعة عمال أخذوا على يد مسلحين في اليوسفية", "abduction"),
    ],
)
def test_more_names_of_weapons(entry: str, weapon: str) -> None:
    text = (
        "# هجمات\n\n## آذار 2020\n\n- 3 آذار: عبوة ناسفة، دورية شرطة، كركوك، 1 جريح.\n"
        f"- 4 آذار: {entry}.\n- 5 آذار: هاون، معسكر للجيش، بلد، 2 جرحى.\n"
    )
    assert [w["type"] for w in read(text)[1]["weapons"]][:1] == [weapon]
