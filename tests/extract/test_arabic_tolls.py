"""The dead and the wounded of Arabic text. Every text is written for the tests."""

from __future__ import annotations

import pytest
from texts import IRAQ, bounds

from sijill.extract.scan import Scan
from sijill.extract.tolls import tolls, total
from sijill.lang import pack

Bounds = tuple[int, int | None, int | None] | None
ARABIC = pack.load("ar")


def read(text: str) -> tuple[Bounds, Bounds]:
    stated = tolls(Scan(text, ARABIC, IRAQ), 0, len(text))
    return bounds(total(stated, "killed")), bounds(total(stated, "wounded"))


def exactly(n: int | None) -> Bounds:
    return None if n is None else (n, n, n)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("أسفر عن مقتل ثلاثة جنود وإصابة اثنين آخرين", 3, 2),
        ("أدى إلى استشهاد شرطي وجرح آخر", 1, 1),
        ("قُتل 3 وأصيب 5", 3, 5),
        ("مقتل جندي", 1, None),
        ("سقوط قتيلين وسبعة جرحى", 2, 7),
        ("خلّف 4 قتلى و10 جرحى", 4, 10),
        ("٣ قتلى و١٢ جريحا", 3, 12),
        ("لقي خمسة مصرعهم", 5, None),
        ("لقي خمسة أشخاص مصرعهم", 5, None),
        ("لقي جندي مصرعه", 1, None),
        ("ارتفاع حصيلة التفجير إلى 12 قتيلا و30 جريحا", 12, 30),
        ("بلغت الحصيلة 15 قتيلا و40 جريحا", 15, 40),
        ("عدد القتلى إلى 12 والجرحى إلى 30", 12, 30),
        ("أودى بحياة ثلاثة مدنيين", 3, None),
        ("راح ضحيته 5 أشخاص", 5, None),
        ("مقتل خمسة وعشرين شخصا وإصابة مئة وعشرين", 25, 120),
        ("مقتل أحد عشر عنصرا من الحشد الشعبي", 11, None),
        ("قتل شخص وجرح ثلاثة آخرون", 1, 3),
        ("استشهد جنديان وأصيب أربعة آخرون", 2, 4),
        ("شرطيان اثنان قتلا", 2, None),
        ("إصابة شرطيين اثنين بجروح", None, 2),
        ("مقتل مدنيين اثنين", 2, None),
        ("مقتل جنديين ومدني", 3, None),
        ("مقتل امرأتين وثلاثة أطفال", 5, None),
        ("استشهاد ضابط برتبة نقيب وإصابة اثنين من عناصر الشرطة", 1, 2),
        ("مقتل ثلاثة من عناصر البيشمركة", 3, None),
        ("مقتل قيادي في تنظيم داعش", 1, None),
        ("أصيب أربعة مدنيين بجروح مختلفة", None, 4),
        ("فقتل منتسب وجرح اثنان آخران", 1, 2),
        ("فأصيب بجروح", None, 1),
        ("وأصيبا بجروح", None, 2),
        ("فأردوه قتيلا", 1, None),
        ("فأرداهما قبل أن يقتربا", 2, None),
        ("إن أحد عشر نازحا فارقوا الحياة، وما زال ستة يتلقون العلاج", 11, 6),
        ("إن جنديين قتلا", 2, None),
        ("وإصابة أربعة، ولا شهداء", 0, 4),
        ("ما أدى إلى استشهاده في المكان", 1, None),
    ],
)
def test_numbers_after_and_before_toll_words(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("قتل مسلحون ثلاثة جنود", 3),
        ("قتل مسلحون مجهولون شرطيا", 1),
        ("اغتال مسلحون ناشطا مدنيا", 1),
        ("اغتال مسلحون مجهولون بأسلحة كاتمة للصوت ناشطا مدنيا", 1),
        ("قتلت قوات الأمن ثلاثة إرهابيين", 3),
    ],
)
def test_who_did_it_stands_between_verb_and_victim(text: str, killed: int) -> None:
    assert read(text)[0] == exactly(killed)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("مقتل 7 أشخاص بينهم طفلان وامرأة وإصابة 9", 7, 9),
        ("12 قتيلا بينهم ثلاثة أطفال و20 جريحا", 12, 20),
        ("استشهاد 11 شخصا، بينهم خمسة من الحشد العشائري، وجرح ثمانية", 11, 8),
        ("إصابة 3 آخرين بينهم ضابط", None, 3),
    ],
)
def test_parts_are_not_added_to_the_whole(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("مقتل ما لا يقل عن 12 شخصا", (12, 12, None)),
        ("مقتل خمسة أشخاص على الأقل", (5, 5, None)),
        ("مقتل أكثر من عشرين مدنيا", (21, 21, None)),
        ("مقتل نحو عشرين مدنيا", (20, 20, 20)),
        ("مقتل بين ثلاثة وخمسة أشخاص", (3, None, 5)),
        ("مقتل من 3 إلى 5 جنود", (3, None, 5)),
        ("مقتل عشرات المدنيين", (20, None, None)),
        ("مقتل عدد من المدنيين", (2, None, None)),
        ("مقتل مدنيين", (2, None, None)),
        ("مقتل بضعة جنود", (2, None, None)),
    ],
)
def test_hedged_tolls(text: str, killed: Bounds) -> None:
    assert read(text)[0] == killed


