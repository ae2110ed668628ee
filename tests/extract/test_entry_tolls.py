"""The dead and the wounded of entries of posts, in many authors' words. Every entry is written for the tests."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from texts import IRAQ

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

_AROUND = {
    "en": ("Attacks that were logged\n\n## October 2020\n\n", "\n- IED on police patrol, Ramadi, Anbar\n"),
    "ar": ("سجل الهجمات\n\n## تشرين الأول 2020\n\n", "\n- عبوة ناسفة على دورية شرطة في الرمادي\n"),
}


def read(entries: str, language: str = "en") -> list[tuple[int | None, int | None]]:
    """Killed and wounded of each entry but the last, as the best figure of each."""
    head, tail = _AROUND[language]
    day = datetime.combine(date(2020, 12, 26), time(12), IRAQ.timezone)
    document = Document(f"{head}- {entries}{tail}", language, day)
    told = pipeline.read(document, RulesExtractor(IRAQ))
    incidents = contract.line(document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    incidents.sort(key=lambda i: min(e["start"] for e in i["evidence"] if e["field"] in {"kind", "weapons"}))
    best = [tuple(i[of] and i[of]["best"] for of in ("killed", "wounded")) for i in incidents]
    return best[:-1]


@pytest.mark.parametrize(
    ("entry", "killed", "wounded"),
    [
        ("a pharmacist of our town was shot in his shop and died", 1, None),
        ("magnetic bomb under the van of a plumber, who died", 1, None),
        ("gunmen shot a guard dead with his two sons, three in all", 3, None),
        ("four village grocers shot dead at their stalls", 4, None),
        ("gunmen on a patrol. Three or four killed, two wounded", None, 2),
        ("a barber was shot in his shop and later died of his wounds", 1, None),
        ("lawyer shot on his way home; died in hospital", 1, None),
        ("headman of a village shot at his door; killed", 1, None),
        ("three farmers shot in their field; killed", 3, None),
        ("two men on a motorcycle shot a teacher; killed", 1, None),
        ("sniper shot a guard at a crossing, who died", 1, None),
        ("rockets at a base; dead, nil; injured, five", 0, 5),
        ("rockets at a base; killed, two; wounded, none", 2, 0),
        ("bomb on a police car; dead 2, wounded n/k", 2, None),
        ("bomb on a police car; killed unknown, wounded 3", None, 3),
        ("bomb on a police car; dead 2, wounded nil", 2, 0),
        ("an army convoy lost one soldier to a bomb, and two were wounded", 1, 2),
        ("gunmen raided a post; the post lost four", 4, None),
        ("gunmen raided a post, which lost three, with one wounded", 3, 1),
        ("a bomb on a patrol took the lives of two soldiers and left four hurt", 2, 4),
        ("a headmaster, shot at the school gate: he was killed and a friend wounded (3 October)", 1, 1),
        ("two rockets at the airport; no killed and no hurt", 0, 0),
        ("two rockets at the airport; nobody dead or hurt", 0, 0),
        ("two rockets at the airport. Nil.", 0, 0),
        ("sniper; soldier dead, nobody else hurt", 1, 0),
        ("gunmen took an engineer, who was let go unhurt; nobody else was harmed", 0, 0),
        ("sniper wounded a soldier; nobody else was hurt", None, 1),
        ("sniper; soldier hit in the arm, no one else hurt", None, 1),
        ("bomb on a gas line. Injured 1, a farmer.", None, 1),
        ("bomb on a tractor. Killed 2, a farmer and his son; wounded 3.", 2, 3),
        ("sniper hit a guard [1 killed, 0 wounded]", 1, 0),
        ("gunmen: two soldiers killed; one civilian killed and four wounded", 3, 4),
        ("bomb on a bus (at least 9K, 14W)", 9, 14),
    ],
)
def test_entries_in_english(entry: str, killed: int | None, wounded: int | None) -> None:
    assert read(f"Kirkuk: {entry}") == [(killed, wounded)]


@pytest.mark.parametrize(
    ("entry", "killed", "wounded"),
    [
        ("أطلق مسلحون النار على بائع، فقُتل ولم يُجرح غيره", 1, 0),
        ("لغم في بستان، قُتل فلاح ولم يُصب سواه", 1, 0),
        ("أصيب حارس بهاون ولم يصب غيره", None, 1),
        ("أوقف مسلحون سيارة أجرة وقتلوا راكبين", 2, None),
        ("قتل قناص شرطيين", 2, None),
        ("قتل قناص جنديا", 1, None),
        ("هاجم مسلحون حاجزا فقتلوا اثنين وجرحوا واحدا", 2, 1),
        ("هاجم مسلحون نقطة، قُتل ثلاثة من الصحوة وجُرح اثنان", 3, 2),
        ("عبوة على دورية، مقتل شرطيين وجرح واحد", 2, 1),
        ("أطلق مسلحون النار على قاض فقتلوه وجرحوا ابنه", 1, 1),
        ("أطلق مسلحون النار على صراف فقتلوه وقتلوا أخاه", 2, None),
        ("خطف مسلحون تاجرا ثم قتلوه", 1, None),
        ("فتح مسلحون النار على ناشط وزوجته، قُتل هو وجُرحت هي", 1, 1),
        ("عبوة لاصقة بسيارة شيخ عشيرة، قُتل الشيخ وجُرح ابنه", 1, 1),
        ("عبوة على طريق، لم يُقتل أحد ولم يُجرح", 0, 0),
        ("عبوة على طريق، فلم تقتل أحدا ولم تجرح", 0, 0),
        ("مسلحون يحرقون مزارا - بلا قتلى ولا مصابين", 0, 0),
        ("صاروخ على قاعدة، لا قتيل ولا جريح", 0, 0),
        ("صاروخ على قاعدة، صفر قتلى وجريحان", 0, 2),
        ("صاروخ على قاعدة، القتلى صفر والجرحى 1", 0, 1),
        ("صاروخ على قاعدة، لم ترد أنباء عن قتلى ولا جرحى", None, None),
        ("صاروخ على قاعدة، لا يعرف عدد القتلى ولا الجرحى", None, None),
        ("صاروخ على قاعدة: قتلى: 1، جرحى: غير معروف", 1, None),
        ("مسلحون يغتالون ناشطة بالرصاص. قتيلة واحدة، لا جرحى", 1, 0),
        ("قناص أصاب شرطيا [قتيل واحد، لا جرحى]", 1, 0),
        ("خُطف أربعة من الرعاة ثم قُتلوا بالرصاص، قُتل 4 ولا جرحى", 4, 0),
        ("محاولة اغتيال محام برصاص، أصيب سائقه", None, 1),
        ("قنص، شرطي قتل ولم يصب أحد", 1, 0),
    ],
)
def test_entries_in_arabic(entry: str, killed: int | None, wounded: int | None) -> None:
    ((dead, hurt),) = read(f"الموصل: {entry}", "ar")
    assert (dead, hurt) == (killed, wounded)


@pytest.mark.parametrize("pair", ["[2+1]", "(2+1)", "[2/1]"])
def test_figures_in_brackets_that_end_an_entry(pair: str) -> None:
    assert read(f"gunmen on an army post near Daquq, Kirkuk {pair}") == [(2, 1)]


def test_a_lone_letter_counts_where_others_stand_in_pairs() -> None:
    pairs = "Kirkuk: sniper, guard at a crossing [K1]\n- Kirkuk: mortar on a camp [W2]\n- Kirkuk: car bomb [K1 W2]"
    assert read(pairs) == [(1, None), (None, 2), (1, 2)]


def test_fields_may_end_in_two_bare_figures() -> None:
    rows = "2 Oct; Taji; Baghdad; bomb; patrol; 2; 4\n- 6 Oct; Taji; Baghdad; mortars; homes; 0; 6\n- 9 Oct; Taji; "
    assert read(f"{rows}Baghdad; rockets; camp; 3; 16\n- 10 Oct; Taji; Baghdad; gunfire; post; ?; 1") == [
        (2, 4),
        (0, 6),
        (3, 16),
        (None, 1),
    ]


def test_entries_may_open_with_a_pair() -> None:
    rows = "0/1, 27 Aug, Taji: rockets at a base\n- 2/3, 20 Sep, Taji: stray rocket\n- 4/1, 28 Oct, Taji: gunmen"
    assert read(f"{rows}\n- 0/0, 29 Oct, Taji: bomb on a convoy") == [(0, 1), (2, 3), (4, 1), (0, 0)]


@pytest.mark.parametrize(("cell", "killed", "wounded"), [("n/r / 2", None, 2), ("1 / n/r", 1, None)])
def test_half_of_a_pair_may_be_unknown(cell: str, killed: int | None, wounded: int | None) -> None:
    from texts import line

    head = "| Date | Place | Weapon | Casualties |\n|---|---|---|---|\n"
    (incident,) = line(f"{head}| 3 October | Ramadi, Anbar | IED | {cell} |\n")["incidents"]
    assert tuple(incident[of] and incident[of]["best"] for of in ("killed", "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("entry", "killed", "wounded"),
    [
        ("mine under a grader, operator killed", 1, None),
        ("explosion at a cinema: usher hurt", None, 1),
        ("tax inspector, shot dead at home", 1, None),
        ("a lute maker, killed as he opened his shop", 1, None),
        ("gunmen / a cook / dead / wife wounded", 1, 1),
        ("brewery agent abducted, later found dead", 1, None),
        ("bomb at a gallery, paintings lost, no person hurt", 0, 0),
        ("grenade at a villa, no one was at home", 0, 0),
        ("mortars on a fair ground, nil hurt", 0, 0),
        ("rockets at an excise shed (0/0)", 0, 0),
        ("bomb on a car, one killed, nobody else wounded", 1, 0),
        ("bomb at a farm, bull killed", None, None),
    ],
)
def test_one_person_or_nobody(entry: str, killed: int | None, wounded: int | None) -> None:
    assert read(f"Kirkuk: {entry}") == [(killed, wounded)]


@pytest.mark.parametrize(
    ("entry", "language"),
    [
        ("rocket on a base, Taji; smoke only", "en"),
        ("bomb on a bus, Baghdad; broken windows only", "en"),
        ("mortar on a school, Basra; the caretaker is safe", "en"),
        ("الرمادي، عبوة على دورية، خسائر مادية", "ar"),
        ("الرمادي، عبوة على دورية، تهشم الزجاج فقط", "ar"),
        ("الرمادي، عبوة على دورية، نجا الضابط", "ar"),
    ],
)
def test_what_broke_or_who_is_safe_says_nothing_of_the_others(entry: str, language: str) -> None:
    assert read(entry, language) == [(None, None)]


def test_nobody_killed_says_nothing_of_the_wounded_in_arabic() -> None:
    assert read("الرمادي، عبوة على دورية، لا أحد قتل", "ar") == [(0, None)]


UNKNOWN = {
    "en": (
        "no one said anything of wounded", "of the wounded no count", "how many were wounded nobody says",
        "none of my sources mentions wounded", "no one knows how many were hurt", "wounded: none given",
        "no injuries figure", "no report says whether anyone was hurt", "nothing on wounded", "wounded not stated",
        "nobody counted the wounded", "zero word on the injured",
    ),
    "ar": (
        "ولم يحص أحد الجرحى", "أما الجرحى فلا رقم لهم", "ولا خبر عن الجرحى", "ولم يصلني عدد الجرحى",
        "ولا أدري كم أصيب", "ولا أحد يعرف كم جرح", "من دون أن يذكر أحد الجرحى", "ولا معلومات عن إصابات",
        "والجرحى بلا عدد",
    ),
}  # fmt: skip
ENTRY = {
    "en": "3 October, Hit, Anbar: bomb on a bus, 3 dead; {}.",
    "ar": "3 تشرين الأول، هيت: عبوة على حافلة، ثلاثة قتلى، {}.",
}
NEWS = {
    "en": "A roadside bomb killed three policemen in Hit on Saturday; {}.",
    "ar": "قتل ثلاثة من الشرطة بانفجار عبوة ناسفة في هيت يوم السبت، {}.",
}


@pytest.mark.parametrize(("language", "unknown"), [(code, told) for code, each in UNKNOWN.items() for told in each])
def test_wounded_of_whom_nobody_says_how_many_are_unknown(language: str, unknown: str) -> None:
    assert read(ENTRY[language].format(unknown), language) == [(3, None)]
    day = datetime.combine(date(2020, 10, 6), time(12), IRAQ.timezone)
    told = pipeline.read(Document(NEWS[language].format(unknown), language, day), RulesExtractor(IRAQ))
    incidents = contract.line(told.document, told.reports, text_is_input=True)["incidents"]
    assert [one["killed"]["best"] for one in incidents] == [3]
    assert [one["wounded"] for one in incidents] == [None]


def test_nobody_besides_him_was_hurt() -> None:
    told = "3 October, Hit, Anbar: a teacher shot outside his school. Dead; nobody besides him was hurt."
    assert read(told) == [(1, 0)]
    assert read("3 October, Hit, Anbar: mortars round a school. Not a scratch on anyone.") == [(0, 0)]
