"""Tolls that running text tells in other words than a number beside a verb of harm."""

from __future__ import annotations

import pytest
from texts import IRAQ, bounds

from sijill.extract.lines import sentences
from sijill.extract.news.losses import losses
from sijill.extract.news.summing import summed
from sijill.extract.scan import Scan
from sijill.extract.tolls import tolls
from sijill.lang import pack

Bounds = tuple[int, int | None, int | None] | None


def read(text: str, language: str = "en") -> tuple[Bounds, Bounds]:
    scan = Scan(text, pack.load(language), IRAQ, running=True)
    told = [(a, b, losses(scan, a, b, tolls(scan, a, b))) for a, b in sentences(scan, 0, len(text))]
    killed, wounded = (summed(scan, told, of) for of in ("killed", "wounded"))
    return bounds(killed and killed[0]), bounds(wounded and wounded[0])


def exactly(n: int | None) -> Bounds:
    return None if n is None else (n, n, n)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Five smugglers, spotted by a patrol at the ford, were killed.", 5, None),
        ("They killed nine of the attackers. Two of his own men were lost in the fighting.", 11, None),
        ("A desk sergeant and a librarian were cut by splinters.", None, 2),
        ("Fourteen inmates, eight of them under sentence of death, broke out of a police lock-up.", None, None),
        ("Sergeant Omar Khan, aged 31, embraced shahadat.", 1, None),
        ("A mine went off outside the village. Brothers of 9 and 12 died; a cousin lost a hand.", None, 1),
        ("The crowd broke the windows, burning two official cars.", None, None),
        ("On Monday, near the dam, two guards on their way home were stopped and shot by riders.", 2, None),
        ("The judge was killed with two of his guards.", 3, None),
        ("Three officers were killed and four are missing.", 3, None),
        ("The mother was killed, her husband and twin sons injured.", 1, 3),
        ("The blast wounded the stallholder and two of her customers.", None, 3),
        ("It wounded the bride's uncle and three musicians.", None, 4),
        ("Nine tenants, two of them infants, were being treated for smoke.", None, 9),
        ("A night watchman was shot in the leg.", None, 1),
        ("A boy was cut by flying glass.", None, 1),
        ("A man took two bullets in the chest and died.", 1, None),
        ("Sixteen more lay in the district hospital.", None, 16),
        ("Eight soldiers were flown to the capital.", None, 8),
        ("Raiders cut the throats of two millers.", 2, None),
        ("Four sailors did not survive.", 4, None),
        ("A mine took both legs of a surveyor.", None, 1),
        ("At the outpost six of its eight men were killed.", 6, None),
        ("5 IA KIA, 4 IA WIA.", 5, 4),
        ("A score were hurt.", None, 20),
        ("The blast left a guard and two cooks dead.", 3, None),
        ("Shepherd and his daughter wounded by an old device off the road.", None, 2),
        ("Two dead, one wounded who has since died; three killed in total.", 3, 1),
        ("A crowd of some two hundred had beaten him to death.", 1, None),
        ("A bomber rammed a tanker and three guards were wounded.", None, 3),
        ("A three-year-old girl has since died.", 1, None),
        ("Seven were hosed down and treated in the yard and one girl, Rima, did not come round.", 1, 7),
        ("A shell killed a guard and three cars were burned.", 1, None),
        ("A raid killed thirty sheep.", None, None),
        ("A dead buffalo led to the quarrel.", None, None),
        ("Both sides buried their dead.", None, None),
        ("Nobody was so much as scratched.", 0, 0),
        ("Not a soul was hurt.", 0, 0),
        ("There was no loss of life.", 0, None),
        ("An elderly couple were stabbed to death in their flat.", 2, None),
        ("Seven day labourers at a roundabout were mown down.", 7, None),
        ("On our side two volunteers fell on the field of honour.", 2, None),
        ("Medics treated 28 people for breathing trouble.", None, 28),
        ("A club broke the arm of a photographer.", None, 1),
        ("A jeep and two guards were hit by shrapnel.", None, 2),
        ("Five bus conductors were wounded.", None, 5),
        ("The ferry was boarded and no sailor came to harm.", 0, 0),
        ("Her flat was burned and the archive treated for damp.", None, None),
        ("The convoy was wiped out.", None, None),
        ("The hall was not harmed.", None, None),
        ("The mayor was burned to death in his car.", 1, None),
        ("Workers broke the arm of the crane.", None, None),
        ("The mayor got two rounds of applause.", None, None),
        ("The hall was burned; nobody was in it.", None, None),
        ("No house was touched.", None, None),
    ],
)
def test_english_losses(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("ثلاثة من عناصر الدورية نُقلوا إلى المستشفى بجروح.", None, 3),
        ("ونُقل أربعة منهم إلى المستشفى.", None, 4),
        ("أودى لغم أرضي بسائق شاحنة واثنين من ركابها.", 3, None),
        ("لقي القاضي مصرعه مع اثنين من مرافقيه.", 3, None),
        ("فقُتل خمسة عشر جندياً وفُقد سبعة آخرون.", 15, None),
        ("ارتفعت الحصيلة إلى تسعة قتلى بعد وفاة اثنين من المصابين متأثرين بجراحهما.", 9, None),
        ("أصابت الشظايا حارسها بجروح.", None, 1),
        ("وبُترت ساق شقيقه.", None, 1),
        ("وأحصى الأطباء سبعة قتلى، فيما تجاوز عدد الجرحى الثلاثين.", 7, (31, 31, None)),
        ("مخلفاً عشرين قتيلاً من المهاجمين وثلاثة من رجاله.", 23, None),
        ("أجهزت القوة على أربعة مسلحين.", 4, None),
        ("وقال إن رضيعة في شهرها العاشر فارقت الحياة.", 1, None),
        ("سقطت القذيفة في البحر ولم تصب أحداً.", 0, 0),
        ("الانفجار أوقع جثتين مجهولتي الهوية.", 2, None),
        ("قُتل الجنود الثلاثة في الكمين.", 3, None),
        ("قُتل المزارع وولداه.", 3, None),
        ("قضت المحكمة، بحسب المصدر، على ثلاثة متهمين بالسجن.", None, None),
        ("قُتل الجنود الثلاثة عشر.", 13, None),
        ("قُتل يوم الأحد عشرة جنود.", 10, None),
        ("تهيب الوزارة بالمواطنين عدم نشر صور الضحايا.", None, None),
        ("الباعة الثلاثة أسلموا أرواحهم.", 3, None),
        ("مات هو وسائقه واثنان من طلبته.", 4, None),
        ("فقد شرطيان حياتهما ونجا ثالث بكسر في الحوض.", 2, 1),
        ("قضت مفرزة من الجيش، صبيحة اليوم، على ثلاثة إرهابيين.", 3, None),
        ("أُحرق المقهى وجُرح تسعة، ثلاثة منهم بحروق.", None, 9),
        ("وقع الرتل في كمين. KIA: 11. WIA: 6.", 11, 6),
        ("عُثر على اثنين من المهربين ميتَين في الوادي.", None, None),
        ("المركز أُصيب بصاروخ عند العاشرة صباحاً.", None, None),
        ("سقطت القذيفة في الحقل ولا من أصيب.", 0, 0),
        ("لم يُشر المصدر إلى خسائر مدنية.", None, None),
        (
            "ارتفعت حصيلة التفجير الذي ضرب مقهى في بيدوا الأحد إلى ثمانية قتلى و14 جريحاً، بعد وفاة اثنين في المستشفى.",
            8,
            (14, 14, 14),
        ),
        ("قضى تسعة من العمال، وبين القتلى أربعة من الأجانب.", 9, None),
        ("وقال إن جرحى نقلوا إلى قاعدة قريبة من غير أن يحدد عددهم.", None, None),
        ("سقط الصاروخ في باحة السفارة ولم يلحق بالعاملين أي أذى.", 0, (0, 0, 0)),
        ("انفجرت العبوة عند الجسر ولم يُفَد عن إصابات.", None, None),
        ("رشق محتجون على تردي الخدمات المبنى بالحجارة.", None, None),
        ("قتل الجيش صباح اليوم ثلاثة مسلحين.", 3, None),
        ("انفجرت العبوة قرب المطار، ما أسفر عن جرح جنديين على الأقل.", None, (2, 2, None)),
        ("قضى 12 من المسلحين في المعركة، فيما فقدت الشرطة أربعة من أفرادها.", 16, None),
        ("فقدت الشرطة أربعة من آلياتها في الكمين.", None, None),
    ],
)
def test_arabic_losses(text: str, killed: int | None, wounded: int | Bounds) -> None:
    told = wounded if isinstance(wounded, tuple) else exactly(wounded)
    assert read(text, "ar") == (exactly(killed), told)