@pytest.mark.parametrize(
    "text",
    [
        "دون خسائر", "دون وقوع إصابات", "لم يسفر الانفجار عن خسائر بشرية", "لا ضحايا", "ولم يوقعا أي إصابات",
        "لم تلحق به خسائر تذكر", "ولم يبلغ عن إصابات بشرية", "دون خسائر مادية أو بشرية", "من دون وقوع قتلى أو جرحى",
        "دون أن يسفر ذلك عن خسائر", "لم يصب أحد بأذى", "ولم يؤد الانفجار إلى أي خسائر", "لم يسجل سقوط ضحايا",
    ],
)  # fmt: skip
def test_nobody_was_hurt(text: str) -> None:
    assert read(text) == ((0, 0, 0), (0, 0, 0))


@pytest.mark.parametrize("text", ["من دون خسائر في الأرواح", "دون سقوط قتلى", "لا خسائر في الأرواح"])
def test_nobody_was_killed(text: str) -> None:
    assert read(text) == ((0, 0, 0), None)


@pytest.mark.parametrize(
    "text",
    [
        "خلف أضرارا مادية", "وقوع خسائر بشرية", "لم ترد أنباء عن خسائر", "دون معرفة حجم الخسائر", "دون خسائر مادية",
        "سقوط قتلى وجرحى", "مقتل وإصابة 12 شخصا", "محاولة اغتيال ناشط", "خططوا لاغتيال محافظ", "خسائر مادية", "خسائر",
        "لم تتبن أي جهة الهجوم",
    ],
)  # fmt: skip
def test_what_states_no_toll(text: str) -> None:
    assert read(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("مقتل مدني", "civilians"), ("مقتل جندي", "army"), ("مقتل شرطي", "police"),
        ("مقتل ثلاثة صحفيين", "journalists"),
        ("مقتل اثنين من عناصر البيشمركة", "kurdish_force"), ("مقتل مقاتل في الحشد العشائري", "tribal_force"),
        ("مقتل عنصر في الحشد الشعبي", "militia"), ("مقتل خمسة إرهابيين", "insurgents"), ("مقتل مهندس", "civilians"),
        ("مقتل متعاقد أمريكي", "contractors"), ("مقتل جنديين أمريكيين", "foreign_troops"), ("مقتل مسعف", "aid_workers"),
        ("مقتل قاض", "officials"),
    ],
)  # fmt: skip
def test_groups_of_victims(text: str, group: str) -> None:
    assert [t.group for t in tolls(Scan(text, ARABIC, IRAQ), 0, len(text))] == [group]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("انفجرت عبوة فاستشهد شرطيان اثنان وجرح ثالث", (2, 2, 2), (1, 1, 1)),
        ("قُتل ضابط ومجندان وأصيب سبعة آخرون", (3, 3, 3), (7, 7, 7)),
        ("ارتفعت حصيلة التفجير إلى 14 قتيلا و30 جريحا، بعد أن كانت أربعة قتلى", (14, 14, 14), (30, 30, 30)),
        ("أسفر القصف عن واحد وثلاثين قتيلا ونيف وأربعين جريحا", (31, 31, 31), (41, None, 49)),
        ("قتل الأب واثنان من أبنائه وجرحت الأم", (3, 3, 3), (1, 1, 1)),
        ("تحدث مصدر عن مقتل عشرين جنديا، فيما قدر آخر العدد بثمانية وعشرين", (20, None, 28), None),
        ("قتل 43 زائرا، فيما قال مصدر طبي إن عدد القتلى بلغ 52", (43, None, 52), None),
        ("قتل ثمانية وأصيب أكثر من 270 برصاص الجنود", (8, 8, 8), (271, 271, None)),
        ("أجلت سيارات الإسعاف ما لا يقل عن تسعة جرحى", None, (9, 9, None)),
        ("سجلت ثماني حالات اختناق", None, (8, 8, 8)),
        ("أصابت المسيرة عاملَين بحروق", None, (2, 2, 2)),
        ("تصاعد الدخان لكن أحدا لم يصب", (0, 0, 0), (0, 0, 0)),
    ],
)
def test_counts_in_words_of_the_press(text: str, killed: Bounds, wounded: Bounds) -> None:
    assert read(text) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "wounded"),
    [("كمين لضابط شرطة، فقُتل وجُرح سائقه", 1), ("رصاص على حارس، قُتل وجُرح 2.", 2), ("عبوة لاصقة، قُتل وأصيب مرافقه", 1)],
)
def test_one_named_before_is_killed_and_another_wounded(text: str, wounded: int) -> None:
    assert read(text) == (exactly(1), exactly(wounded))


def test_several_killed_and_wounded_are_not_told_apart() -> None:
    assert read("قُتل وجُرح 30 شخصا بسيارة مفخخة") == (None, None)


def test_people_named_by_their_trade_in_the_construct_are_counted() -> None:
    assert read("قتل مسلحون ثلاثة صيادي سمك") == (exactly(3), None)
