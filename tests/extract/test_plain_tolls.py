"""Tolls as wire reports tell them, in plain words: what comes on top, what replaces, what is of other times or people."""

from __future__ import annotations

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor

Toll = tuple[int, int | None, int | None] | None

_ENGLISH: list[tuple[str, Toll, Toll]] = [
    ("A bomb hit a bus in Kut on Sunday, wounding five people, two of whom later died.", (2, 2, 2), (3, 3, 3)),
    ("A bomb wounded five people in Kut on Sunday; one later died in hospital.", (1, 1, 1), (4, 4, 4)),
    (
        "A car bomb in Kut killed at least 12 people, including three children, and wounded 30 others on Sunday.",
        (12, 12, None),
        (30, 30, 30),
    ),
    (
        "A car bomb in Kut on Sunday killed 12 people and wounded 30, among them three children.",
        (12, 12, 12),
        (30, 30, 30),
    ),
    (
        "A car bomb went off in Kut on Sunday. Four bodies were recovered and nine people were taken to hospital.",
        (4, 4, 4),
        (9, 9, 9),
    ),
    ("The death toll from Sunday's car bomb in Kut rose from 12 to 17, officials said.", (17, 17, 17), None),
    (
        "Sunday's attack on a police station in Kut left 5 dead, among them 2 policemen, and 14 injured, 4 of them critically.",
        (5, 5, 5),
        (14, 14, 14),
    ),
    ("A suicide bomber struck a checkpoint in Kut on Sunday, killing himself and three soldiers.", (4, 4, 4), None),
    (
        "Gunmen attacked an outpost near Kut on Sunday, killing three soldiers and injuring seven, including an officer. One of the attackers was also killed.",
        (4, 4, 4),
        (7, 7, 7),
    ),
    (
        "Two militants and a soldier were killed and four soldiers were wounded in a clash near Kut on Sunday.",
        (3, 3, 3),
        (4, 4, 4),
    ),
    (
        "A bomb exploded at a market in Kut on Sunday. No one was killed but three people were hurt.",
        (0, 0, 0),
        (3, 3, 3),
    ),
    ("Gunmen shot dead a man, his wife and their two children in Kut on Sunday.", (4, 4, 4), None),
    ("A mortar shell killed a mother and her three daughters in Kut on Sunday.", (4, 4, 4), None),
    ("A roadside bomb killed five members of one family in Kut on Sunday.", (5, 5, 5), None),
    ("Rockets fell near the base at Kut on Sunday, causing neither casualties nor damage.", (0, 0, 0), (0, 0, 0)),
    ("Gunmen killed two brothers and wounded a third in Kut on Sunday.", (2, 2, 2), (1, 1, 1)),
    ("One person was killed and another wounded when a bomb went off in Kut on Sunday.", (1, 1, 1), (1, 1, 1)),
    ("A dozen people were killed and two dozen wounded by a car bomb in Kut on Sunday.", (12, 12, 12), (24, 24, 24)),
    ("Between 15 and 20 people were killed by a car bomb in Kut on Sunday.", (15, None, 20), None),
    (
        "A car bomb hit a market in Kut on Sunday. Hospital officials said they had received 23 bodies and 41 wounded.",
        (23, 23, 23),
        (41, 41, 41),
    ),
    ("A bomb hit a minibus in Kut on Sunday. All eight passengers were killed.", (8, 8, 8), None),
    ("A roadside bomb killed the governor of Kut and two of his guards on Sunday.", (3, 3, 3), None),
    ("Rockets hit a base near Kut on Sunday. Two soldiers suffered light injuries.", None, (2, 2, 2)),
    ("Troops lost seven men in an ambush near Kut on Sunday.", (7, 7, 7), None),
    ("Gunmen killed seven of the twelve hostages they were holding near Kut on Sunday.", (7, 7, 7), None),
    (
        "A bomb killed one soldier and wounded three near Kut on Sunday. Hours later a second soldier died of his wounds.",
        (2, 2, 2),
        (2, 2, 2),
    ),
    (
        "A policeman who was wounded in Sunday's bombing in Kut, which killed two of his colleagues, died on Monday.",
        (3, 3, 3),
        None,
    ),
    (
        "A bomb in Kut on Sunday killed six people, police said. A hospital source put the number of dead at nine.",
        (6, None, 9),
        None,
    ),
    (
        "Gunmen opened fire on a wedding in Kut on Sunday, killing the bride's father and two guests and injuring the groom.",
        (3, 3, 3),
        (1, 1, 1),
    ),
    (
        "Three policemen, two soldiers and a passer-by were killed by a car bomb in Kut on Sunday; 11 people, most of them civilians, were injured.",
        (6, 6, 6),
        (11, 11, 11),
    ),
    ("A blast in Kut on Sunday killed a pregnant woman and hurt her two sons, aged 4 and 7.", (1, 1, 1), (2, 2, 2)),
    ("Sunday's blast in Kut killed scores of people and wounded hundreds.", (40, None, None), (200, None, None)),
    (
        "A bomb in Kut on Sunday killed two people and wounded another 14, three of them seriously. Five houses were damaged.",
        (2, 2, 2),
        (14, 14, 14),
    ),
    ("Gunmen killed a trader in Kut on Sunday and wounded his son, who died in hospital.", (2, 2, 2), None),
    (
        "Rockets hit a base near Kut on Sunday. The army said one soldier was killed, while a militia spokesman said five had died.",
        (1, None, 5),
        None,
    ),
    ("A blast in Kut on Sunday killed three soldiers. The Islamic State said it had killed 20.", (3, None, 20), None),
    (
        "A roadside bomb hit a patrol near Kut on Sunday, killing one soldier and wounding two, one of them critically.",
        (1, 1, 1),
        (2, 2, 2),
    ),
    (
        "Gunmen on Sunday ambushed a convoy near Kut, killing its commander, Colonel Ali Hussein, and four of his men.",
        (5, 5, 5),
        None,
    ),
    ("Gunmen killed Sheikh Hamid al-Dulaimi and his brother in Kut on Sunday.", (2, 2, 2), None),
    ("A car bomb near Kut on Sunday killed Lieutenant Ahmed Salih, two policemen and a child.", (4, 4, 4), None),
    (
        "A mortar attack on a village near Kut on Sunday killed one and injured four, all from one family.",
        (1, 1, 1),
        (4, 4, 4),
    ),
    ("The bodies of four men, shot in the head, were found near Kut on Sunday.", (4, 4, 4), None),
    ("Police found six bodies with gunshot wounds near Kut on Sunday.", (6, 6, 6), None),
    ("A suicide bomber killed six recruits in Kut on Sunday; a further 20 were hurt.", (6, 6, 6), (20, 20, 20)),
    (
        "Six people died and 20 were hurt when a suicide bomber struck in Kut on Sunday. Most of the casualties were recruits.",
        (6, 6, 6),
        (20, 20, 20),
    ),
    ("Sunday's suicide bombing in Kut has now claimed 31 lives, the health ministry said.", (31, 31, 31), None),
    (
        "A bomb in Kut on Sunday killed five people, raising to 60 the number killed in the city this month.",
        (5, 5, 5),
        None,
    ),
    ("A bomb in Kut on Sunday killed five people. More than 200 have died in such attacks this year.", (5, 5, 5), None),
    (
        "A bomb in Kut on Sunday killed five people, the deadliest attack there since 40 died in a bombing in March.",
        (5, 5, 5),
        None,
    ),
    (
        "Four soldiers were killed and five wounded in Kut on Sunday, while seven militants died.",
        (11, 11, 11),
        (5, 5, 5),
    ),
    ("Air strikes near Kut on Sunday killed at least 20 militants, including two leaders.", (20, 20, None), None),
    ("A drone strike near Kut on Sunday killed two commanders of a militia and their driver.", (3, 3, 3), None),
    ("Two bombs exploded in Kut on Sunday, killing three and wounding 12 in all.", (3, 3, 3), (12, 12, 12)),
    ("The first bomb killed three people in Kut on Sunday and the second wounded seven.", (3, 3, 3), (7, 7, 7)),
    ("A bomb killed a girl of six and hurt her 12-year-old brother in Kut on Sunday.", (1, 1, 1), (1, 1, 1)),
    ("A bomb wounded the mayor of Kut, Salim Jabr, 45, and killed his driver on Sunday.", (1, 1, 1), (1, 1, 1)),
    (
        "Nobody claimed the bombing that killed 8 and left more than 30 injured in Kut on Sunday.",
        (8, 8, 8),
        (31, 31, None),
    ),
    (
        "Some 15 people were killed and about 40 others injured in Kut on Sunday by a car bomb.",
        (15, 15, 15),
        (40, 40, 40),
    ),
    ("A bomb in Kut on Sunday killed a man and two women, and three children are in hospital.", (3, 3, 3), (3, 3, 3)),
    ("A bomb hit a police bus in Kut on Sunday: 3 KIA, 7 WIA.", (3, 3, 3), (7, 7, 7)),
    ("A bomb in Kut on Sunday claimed the lives of a father and son.", (2, 2, 2), None),
    ("Unknown gunmen shot and wounded a judge in Kut on Sunday and killed two of his guards.", (2, 2, 2), (1, 1, 1)),
    ("An off-duty policeman, his wife and a neighbour were shot dead in Kut on Sunday.", (3, 3, 3), None),
    ("A grenade thrown into a house in Kut on Sunday injured a couple and their baby.", None, (3, 3, 3)),
    ("Eleven soldiers were killed or wounded in Kut on Sunday by a car bomb.", None, None),
    ("A bomb in Kut on Sunday caused 11 casualties.", None, None),
    (
        "Gunmen burst into a cafe in Baquba on Saturday, killing six people. Two of the wounded died on the way to hospital, taking the toll to eight.",
        (8, 8, 8),
        None,
    ),
    (
        "A bomb killed four people in Kut on Saturday. Three of the wounded died in hospital, bringing the death toll to seven.",
        (7, 7, 7),
        None,
    ),
    (
        "A car bomb killed nine people in Kut on Friday. Two more died of their wounds overnight, raising the toll to 11.",
        (11, 11, 11),
        None,
    ),
    (
        "A bomb killed four people and wounded nine in Kut on Saturday. Two of the wounded later died.",
        (6, 6, 6),
        (7, 7, 7),
    ),
    (
        "A mortar bomb killed four civilians in Mosul on Tuesday. In another district a family of five died when their house fell in after heavy rain.",
        (4, 4, 4),
        None,
    ),
    (
        "Gunmen attacked an army post near Kut on Sunday, killing nine soldiers. The army did not say how many of its men were wounded.",
        (9, 9, 9),
        None,
    ),
    (
        "Troops retook a hill near Kut on Sunday. Officers say 25 fighters died and give no losses of their own.",
        (25, 25, 25),
        None,
    ),
    (
        "Guards shot dead a suicide bomber on Sunday before he could reach the police station in Kut; nobody else was hurt.",
        (1, 1, 1),
        (0, 0, 0),
    ),
    (
        "Fighters overran a district centre near Kut on Sunday. Officials report nine police killed, the insurgents twenty.",
        (9, None, 20),
        None,
    ),
    (
        "The division retook two villages near Kut on Sunday, killing an estimated 15 to 20 militants.",
        (15, None, 20),
        None,
    ),
    (
        "Artillery shells hit pastures near Kut on Sunday, killing a 12-year-old herder and injuring his uncle, the mayor of the town said.",
        (1, 1, 1),
        (1, 1, 1),
    ),
    (
        "Marines and gunmen exchanged fire near Kut on Sunday, leaving five gunmen and a marine dead, the navy said.",
        (6, 6, 6),
        None,
    ),
    (
        "A mine exploded under a motorcycle near Kut on Sunday. Rider, a farmer in his fifties, killed; his daughter, who sat behind him, lost a foot.",
        (1, 1, 1),
        (1, 1, 1),
    ),
    ("An explosion hit the central market of Kut on Sunday. No word yet on whether anyone has been hurt.", None, None),
    (
        "A missile hit a villa in Kut on Sunday, killing a man, his 11-month-old daughter and two guests.",
        (4, 4, 4),
        None,
    ),
    (
        "A family of five - a couple and their three young children - perished when a mortar round fell on their home in Kut on Sunday.",
        (5, 5, 5),
        None,
    ),
    (
        "A car bomb exploded beneath a journalist's car in Kut on Sunday. Rashid Jabbar was killed instantly; his wife is in a critical condition.",
        (1, 1, 1),
        (1, 1, 1),
    ),
    ("The bodies of six herders, their hands tied, turned up in a dry riverbed near Kut on Sunday.", (6, 6, 6), None),
    (
        "A gunman fired at passers-by in Kut on Sunday, killing a tourist and wounding seven other people before a police officer shot him dead.",
        (2, 2, 2),
        (7, 7, 7),
    ),
    (
        "Gunmen attacked the mayor's car in Kut on Sunday. His son, who was driving, took four bullets and died at the scene.",
        (1, 1, 1),
        None,
    ),
    (
        "The number killed in Sunday's car bomb in Kut rose from 41 to 58, and that of the wounded stands at 133.",
        (58, 58, 58),
        (133, 133, 133),
    ),
    (
        'A suicide bomber struck a gathering in Kut on Sunday. "I counted forty-six dead and over a hundred and fifty injured," a medic said.',
        (46, 46, 46),
        (151, 151, None),
    ),
    (
        "Soldiers shelled a suburb of Kut on Sunday. A clinic had taken in 15 wounded by noon but its medics could not say how many had been killed.",
        None,
        (15, 15, 15),
    ),
    ("A grenade exploded on a street in Kut on Sunday, where three women suffered splinter wounds.", None, (3, 3, 3)),
    (
        "Two militants attacked a factory in Kut on Sunday. Five people were killed and 22 wounded, the minister said, adding that both terrorists have been killed.",
        (7, 7, 7),
        (22, 22, 22),
    ),
    (
        "Gunmen raided a school near Kut on Sunday, killing 26 students in their dormitories, a guard and three villagers.",
        (30, 30, 30),
        None,
    ),
    (
        "Shots were fired at an ambassador in Kut on Sunday, but he was unharmed; a bodyguard is in hospital with bullet wounds.",
        None,
        (1, 1, 1),
    ),
    (
        "A shell burst in the yard of a school in Kut on Sunday. Twenty-eight pupils and two teachers were inside the building; none of them came to harm.",
        (0, 0, 0),
        (0, 0, 0),
    ),
    (
        "Fighters attacked a police post near Kut on Sunday. Two officers, a captain and a warrant officer, were killed, three policemen were wounded and one is missing.",
        (2, 2, 2),
        (3, 3, 3),
    ),
    ("Gunmen killed six Belgian aid workers, their guide and their driver near Kut on Sunday.", (8, 8, 8), None),
    (
        "Five soldiers were killed, and as many were injured, when militants fired on two army trucks near Kut on Sunday.",
        (5, 5, 5),
        (5, 5, 5),
    ),
    (
        "A grenade was rolled into a bar in Kut on Sunday. Four people are dead, according to a waitress, whereas the mayor admits to two; both mention seven injured.",
        (2, None, 4),
        (7, 7, 7),
    ),
    ("A strike on a market in Kut on Sunday: dead 18, wounded 59 (25 in hospital).", (18, 18, 18), (59, 59, 59)),
    (
        "A bicycle bomb in a bazaar in Kut sent four to the morgue and a dozen to the wards on Sunday.",
        (4, 4, 4),
        (12, 12, 12),
    ),
    (
        "Warplanes bombed two positions near Kut on Sunday, killing 13 militants, the Iraqi military said.",
        (13, 13, 13),
        None,
    ),
    (
        "Rebels fired four rockets at a depot in Kut on Sunday. The count was three dead and 27 wounded, not counting two guards killed in the same hour elsewhere.",
        (3, 3, 3),
        (27, 27, 27),
    ),
    (
        "Rockets hit the main square of Kut on Sunday. The police reported four dead and nine wounded, while the hospital counted six dead and nine wounded.",
        (4, None, 6),
        (9, 9, 9),
    ),
    ("Mortar shells crashed into the main market of Kut on Sunday, killing ten people.", (10, 10, 10), None),
    (
        "A bomb hidden beside a football pitch in Kut killed five players of a village tournament on Sunday.",
        (5, 5, 5),
        None,
    ),
]
_ARABIC: list[tuple[str, Toll, Toll]] = [
    ("انفجرت عبوة ناسفة بحافلة في الكوت الأحد فأصيب خمسة أشخاص توفي اثنان منهم لاحقاً.", (2, 2, 2), (3, 3, 3)),
    (
        "انفجرت سيارة مفخخة في الكوت الأحد فقتل ما لا يقل عن 12 شخصاً بينهم ثلاثة أطفال وأصيب 30 آخرون.",
        (12, 12, None),
        (30, 30, 30),
    ),
    ("ارتفعت حصيلة انفجار السيارة المفخخة في الكوت أمس من 12 إلى 17 قتيلاً.", (17, 17, 17), None),
    ("فجر انتحاري نفسه عند نقطة تفتيش في الكوت الأحد فقتل ثلاثة جنود وأصيب سبعة بينهم ضابط.", (3, 3, 3), (7, 7, 7)),
    ("قتل رجل وزوجته وطفلاهما برصاص مسلحين في الكوت الأحد.", (4, 4, 4), None),
    ("قتلت أم وبناتها الثلاث بسقوط قذيفة هاون في الكوت الأحد.", (4, 4, 4), None),
    ("سقطت صواريخ قرب القاعدة في الكوت الأحد دون خسائر بشرية أو مادية.", (0, 0, 0), (0, 0, 0)),
    ("قتل شقيقان وأصيب ثالث بهجوم مسلح في الكوت الأحد.", (2, 2, 2), (1, 1, 1)),
    ("قتل شخص وأصيب آخر بانفجار عبوة في الكوت الأحد.", (1, 1, 1), (1, 1, 1)),
    (
        "انفجرت سيارة مفخخة في سوق بالكوت الأحد. وقال مصدر طبي إن المستشفى استقبل 23 جثة و41 جريحاً.",
        (23, 23, 23),
        (41, 41, 41),
    ),
    ("انفجرت عبوة بحافلة صغيرة في الكوت الأحد وقتل ركابها الثمانية جميعاً.", (8, 8, 8), None),
    ("قتل المحافظ واثنان من حراسه بعبوة ناسفة في الكوت الأحد.", (3, 3, 3), None),
    (
        "قتل ثلاثة من الشرطة وجنديان ومدني بانفجار سيارة مفخخة في الكوت الأحد، وأصيب 11 شخصاً معظمهم مدنيون.",
        (6, 6, 6),
        (11, 11, 11),
    ),
    ("قتل جندي وأصيب ثلاثة بعبوة قرب الكوت الأحد. وبعد ساعات توفي جندي ثان متأثراً بجراحه.", (2, 2, 2), (2, 2, 2)),
    (
        "انفجرت عبوة في الكوت الأحد فقتلت ستة أشخاص بحسب الشرطة، فيما قال مصدر طبي إن عدد القتلى تسعة.",
        (6, None, 9),
        None,
    ),
    ("قتلت امرأة حامل وأصيب ولداها بانفجار في الكوت الأحد.", (1, 1, 1), (2, 2, 2)),
    ("قتل تاجر وأصيب نجله الذي فارق الحياة في المستشفى بهجوم مسلح في الكوت الأحد.", (2, 2, 2), None),
    ("انفجرت سيارتان مفخختان في الكوت الأحد فقتل العشرات وأصيب المئات.", (20, None, None), (200, None, None)),
    ("سقط خمسة قتلى و14 جريحاً بينهم أربعة بحال الخطر بهجوم على مركز للشرطة في الكوت الأحد.", (5, 5, 5), (14, 14, 14)),
    ("انفجرت عبوة في سوق بالكوت الأحد ولم يسقط قتلى لكن ثلاثة أشخاص أصيبوا.", (0, 0, 0), (3, 3, 3)),
    ("توفي شرطي كان أصيب في تفجير الأحد في الكوت الذي أسفر عن مقتل اثنين من زملائه.", (3, 3, 3), None),
    ("قتل العقيد علي حسين وأربعة من مرافقيه بكمين قرب الكوت الأحد.", (5, 5, 5), None),
    ("عثرت الشرطة على ست جثث تحمل آثار طلقات نارية قرب الكوت الأحد.", (6, 6, 6), None),
    ("قتل خمسة أشخاص بانفجار عبوة في الكوت الأحد، ليرتفع عدد قتلى المدينة هذا الشهر إلى 60.", (5, 5, 5), None),
    ("قتل أربعة جنود وأصيب خمسة في الكوت الأحد فيما قتل سبعة من المسلحين.", (11, 11, 11), (5, 5, 5)),
    ("أسفر انفجار سيارة مفخخة في الكوت الأحد عن سقوط 15 قتيلاً ونحو 40 جريحاً.", (15, 15, 15), (40, 40, 40)),
    ("أودى انفجار سيارة مفخخة في الكوت الأحد بحياة 31 شخصاً على الأقل.", (31, 31, None), None),
    ("أصيب قائممقام الكوت وقتل سائقه بانفجار عبوة الأحد.", (1, 1, 1), (1, 1, 1)),
    ("قتل جنديان وجرح أربعة آخرون أحدهم بحالة حرجة بانفجار عبوة قرب الكوت الأحد.", (2, 2, 2), (4, 4, 4)),
    ("لقي ثلاثة مدنيين مصرعهم وأصيب ما بين 10 و15 بقصف قرب الكوت الأحد.", (3, 3, 3), (10, None, 15)),
    ("استشهد أب وابنه بانفجار لغم قرب الكوت الأحد.", (2, 2, 2), None),
    ("قتل تسعة أشخاص وأصيب العشرات بجروح بتفجير انتحاري في الكوت الأحد.", (9, 9, 9), (20, None, None)),
    ("قتل سبعة من عائلة واحدة بينهم ثلاثة أطفال بقصف على منزل قرب الكوت الأحد.", (7, 7, 7), None),
    (
        "أعلن الجيش مقتل جندي وإصابة اثنين في الكوت الأحد، بينما قال تنظيم الدولة إنه قتل عشرين جندياً.",
        (1, None, 20),
        (2, 2, 2),
    ),
    ("قتل قاض وأصيب اثنان من أفراد حمايته في الكوت الأحد برصاص مسلحين.", (1, 1, 1), (2, 2, 2)),
    ("سقط صاروخان على قاعدة قرب الكوت الأحد وأصيب ثلاثة جنود بجروح طفيفة.", None, (3, 3, 3)),
    ("قتلت طفلة وأصيب شقيقها بانفجار مخلفات حربية قرب الكوت الأحد.", (1, 1, 1), (1, 1, 1)),
    ("قتل ما يقارب 20 مسلحاً بضربة جوية قرب الكوت الأحد.", (20, 20, 20), None),
    ("هاجم مسلحون نقطة تفتيش قرب الكوت الأحد ما أسفر عن مقتل كل من فيها وعددهم ستة.", (6, 6, 6), None),
    (
        "اقتحم مسلحون مقهى في بعقوبة السبت فقتلوا ستة أشخاص. وتوفي اثنان من الجرحى في الطريق إلى المستشفى لترتفع الحصيلة إلى ثمانية.",
        (8, 8, 8),
        None,
    ),
    (
        "انفجرت عبوة ناسفة في الكوت السبت فقتلت أربعة أشخاص. وفارق ثلاثة من الجرحى الحياة في المستشفى، ما رفع عدد القتلى إلى سبعة.",
        (7, 7, 7),
        None,
    ),
    (
        "انفجرت سيارة مفخخة في الحلة الجمعة فقتلت تسعة أشخاص وأصابت 12. وتوفي أحد الجرحى ليلاً.",
        (10, 10, 10),
        (11, 11, 11),
    ),
    (
        "سقطت قذيفة هاون في الموصل الثلاثاء فقتلت أربعة مدنيين. وفي حي آخر توفي خمسة أفراد من عائلة واحدة بانهيار منزلهم إثر أمطار غزيرة.",
        (4, 4, 4),
        None,
    ),
    (
        "قُتل سبعة أشخاص على الأقل وأصيب نحو عشرين آخرين بتفجير انتحاري في الكوت الأحد. وأعلن التنظيم مسؤوليته، مدعياً أن جميع القتلى من ضباط الاستخبارات.",
        (7, 7, None),
        (20, 20, 20),
    ),
    ("استهدفت طائرة مسيّرة سيارة قرب الكوت الأحد، ما أدى إلى استشهاد سائقها، وهو صاحب مشغل للألمنيوم.", (1, 1, 1), None),
    (
        "أكد مصدر طبي في الكوت استقبال جثتي متظاهرين اثنين و31 جريحاً، سقطوا الأحد حين فتحت قوات الأمن النار على محتجين.",
        (2, 2, 2),
        (31, 31, 31),
    ),
    (
        "أصيب ثمانية من المقاتلين بقذائف هاون قرب الكوت الأحد، وقال طبيب إن أياً منهم لم يفارق الحياة.",
        (0, 0, 0),
        (8, 8, 8),
    ),
    ("رمى مجهولون رمانة يدوية على دار طبيب وسط الكوت الأحد، ما ألحق أضراراً مادية فقط.", (0, 0, 0), (0, 0, 0)),
    ("ألقى مجهولون رمانة يدوية على دار طبيب وسط الكوت الأحد من دون وقوع إصابات.", None, (0, 0, 0)),
    (
        "فجر انتحاري حزاماً ناسفاً في الكوت الأحد مما أسفر عن مقتل 14 شخصاً وإصابة 31، في حين قدر مصدر بالمستشفى عدد القتلى بسبعة عشر.",
        (14, None, 17),
        (31, 31, 31),
    ),
    (
        "انفجرت سيارة ملغومة في الكوت الأحد، وقالت الشرطة إن ستة أشخاص قتلوا في حين تحدث مدير خدمة إسعاف عن نقل تسع جثث من المكان.",
        (6, None, 9),
        None,
    ),
    ("استهدفت طائرة مسيّرة سيارة مدنية قرب الكوت الأحد، فأودت بحياة راكبيها.", (2, 2, 2), None),
    (
        "خطف مجهولون قيادياً من أمام منزله في الكوت الأحد، قبل أن يعثر الأهالي صباح أمس على جثته مكبّلة اليدين.",
        (1, 1, 1),
        None,
    ),
    (
        "أحبطت الحماية هجوماً انتحارياً في الكوت الأحد، بعدما أطلق الحراس النار على رجل يرتدي حزاماً ناسفاً، فسقط قتيلاً قبل أن يتمكن من تفجير نفسه.",
        (1, 1, 1),
        None,
    ),
    (
        "انفجر مقذوف حربي الأحد بثلاثة أطفال كانوا يجمعون الخردة قرب الكوت، فتوفي أحدهم وجُرح الآخران.",
        (1, 1, 1),
        (2, 2, 2),
    ),
    ("استعادت قوات الجيش الأحد قرية قرب الكوت بعد أن قضت على آخر تجمعات المجموعات الإرهابية المسلحة فيها.", None, None),
    ("اقتحم مسلحون منزل مختار في الكوت الأحد وقتلوه بالرصاص هو واثنين من أبنائه.", (3, 3, 3), None),
    (
        "استشهد القاضي نوري الدوري واثنان من حراسه بعبوة ناسفة في الكوت الأحد وهو متوجه إلى محكمة الاستئناف.",
        (3, 3, 3),
        None,
    ),
    (
        "قتلت مسيّرة خمسة عناصر قرب الكوت الأحد، بينما قال مصدر طبي إن المستشفى تسلم سبعة قتلى وتسعة جرحى.",
        (5, None, 7),
        (9, 9, 9),
    ),
    (
        "توعد فصيل مسلح بقتل مئة جندي، وبعد ساعات أطلق صاروخين الأحد على قاعدة قرب الكوت لم يسفرا عن أي خسائر بشرية.",
        (0, 0, 0),
        (0, 0, 0),
    ),
    ("هاجم مسلحون نقطة تفتيش قرب الكوت الأحد، ما أدى إلى مقتل سبعة جنود وإصابة مثلهم.", (7, 7, 7), (7, 7, 7)),
    (
        "قتل مدني وأصيب ستة عشر آخرون بقصف على الكوت الأحد، وأعلن المحافظ أن اثنين من المصابين توفيا ليلاً.",
        (3, 3, 3),
        (14, 14, 14),
    ),
    ("ارتفع إلى 9 عدد ضحايا تفجير المقهى في الكوت الأحد بعد العثور على جثتين تحت الركام.", (9, 9, 9), None),
    ("أصيبت مواطنة برصاص قناص قرب الكوت الأحد، وتوفيت فور وصولها إلى المستشفى.", (1, 1, 1), None),
    ("عدّ طبيب في الكوت ستة قتلى و«نحو ثلاثين» جريحاً بعد سقوط قذائف على السوق الأحد.", (6, 6, 6), (30, 30, 30)),
    ("قتل سبعة أطفال بغارة على دار للأيتام في الكوت الأحد، وجرحت مربيتان.", (7, 7, 7), (2, 2, 2)),
    ("ضربت صواريخ غراد مطار الكوت الأحد، ونفى مدير المطار سقوط أي ضحايا.", (0, 0, 0), (0, 0, 0)),
    (
        "انفجرت عبوة ناسفة قرب مقهى في الكوت الأحد أثناء متابعة رواده مباراة المنتخب، والحصيلة ثلاثة جرحى.",
        None,
        (3, 3, 3),
    ),
    ("استشهد خمسة مدنيين وأصيب 11 بسقوط قذائف هاون على سوق في الكوت الأحد.", (5, 5, 5), (11, 11, 11)),
    (
        "قتل ثلاثة من عناصر الحشد وأصيب أربعة بتفجير قرب الكوت الأحد، علماً بأن الهجوم الأول أودى بثمانية.",
        (3, 3, 3),
        (4, 4, 4),
    ),
]