def test_the_tolls_of_two_sides_are_added() -> None:
    text = "Eleven of the enemy lie dead. One of our soldiers was martyred and three are wounded."
    assert read(text) == ((12, 12, 12), (3, 3, 3))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Officials said 12 people were killed. A doctor said his own list has nineteen.", (12, None, 19)),
        ("The ministry said it had killed six fighters. The group answered that it had lost nobody.", (0, None, 6)),
        ("800+ dead per one agency, 1,300 per tribal elders.", (800, None, 1300)),
        ("The governor put the dead at three, provincial prosecutors at five.", (3, None, 5)),
        (
            "The strike killed eight militants, the army said; a sheikh said the dead were thirteen farmers.",
            (8, None, 13),
        ),
    ],
)
def test_two_sources_bound_a_toll(text: str, killed: Bounds) -> None:
    assert read(text)[0] == killed


def test_an_abbreviation_is_no_name() -> None:
    assert read("A watchman who saw two men climb into a waiting Kia is helping the police.") == (None, None)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed the dean of a nursing college and her gardener in Basra on Monday.", 2),
        ("The driver and two displaced sisters were blown to pieces by a mine near Sinjar on Monday.", 3),
        ("The mukhtar of a hamlet near Rutba and his three sons were found with their throats cut.", 4),
        ("A mine killed a shepherd and his dog near Sinjar on Monday.", 1),
        ("Gunmen killed a judge in Basra and his motorcycle was taken.", 1),
        ("A tank and four soldiers were blown to pieces by a mine near Sinjar on Monday.", 4),
        ("A customs director, his secretary and a tea-boy were killed in Rabia on Monday.", 3),
        ("The van and two soldiers were blown to pieces by a mine near Sinjar on Monday.", 2),
        ("A customs officer was killed when gunmen emptied two magazines into his car in Basra on Monday.", 1),
    ],
)
def test_all_whom_a_list_names_are_counted_and_no_beast_or_thing(text: str, killed: int) -> None:
    assert read(text)[0] == exactly(killed)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("هاجم مسلحون حاجزا فقتلوا أربعة وجرحوا ثلاثة.", 4, 3),
        ("قتل مسلحون أربعة جنود وجرحوا اثنين آخرين.", 4, 2),
        ("هاجموا نقطة فقتلوا شرطيين وأصابوا ثلاثة.", 2, 3),
    ],
)
def test_whom_one_verb_killed_the_next_did_not_wound(text: str, killed: int, wounded: int) -> None:
    assert read(text, "ar") == (exactly(killed), exactly(wounded))


def test_nobody_but_the_driver_is_not_nobody() -> None:
    assert read("لم يجرح أحد غير السائق في انفجار عبوة في الحلة.", "ar")[1] != exactly(0)
    assert read("لم يقتل أحد سوى حارس في انفجار عبوة في الحلة.", "ar")[0] != exactly(0)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # Those who tell of it are none of the hurt.
        ("A shell landed in a yard in Kirkuk, wounding one woman, two policemen said.", None, 1),
        ("A bomb killed two people and wounded four, a police officer and a medic said.", 2, 4),
        ("A bomb killed three soldiers, according to two police officers.", 3, None),
        (
            "Two drones dropped grenades on a post, wounding four soldiers, an officer of the 16th Division said.",
            None,
            4,
        ),
        # Ages.
        ("Gunmen killed a primary school teacher, 45, in front of her house.", 1, None),
        ("Gunmen shot dead a health worker, 28, and a police guard in Kirkuk.", 2, None),
        ("Artillery fire wounded two women, 61 and 70, in Khanaqin.", None, 2),
        # Those who did it.
        ("Six men broke into a shop, shot dead the owner and a customer and escaped.", 2, None),
        ("Three policemen killed two gunmen in Mosul.", 2, None),
        ("She blew herself up at a checkpoint, killing herself and two guards and wounding six.", 3, 6),
        # Who is named with whom.
        ("They killed a member of a government-backed militia, his wife and three sons.", 5, None),
        ("Gunmen killed Ali Hussein, a candidate of a local party, and two of his bodyguards.", 3, None),
        ("A deputy director of the agriculture ministry and his driver were killed.", 2, None),
        ("The strike killed a family of six.", 6, None),
        ("The strike killed one person and wounded another.", 1, 1),
        # Whole and parts.
        ("The death toll from a bomb in a market, 170 km north of Baghdad, has risen to 31 after four died.", 31, None),
        ("Seven houses were hit, and 5 people including a child were killed and 18 wounded.", 5, 18),
        ("The blast injured four people. A rescue official said one was in a critical condition.", None, 4),
        # What else is counted.
        ("Two tankers burned and a driver was killed.", 1, None),
        ("Three passengers escaped and one driver was shot dead.", 1, None),
        ("They killed 17 people and went away, burning dozens of houses.", 17, None),
        ("Ambulances carried the wounded to two hospitals.", None, None),
    ],
)
def test_who_is_among_the_hurt(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("أسفر القصف عن إصابة عشرة أشخاص، نقل أربعة منهم إلى العناية المركزة.", None, 10),
        ("ما أدى إلى سقوط شهيد وجريح.", 1, 1),
        ("ما أسفر عن مقتله مع اثنين من أبنائه وإصابة زوجته.", 3, 1),
        ("قتل موظفان في منظمة إغاثة وسائقهما بانفجار قنبلة.", 3, None),
        ("أصيب قاض في محكمة استئناف نينوى وسائقه بجروح.", None, 2),
        ("أصيب عضو في المجلس المحلي لقضاء هيت واثنان من حراسه بانفجار عبوة.", None, 3),
        ("ما أدى إلى مقتل أحد عناصر الحرس وجرح أربعة آخرين.", 1, 4),
        ("قتل ثلاثة من عناصر الحزب وأصيب رابع في قصف.", 3, 1),
        ("مقتل شخصين وإصابة خمسة في قصف بالمدفعية.", 2, 5),
        ("قتل 14 من مسلحي الجماعة وستة من قوات المقاومة في معارك.", 20, None),
        ("مقتل 11 شخصا بينهم امرأتان وثلاثة أطفال وإصابة 34 آخرين.", 11, 34),
        ("أصيب خمسة مدنيين من عائلتين، وقال الناطق إن طفلا بين الجرحى.", None, 5),
    ],
)
def test_who_is_among_the_hurt_in_arabic(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text, "ar") == (exactly(killed), exactly(wounded))