def _told(text: str, language: str) -> list[tuple[Toll, Toll]]:
    told = pipeline.read(document(text, "2021-05-11", language=language), RulesExtractor(IRAQ))
    incidents = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    return [
        tuple(of and (of["low"], of["best"], of["high"]) for of in (one["killed"], one["wounded"])) for one in incidents
    ]


@pytest.mark.parametrize(("text", "killed", "wounded"), _ENGLISH)
def test_an_english_toll(text: str, killed: Toll, wounded: Toll) -> None:
    assert _told(text, "en") == [(killed, wounded)]


@pytest.mark.parametrize(("text", "killed", "wounded"), _ARABIC)
def test_an_arabic_toll(text: str, killed: Toll, wounded: Toll) -> None:
    assert _told(text, "ar") == [(killed, wounded)]


def test_a_blast_a_week_before_is_an_event_of_its_own() -> None:
    text = "Five people were killed by a bomb in Kut on Sunday, a week after a blast there killed nine."
    assert _told(text, "en") == [((5, 5, 5), None), ((9, 9, 9), None)]


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        (
            "en",
            "Three people died according to police and five according to witnesses when gunmen shot at a bus in Kut.",
            (3, None, 5),
            None,
        ),
        (
            "en",
            "A patrol hit a mine in Kut on Monday: one dead according to the army; two dead according to the mayor.",
            (1, None, 2),
            None,
        ),
        (
            "en",
            "At least three people died according to police and at least five according to witnesses in a blast in Kut.",
            (3, None, None),
            None,
        ),
        (
            "en",
            "Three soldiers were killed in Kut according to the army, and five villagers were killed according to a doctor.",
            (8, 8, 8),
            None,
        ),
        (
            "en",
            "Three people were killed according to police and two wounded according to a doctor when a bomb hit Kut.",
            (3, 3, 3),
            (2, 2, 2),
        ),
        (
            "ar",
            "قُتل شخص واحد بحسب الشرطة، واثنان بحسب شهود، في إطلاق نار على مقر حزبي في الكوت أمس.",
            (1, None, 2),
            None,
        ),
        ("ar", "قتل تسعة أشخاص وفق المحافظ، و12 وفق الوزارة، في انفجار سيارة مفخخة في الكوت أمس.", (9, None, 12), None),
    ],
)
def test_the_figures_of_two_sources_are_never_added(language: str, text: str, killed: Toll, wounded: Toll) -> None:
    assert _told(text, language) == [(killed, wounded)]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("أصيب خمسة من عمال الكهرباء ولقي سادسهم حتفه بانفجار عبوة في الكوت أمس.", (1, 1, 1), (5, 5, 5)),
        ("انفجرت عبوة في الكوت أمس، فأصابت شظاياها أربعة من الموظفين بجروح وتوفي الخامس.", (1, 1, 1), (4, 4, 4)),
        ("قتل مزارع وأصيبت زوجته وابنه في انفجار لغم في سنجار أمس.", (1, 1, 1), (2, 2, 2)),
        ("أصيب مزارع وقتلت زوجته وابنته في انفجار لغم في سنجار أمس.", (2, 2, 2), (1, 1, 1)),
        ("قتل ضابط في الجيش وزوجته وأصيب ابنه بهجوم مسلح في بعقوبة أمس.", (2, 2, 2), (1, 1, 1)),
        ("سقطت قذيفة على قرية قرب الكوت أمس ونفق فيها عشرون خروفا.", None, None),
    ],
)
def test_the_next_one_and_the_family_of_one(text: str, killed: Toll, wounded: Toll) -> None:
    assert _told(text, "ar") == [(killed, wounded)]