def test_another_source_gives_another_toll_in_arabic() -> None:
    told = read("أدت إلى استشهاد 23 مدنيا وإصابة 71، بينما أحصت مصادر طبية 26 شهيدا و80 جريحا.", "ar")
    assert told == ((23, None, 26), (71, None, 80))


def test_another_source_gives_another_toll() -> None:
    text = "Police said 15 people were killed and 32 wounded, while a hospital put the toll at 18 dead and 40 wounded."
    assert read(text) == ((15, None, 18), (32, None, 40))


def test_a_pronoun_is_a_whole_word() -> None:
    assert read("Gunmen ended the attack by killing herdsmen near Hit.") == (None, None)
    assert read("The death toll has risen to 31, and 40 were carried to hospitals.") == (exactly(31), exactly(40))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Shelling killed four soldiers, a monitor said. The civil war has killed more than 100,000 people.", 4, None),
        ("A bomb killed eleven people. An earlier police report put the dead at six.", 11, None),
        ("Mortar fire killed 15 villagers, a committee said, raising an earlier toll of nine.", 15, None),
        ("A bomb killed ten guards. The attack was followed by clashes in which five raiders were killed.", 10, None),
        ("Initial reports said two guards were killed.", 2, None),
        ("Violence has killed 12 people in Kirkuk since Monday.", 12, None),
        ("A bomb killed two men. The violence has killed 300 people this year.", 2, None),
        ("Raiders killed a village headman and his son.", 2, None),
        ("A strike killed a commander of the Resistance Units and two of his guards.", 3, None),
        ("They attacked the outpost, killing an unknown number of soldiers.", None, None),
        ("The army said it had no information on civilian deaths.", None, None),
        ("The grenade wounded four civilians. No American soldier was hurt.", None, 4),
        ("The drone fell in a field and caused neither casualties nor damage.", 0, 0),
        ("Two rockets fell near the airport without causing injuries.", None, 0),
        ("Eight marchers suffered from suffocation.", None, 8),
        ("A clerk was killed. His brother, who was with him, was badly wounded.", 1, 1),
        ("The ministry spoke of one martyr and two wounded.", 1, 2),
        ("A security source said that two members of the Federal Police were killed and a third was hurt.", 2, 1),
        ("There were no injuries or fatalities; one lorry was damaged.", 0, 0),
        ("The rockets fell in a field without causing human or material losses.", 0, 0),
        ("Fatalities coded as 0.", 0, None),
        ("No driver died.", 0, None),
        ("The grenade wounded his wife and daughter.", None, 2),
        ("Killing a law-enforcement member and two employees.", 3, None),
        ("The hospital has treated 21 people, seven of whom are in intensive care.", None, 21),
        ("The bodies of four men with bullet wounds were left on a footbridge.", 4, None),
        ("The ministry put its losses at 12 vehicles.", None, None),
        ("Fatalities coded as 4.", 4, None),
        ("There were no British casualties.", None, None),
        ("A missile killed two dockers, he wrote. He revised the figure: his first post spoke of one dead.", 2, None),
        ("Bombers killed 34 and wounded 60, police said, after first reports of 27 dead.", 34, 60),
        ("First reports of 27 dead came in at noon.", 27, None),
        ("A general put the army's dead there at 42.", 42, None),
        ("Four soldiers of the Frontier Corps and 11 militants were killed.", 15, None),
        ("A raid ended with the killing of two men of the tribe and 30 sheep.", 2, None),
    ],
)
def test_whose_toll_it_is(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("وباشرت القوات زيادة عدد النقاط إلى 12.", None, None),
        ("وكانت حصيلة الحملة اعتقال 12 مطلوبا.", None, None),
        ("حصيلة العملية ضبط 12 بندقية.", None, None),
        ("قتل حارس ولحقت أضرار به وبثلاث سيارات.", 1, None),
        ("أصيب 12 من المارة و8 قتلوا.", 8, 12),
        ("سقط خمسة قتلى و18 جريحا في اشتباكات بين قبيلتين.", 5, 18),
        ("أطلقت خمسة صواريخ، سقط ثلاثة منها داخل القاعدة وأصيب متعاقد بجروح طفيفة.", None, 1),
        ("قتلت الطائرة أربعة مسلحين. وأكد البيان عدم إصابة أي مدني.", 4, None),
        ("أدى القصف إلى إصابة 34 شخصا باختناق، ولم يسجل مقتل أحد.", 0, 34),
        ("ووعدت الحكومة بتعويضات قيمتها 300 ألف روبية لكل قتيل.", None, None),
        ("قتل ثمانية أشخاص في التفجير. وأوضح القائد أن الزعيم نجا بينما قتل اثنان من حراسه ضمن الحصيلة.", 8, None),
        ("أفادت القيادة باستشهاد آمر فوج في الجيش وستة من مقاتليه خلال صد هجوم.", 7, None),
        ("انفجرت عبوة بسيارة مزارع وأودت بحياته وحياة اثنين من أبنائه.", 3, None),
        ("اغتال مسلحون مجهولون، الثلاثاء، طبيبا لدى خروجه من عيادته.", 1, None),
        ("ونجم عن ذلك إصابة رجلي أمن حالتهما مستقرة.", None, 2),
        ("ارتفعت حصيلة التفجير إلى 14 قتيلا. وأوضح أن الحصيلة السابقة كانت تشير إلى مقتل تسعة أشخاص.", 14, None),
        ("فأصيب 12 من عناصر شرطة مكافحة الشغب و8 متظاهرين.", None, 20),
        ("ما أدى إلى جرح امرأة وابنتيها.", None, 3),
        ("وعثر على جثتيهما بعد يومين قرب القناة.", 2, None),
        ("أسفر القصف عن مقتل اثنين منهم وإصابة الثالث.", 2, 1),
        ("وسقط سبعة من المهاجمين بين قتيل وأسير.", None, None),
        ("وذكر المصدر بأن مدنيا قتل وأصيب ثلاثة آخرون بانفجار عبوة.", 1, 3),
        ("وقال المحافظ إن امرأة قتلت في قصف مدفعي.", 1, None),
        ("وقال إن مسلحا قتل خمسة من المارة.", 5, None),
        ("قال إن عبوة قتلت في السوق امرأتين.", 2, None),
        ("استهدفت طائرة سيارة كانت تقل عنصرين ما أدى إلى مقتلهما على الفور.", 2, None),
        ("قتل جنديان بانفجار عبوة أدى إلى مقتلهما فورا.", 2, None),
        ("ويرتفع بذلك عدد قتلى التنظيم إلى ثمانية بعد ضربة أودت بثلاثة منهم.", 8, None),
        ("أكدت مقتل جميع أفراد المجموعة وعددهم خمسة.", 5, None),
        ("ضرب حشد غاضب رجلا حتى الموت.", 1, None),
        ("ألقت مسيرة قنبلة قرب مزارعين من دون أن يصابوا بأذى.", 0, 0),
        ("فحصد الهجوم اثنين وعشرين قتيلا.", 22, None),
        ("أصيب ستة، وبعض الجرحى في حال خطرة.", None, 6),
        ("أسفر عن إصابة 11 متظاهرا بحالات اختناق وتوقيف ثلاثة.", None, 11),
        ("فقتلت رجلا وزوجته.", 2, None),
        ("تمكنت مفرزة من القضاء على مسلحين اثنين.", 2, None),
        ("تعهد الوزير بالقضاء على الإرهاب.", None, None),
        ("قصف الطيران أبنية في قطاع 44، قضى فيه اثنا عشر شخصا.", 12, None),
        ("وأكد المتحدث أن أحدا لم يقتل وأن جنديا واحدا أصيب بارتجاج طفيف.", 0, 1),
        ("أدى إلى مقتل ستة من الحراس وجرح ثمانية، وقالت إن أحد مقاتليها اقتحم البوابة.", 6, 8),
    ],
)
def test_whose_toll_it_is_in_arabic(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text, "ar") == (exactly(killed), exactly(wounded))
