"""English turns of phrase that tell a toll without a plain verb of killing or wounding beside its number."""

from __future__ import annotations

import re

from sijill.lang.later import pattern
from sijill.lang.losses import Losses

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS = rf"(?:{_ONES}|a hundred|hundred|dozens|scores|a score|several|a dozen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|dozen))?\b"
_N = rf"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|an estimated|no fewer than|as many as) )?(?:between )?(?:\d+(?:,\d{{3}})*\+?|{_WORDS})(?: (?:and|to) (?:\d+|{_WORDS}))?"
_GAP = rf"(?:(?!(?:{_ONES}|at|in|on|from|to|by|with|when|as|after|and|or|shot|left|found|were|was|had|have|of|for|the)\b)[a-z][\w'-]* )"
"""A word between a number and what befell those it counts."""
_BE = r"(?:was|were|is|are|has been|have been|had been|being|been|got)"
_HOW = r"(?:(?:also|later|then|both|all|slightly|lightly|badly|seriously|severely|critically|fatally|gravely|reportedly|still|being|now|either|each|since|instantly|himself|themselves|so much as) )*"
_HIS = r"(?:his|her|their|its)"
_LIMB = r"(?:legs?|arms?|hands?|eyes?|foot|feet|fingers?|sight|hearing|limbs?|toes?|thumb)"
_PART = r"(?:head|lips?|scalp|skull|arms?|legs?|forearm|shoulders?|chest|stomach|abdomen|belly|thighs?|hands?|wrist|elbow|foot|feet|ankle|knees?|neck|throat|face|cheek|jaw|ear|eye|back|spine|hips?|groin|side|ribs|buttocks?|calf|shin|lung)"
_AT = rf"(?:in|on|through|across|about|above|below) (?:the |both |one |an? |{_HIS} )?(?:left |right |upper |lower )?{_PART}"
_HARM = r"(?:(?:grazed|cut|broken|burned|torn|shattered) (?:arm|leg|hand|head|foot|ear|cheek|shoulder|knee|jaw|ribs|wrist)|wounds?|injur(?:y|ies)|burns?|bruises|bruising|cuts|gashes|splinters|fractures?|shrapnel|concussion|broken|fractured|bullet|gunshot|shattered|leg wounds?|blisters|smoke inhalation)"
_HOSPITAL = r"(?:hospitals?|clinics?|wards?|infirmary|intensive care|dispensary|surgery|(?:health|medical) (?:cent(?:re|er)|post)|first[- ]aid (?:post|station)|sick ?bay|emergency room)"
_MORTUARY = r"(?:mortuary|morgue|cemetery)"
_CARE = r"(?:treatment|hospitali[sz]ed|in hospital|operated on|stretchered (?:away|off|out)|flown (?:out|to)|airlifted|medevaced|in (?:a )?(?:critical|serious|grave|stable) condition)"
_TO = rf"(?:taken|rushed|brought|moved|admitted|flown|driven|carried|sent|evacuated|ferried|transferred|transported|removed|borne) (?:away |off )?to (?:(?!and\b|{_HOSPITAL}|{_MORTUARY})[\w'-]+ ){{0,4}}?"
_END = r"(?=$|\s?[,.;:)\n]|\s-|\s(?:in|on|at|by|when|as|after|during|while|and|near|outside|inside|there|yesterday|today|overnight|last|this|together|along|alongside|with|for)\b)"
"""What may follow a participle that has no object."""
_SLAIN = (
    r"(?:killed|shot dead|shot and killed|shot to death|martyred|slain|murdered|beheaded|decapitated|executed|gunned down|(?:mown|mowed|cut|hunted) down|assassinated|massacred|slaughtered|butchered"
    r"|(?:hacked|beaten|burned|burnt|stabbed|stoned|clubbed|crushed|choked|trampled|bludgeoned|tortured|kicked|dragged|crushed) to death|burn(?:ed|t) alive|buried alive|strangled|bayoneted|lynched|hanged|electrocuted"
    r"|(?:fatally|mortally) (?:hit|shot|wounded|injured|stabbed|hurt)|put to death|done to death|pronounced dead|declared dead)"
)
_UNDONE = r"(?:blown (?:to (?:pieces|bits)|apart)|torn to (?:pieces|shreds)|incinerated|finished off|neutrali[sz]ed|eliminated|liquidated|wiped out|picked off)"
"""What may befall a thing as well."""
_DEATH = (
    rf"(?:died|dies|perished|perishes|succumbed|drowned|suffocated|bled (?:to death|out)|choked to death|burned to death|lost {_HIS} li(?:fe|ves)|met {_HIS} (?:deaths?|ends?)|paid with {_HIS} li(?:fe|ves)|paid the (?:supreme|ultimate|highest|final) price"
    rf"|made the (?:supreme|ultimate) sacrifice|(?:gave|laid down|sold) {_HIS} li(?:fe|ves)|breathed {_HIS} last|fell (?:as )?martyrs?|did not (?:survive|come (?:round|to again|out alive|home alive|home again|back alive)|get up|wake|wake up|live to|make it|see the (?:morning|dawn|day))|could not be (?:saved|revived)|was past saving|were past saving|was beyond help|were beyond help|gave up the ghost|went down with the (?:boat|ship)|fell (?:in (?:the )?(?:fight|fighting|battle|clash|action)|on the field(?: of (?:honou?r|battle))?)|never (?:woke|got up|came (?:round|home|back)|regained consciousness|reached (?:the )?hospital|made it to (?:the )?hospital)|ha(?:d|ve|s) (?:had )?{_HIS} throats? (?:cut|slit)"
    rf"|(?:was|were) (?:[\w-]+ ){{0,4}}?(?:and )?shot (?:twice |once |three times )?(?:in|through) the (?:back of the )?(?:head|neck|temple|skull|heart)|(?:was|were) (?:[\w-]+ ){{1,8}}?and shot (?=in|on|by|before|behind|one)|(?:was|were|been) (?:buried|found dead|left dead)|(?:have|has) been buried"
    rf"|(?:was|were) found (?:[\w-]+ ){{0,8}}?(?:floating|hanged|beheaded|strangled|lifeless|with {_HIS} (?:hands (?:bound|tied)|throats? (?:cut|slit)))"
    rf"|(?:was|were|is|are|lay|lie|lies|confirmed|left|being|reported|counted|presumed) (?:now |all |also |either |confirmed |reported |certainly )?dead|{_BE} laid (?:out|side by side) (?=in|on|at|under|beside)|{_BE} (?:brought|sent|flown|carried) (?:home |back |out )(?:in (?:coffins|body bags|shrouds)|under (?:blankets|sheets|tarpaulins?)|feet first)|(?:lay|lie|lies) under (?:(?:a|the|white|grey|wet) )*(?:blankets?|sheets?|tarpaulins?|cloths?|shrouds?)|{_BE} (?:washed|shrouded|wrapped) for burial|{_BE} found hanging|{_BE} {_TO}(?:the )?{_MORTUARY}|(?:lay|lie|lies|are|were|is|was) (?:[\w'-]+ ){{0,5}}?(?:in|at) the (?:[\w'-]+ ){{0,2}}?{_MORTUARY})"
)
_KILLING = (
    r"(?:killing|killed|kills|kill|shot dead|shoots dead|gunned down|murdered|beheaded|decapitated|executed|assassinated|shot and killed|shooting dead|hacked to death|stabbed to death|beat to death|stoned to death|burned alive|lynched|hanged|strangled|slaughter(?:ed|ing)|butcher(?:ed|ing)|massacr(?:ed|ing)"
    r"|(?:neutrali[sz]|eliminat|liquidat)(?:ed|ing)|(?:wip(?:ed|ing)|took|taking) out|(?:pick(?:ed|ing|s)|finish(?:ed|ing)) off|(?:mow(?:ed|ing)|cut(?:ting)?|hunt(?:ed|ing)) down|put(?:ting)? to death|do(?:ing|ne) for|did for|account(?:ed|ing) for|des?patch(?:ed|ing)|fell(?:ed|ing)|end(?:ed|ing) the li(?:fe|ves) of|(?:put|fired|pumped|emptied) [\w -]{2,24}? in(?:to)? the (?:back of the )?(?:heads?|necks?|chests?|skulls?|temples?|body|bodies) of|(?:claim|cost|t[oa]k)\w* the li(?:fe|ves) of|(?:cut|slit|cutting|slitting) the throats? of"
    r"|mourn(?:ed|ing) the (?:death|loss) of|(?:holding|containing|held|contained|recovered|found|pulled out|dug out|counted|collected|retrieved|carried off|brought in) the (?:\w+ )?(?:bod(?:y|ies)|corpses?|remains) of)"
)
_HURT = (
    rf"(?:wounded|injured|hurt|maimed|concussed|scalded|grazed|bruised|scratched|blinded|disfigured|gassed|knocked (?:unconscious|senseless)|overcome by (?:gas|smoke|fumes)|(?:hit|shot|struck|stabbed|knifed|cut|slashed|wounded|caught|grazed|burned) {_AT}|{_TO}{_HOSPITAL}|{_CARE}"
    rf"|(?:under|receiving|undergoing|awaiting|given|put on) (?:[\w-]+ )?(?:treatment|care|surgery|first aid|observation|oxygen)|recovering (?:in|from)|fighting for (?:his|her|their) li(?:fe|ves)|clinging to life|carried (?:off|away) on stretchers|bandaged|stitched up|dug out alive|winged|felled by (?:gas|smoke|fumes|tear gas))"
)
_HARMED = r"(?:(?:burned|burnt)(?! (?:to death|alive))|treated|mutilated|crippled|patched up|bound up)"
"""What may befall a thing as well."""
_AGAIN_AFTER = r"(?! (?:dead|killed|years|days|hours|metres|kilomet|weeks|months|injured|wounded|hurt))"

_TITLE = r"(?:Sepoy|Lance Naik|Naik|Havildar|Subedar|Constable|Lieutenant|Lt|Colonel|Col|Captain|Capt|Major|Maj|General|Gen|Brigadier|Brig|Sergeant|Sgt|Sheikh|Shaikh|Imam|Dr|Doctor|Judge|Mr|Mrs|Ms|Mayor|Governor|Minister|Professor|Prof|Engineer|Commander|Private|Corporal|Father|Bishop|Hajj?|Mullah|Mawlawi|Maulana|Staff|First|Second|Deputy|Councillor|Councilman|Senator|Archbishop|Reverend|Warrant Officer)"
_NAME = r"(?:[A-Z][\w’'-]+|[Aa]l-[A-Z][\w’'-]+|[Aa]bu|bin|ibn)(?: (?:[A-Z][\w’'-]+|[Aa]l-[A-Z][\w’'-]+|[Aa]bu|bin|ibn)){0,4}"
_DIES = r"(?:died|succumbed|passed away)"
_MAKES = r"(?:taking|bringing|raising|pushing|lifting|putting|tak(?:es|en)|took|br(?:ings|ought)|rais(?:es|ed)|push(?:es|ed)|lift(?:s|ed))"
"""What a later death does to a toll."""
_PUT_AT = rf"\bputs? (?:the |its |their )?(?:army |police |government )?(?:losses|toll|death toll) at (?P<who>{_N})\b(?=[.,;)]|$| (?:men|soldiers|dead|killed|people|fighters|policemen|troops|officers|civilians|members|and|with|but|while)\b)"
"""What one source puts the dead at, and not a force its vehicles."""

_PHRASES: dict[str, tuple[re.Pattern[str], ...]] = {
    "killed": (
        # "A media officer spoke of a single martyr."
        pattern(r"\bspoke of (?P<who>an?|one)(?: single| only)? (?:martyr|death|fatality)\b"),
        # "One of two protesters who died": both.
        pattern(rf"(?<=\bone of )(?P<who>{_N} (?!who\b)[\w-]+(?: (?!who\b)[\w-]+)?) (?:who|that) (?:died|were killed|perished|fell)\b"),
        pattern(rf"(?P<attacker>)\b(?:the )?bodies of (?P<who>{_N} (?:of the )?(?:assailants|attackers|gunmen|militants|insurgents|bombers|terrorists|jihadists))\b"),
        # "Fifteen were killed, plus two bombers", "... as did all three attackers".
        pattern(rf"(?P<attacker>)(?<=[a-z0-9,]) (?:plus|in addition to|besides|not counting) (?P<who>(?:(?:the|all) )?{_N} (?:suicide |dead )?(?:bombers|attackers|gunmen|assailants|militants|insurgents|hijackers))\b"),
        pattern(rf"(?P<attacker>)\b(?:as did|so did) (?P<who>(?:all )?(?:the )?(?:of the )?{_N} (?:of the )?(?:bombers|attackers|gunmen|assailants|militants|insurgents))\b"),
        pattern(rf"(?P<attacker>)\b(?P<who>all (?:of )?(?:the )?{_N} (?:bombers|attackers|gunmen|assailants|militants)) (?:also |too )?(?:perished|died|were (?:also )?(?:killed|shot dead))\b"),
        # "The toll was 14 on Sunday and rose to 18 by Monday, then 21."
        pattern(rf"\b(?:rose|climbed|went up|increased)(?: from {_N})? to {_N}\b[^.;\n]{{0,30}}?,? (?:and )?then (?:to )?(?P<now>)(?P<who>{_N})\b"),
        pattern(r"(?P<back>)\b(?:was|were) found (?:[^.;,\n]{0,30} )?with (?:bullet|gunshot) (?:holes|wounds) (?:in|to) (?:the |their |his )?(?:head|heads|chest)"),
        pattern(r"(?P<back>)\b(?:embraced|embraces|attained|achieved) (?:the )?(?:martyrdom|shahadat)\b"),
        pattern(r"(?P<back>)\b(?:was|were|been) (?:sent to hell|dispatched to hell|put down for good)\b"),
        pattern(rf"\b(?P<who>{_N} of (?:his|her|their|its|our) (?:own )?(?:men|soldiers|fighters|troops|comrades|officers|own|number)) (?:was|were|had been) lost\b"),
        pattern(rf"\b(?P<who>{_N} martyrs?)\b"),
        # "Was hit in the neck by a sniper's bullet and died in a hospital."
        pattern(r"(?P<back>)(?P<one>)\bwas (?:hit|shot|struck|stabbed|cut) (?:in|through) the [^.;\n]{2,140}?,? and (?:later )?died (?=in|at|of|on|before|there)"),
        # "Eight militants and one soldier reported killed."
        pattern(rf"\b(?P<who>{_N} (?:(?!and\b)[\w'-]+ ){{1,3}}and {_N} (?:[\w'-]+ ){{0,2}}?[\w'-]+) (?:were |was )?(?:reported|reportedly|confirmed|believed) (?:killed|dead)\b"),
        pattern(rf"\bsent (?P<who>{_N}(?: [\w-]+){{0,2}}?) to the (?:morgue|mortuary|grave|cemetery)\b"),
        # "Before a policeman shot him dead", "both attackers were killed".
        pattern(r"(?P<attacker>)\b(?:before|until|and|,) (?:[\w'-]+ ){0,4}?(?:police(?:m[ae]n)?|officers?|soldiers?|guards?|troops|security (?:forces|guards)|deputies|marines|agents|commandos) (?:then |finally |later )?(?:shot|gunned) (?P<who>him|her|the (?:lone )?(?:gunman|attacker|assailant|bomber|shooter|man))(?: (?:dead|down)\b)"),
        pattern(r"(?P<attacker>)\b(?P<who>(?:both|all|the)(?: of)?(?: the)?(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))? (?:terrorists|attackers|gunmen|bombers|assailants|militants|assaulters|raiders)) (?:were|have been|had been|was) (?:also |all |later |eventually )?(?:killed|shot dead|neutrali[sz]ed|eliminated|gunned down)\b"),
        pattern(r"\bneither of (?P<who>(?:the )?two [a-z]+)\b[^.;\n]{0,100}? (?:came out alive|survived|lived)\b"),
        pattern(rf"\bfatalities:? (?:are |were )?(?:coded|recorded|listed|reported|estimated)(?: as| at)? (?P<who>{_N})\b"),
        pattern(r"(?<!since the )\b(?:killings?|deaths?|murders?|slaying|assassination|execution|beheading|massacre|lynching|martyrdom|shooting dead|loss) of (?=(?P<who>[^.;:]{2,70}))"),
        pattern(rf"\b{_KILLING} (?=(?P<who>[^.;:]{{2,70}}))"),
        pattern(rf"\bkill(?:ing|ed) (?:and|or) (?:injur|wound|hurt)(?:ing|ed) (?=(?P<who>(?:{_N}|a number of) [^.;:]{{2,60}}))"),
        pattern(r"\b(?:left|leaves|leaving) (?P<who>(?:an?|the|his|her|its|two|three|four|five|\d+)\b[^.;:]{2,70}?) dead\b"),
        pattern(r"\bbod(?:y|ies) of (?P<who>[^.;:]{2,50}?),? (?:[a-z ]{0,40}, )?(?:(?:was|were) (?:found|pulled|recovered|discovered|dumped|retrieved|brought|left|hung|thrown|washed|displayed|collected)|turned up|surfaced|lay|came to light|washed (?:up|ashore))\b"),
        pattern(r"\bbod(?:y|ies) of (?P<who>[^.;:,]{2,30}?) with [^.;:,]{2,40}? (?:was|were) (?:found|pulled|recovered|discovered|dumped|retrieved|brought|left|hung)\b"),
        pattern(r"\bburied (?=(?P<who>[^.;:]{2,70}))(?!their dead|his dead)"),
        pattern(r"\b(?:shot|shooting|beat|beaten|stabbed|hacked|stoned|burned|burnt|clubbed|kicked) (?P<who>[^.;:]{2,50}?) (?:dead|to death)\b"),
        pattern(rf"(?P<back>)(?:\b(?:{_BE} {_HOW}{_SLAIN}|{_BE} (?:[\w-]+ ){{1,7}}?and {_SLAIN}{_END}|{_DEATH})|(?<!had )(?<!has )(?<!have )\b{_SLAIN}{_END}|(?<!\ba )(?<!\bthe )(?<!\bof )(?<!\btheir )(?<!\bhis )(?<!\bits )(?<!\bher )(?<!shot )(?<!shooting )(?<!line )(?<!lines )(?<!phones )(?<!went )\bdead)\b(?! (?:end|letter|sea|line|body|man|woman)\b)(?!(?<=dead) of\b)"),
        pattern(rf"(?P<back>)(?P<person>)(?:\b{_BE} {_HOW}{_UNDONE}|(?<!had )(?<!has )(?<!have )\b{_UNDONE}{_END})\b"),
        pattern(rf"(?P<back>)\b(?:{_BE} )?{_HOW}(?:killed|martyred|murdered|assassinated|shot dead|gunned down|executed|died|beheaded|slain) (?:together |along |alongside )?(?:with|alongside) (?=(?P<who>(?:{_N}|an?|his|her|both|the)\b[^.;:]{{2,60}}))"),
        pattern(rf"\b(?:losing|lost|loses|losses of) (?P<who>{_N} (?:of (?:its|their|his|our|the)(?: own)? )?(?:[\w-]+ )?(?:men|fighters|soldiers|troops|policemen|officers|members|people|guards|recruits|sons|brothers|daughters|children|comrades|workers|staff|of its own|of their own|killed|dead))\b"),
        pattern(r"\b(?:losing|lost|loses) (?P<who>(?:one|1|an?) (?:of (?:its|their|his|our|the)(?: own)? )?(?:[\w-]+ )?(?:man|fighter|soldier|policeman|officer|member|guard|recruit|comrade|villager|conscript|militiaman|civilian|sailor|pilot|driver))(?= (?:to|in|when|by|and) |[.,;)]|$)"),
        pattern(r"\b(?:martyring|martyred) (?=(?P<who>(?:an?|the|his|her|their|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b[^.;:]{2,70}))"),
        # "Two Peshmerga fell and five others were wounded."
        pattern(r"(?P<back>)(?P<person>)\b(?:fell|(?:was|were) sent to hell|embraced (?:martyrdom|shahadat)|attained martyrdom)\b(?=\s*[.;,]| and\b| while\b| in (?:the )?(?:battle|fighting|clash|action|line)|$)"),
        # "Under the car of a schoolteacher, who died."
        pattern(r"\b(?P<who>(?:an?|his|her|the) (?:(?!(?:and|of|in|at|on|to|from|under|with|by|for)\b)[\w'-]+ ){0,3}[\w'-]+), who (?:later |then |soon |also )?(?:died|bled to death|did not survive|succumbed)\b(?=\s*(?:[.;,)]|$)| at the scene| in (?:the )?hospital| on the (?:spot|way)| instantly| later| of (?:his|her))"),
        # "Pulled four men out of a shop and killed them."
        pattern(rf"\b(?:took|pulled|dragged|seized|abducted|kidnapped|stopped|captured|led|marched|lined up|ordered|doused|caught|beat|tied|bound|accused|cornered|chained) (?P<who>{_N} (?:[\w-]+ ){{0,2}}?[\w-]+)\b[^.;:\n]{{0,60}}? and (?:then )?(?:(?:shot|killed|executed|beheaded|murdered|hanged|lynched) (?:them|all|both)|(?:burned|burnt|beat|hacked|stoned|clubbed|kicked) (?:them|both) (?:to death|alive))\b"),
        # "Shot him dead with his two brothers, three in all."
        pattern(rf"\b(?:dead|killed|died|murdered|executed)\b[^.;:\n]{{0,60}}?[,:] (?P<now>)(?P<who>{_N}) (?:in all|altogether|in total|all told)\b(?! (?:hurt|wounded|injured))"),
        # "Three townsmen shot by masked men, all dead."
        pattern(rf"\b(?P<who>{_N} (?:(?!and\b)[\w'-]+ ){{0,3}}?[\w'-]+) (?:were )?(?:shot|hit|stabbed|beaten|burned|cut|attacked|blown)\b[^.;:\n]{{0,60}}, all (?:of them )?(?:dead|killed|slain)\b"),
        # "Were attacked and lost three."
        pattern(rf"\b(?:losing|lost) (?P<who>{_N})(?=[.;,)]|$| (?:to an? (?:bomb|mine|sniper|shell|rocket|mortar|grenade|blast|drone|roadside)|with (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:wounded|hurt|injured)|and (?:had )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?(?:wounded|hurt|injured))\b)"),
        pattern(r"\b(?:took|taking|takes|claimed|claiming|claims|cost|costing) the li(?:fe|ves) of (?=(?P<who>[^.;:]{2,70}))"),
        pattern(r"\b(?:shot|hit|stabbed|struck) (?P<who>(?:an?|his|her|the) [^.;:,]{2,50}),? who (?:later |then |soon )?died\b"),
        pattern(rf"\bcost(?:ing)? (?P<who>{_N}(?: [\w-]+)? of (?:them|its|their|his|our|the)(?: own)?(?! (?:leg|arm|hand|eye))(?: [\w-]+)?)\b"),
        pattern(rf"\b(?:taking|took|takes) (?P<who>{_N}(?: [\w'-]+){{0,3}}?) with (?:it|him|her|them)\b"),
        pattern(rf"(?<!put the )(?<!puts the )(?<!put army )(?<!put its )(?<!put their )\b(?:the (?:dead|killed|slain)|death toll|toll|losses|fatalities|number (?:of [a-z -]+? )?(?:killed|dead|of dead|of deaths)(?: [\w-]+){{0,4}}?) (?:(?:was|were|is|are) put at|put at|at|as|to|stood at|stands at|rose to|has risen to|had risen to|reached|was|is now|climbed to|numbered|by both at) (?P<who>{_N})\b(?! (?:injured|wounded|hurt|vehicles?|tanks?|lorries|trucks|aircraft|drones?|guns|million|billion|thousand dollars))"),
        pattern(rf"\b(?:death toll|number (?:of )?(?:the )?(?:people |civilians |soldiers )?(?:killed|dead|deaths)) (?:(?!wounded|injured|hurt)[^;\n]){{0,160}}?\b(?:has |had )?(?:risen|rose|rises|climbed|climbs|gone up|increased|grown|reached|stands at|stood at|jumped) (?:from (?:\d+|{_WORDS}) to |to )?(?P<now>)(?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        # "Two of the wounded died, taking the toll to eight": eight.
        pattern(rf"\b{_MAKES} (?:the |its |their )?(?:[a-z-]+ ){{0,3}}?(?:toll|tally|number of (?:the )?(?:dead|deaths|fatalities|victims|killed|people killed))(?: [a-z]+){{0,3}}? (?P<now>)(?:to|at) (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        pattern(rf"\b(?P<who>{_N}) {_GAP}?(?:bodies|corpses|martyrs|fatalities|graves|coffins|skeletons|deaths|body bags|biers|funerals|shrouds)\b"),
        pattern(rf"\b(?P<who>{_N}) {_GAP}{{0,3}}?(?:dead|killed|kia|slain|martyred)\b(?! (?:an?|the|his|her|{_N}) (?!wounded|injured|hurt|wia)[a-z])"),
        pattern(rf"(?<!put the )(?<!puts the )\b(?:death toll|toll) [\w' -]{{0,140}}?(?:stands at|put at|stood at|at|to|reached|was) (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        pattern(rf"\b(?P<who>{_N} (?:[\w-]+ ){{0,2}}?[\w-]+), (?:most|many|some|all|half|two|three|four|five|six|several|among) (?:of )?(?:them|whom) [\w -]{{2,30}}, (?:(?:have|had) )?(?:died|perished|(?:were|have been|had been) (?:killed|shot dead))\b"),
        pattern(rf"\bputs? (?:the |its |their )?(?:[\w'-]+ ){{0,3}}?(?:dead|killed)(?: there| here| so far)? at (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        pattern(rf"\bput at (?P<who>{_N}) the (?:number|toll)(?: of (?:the )?(?:[\w-]+ ){{0,3}}?(?:killed|dead|slain|victims|deaths))(?![^.;]{{0,80}}\b(?:in|over|during|within) the (?:past|last) )"),
        # The one toll of a text; where another stands before it is that of a second source.
        pattern(rf"(?P<once>){_PUT_AT}"),
        # "Two bombers killed themselves and three others."
        pattern(rf"\b(?P<selves>{_N}) (?:(?!and\b)[\w'-]+ ){{1,4}}?(?:killed|blew up) themselves and (?:killed )?(?P<who>{_N}\b[^.;:]{{2,60}})"),
    ),
    "wounded": (
        pattern(r"\b(?:bullet|shot|round|splinter|fragment) (?:also )?(?:grazed|clipped|nicked) (?P<who>(?:his|her|their|the|an?) [a-z]+)\b"),
        pattern(r"(?P<back>)(?P<one>)\blost (?:an?|one|his|her) (?:eye|leg|arm|hand|foot|finger|limb)\b"),
        pattern(r"(?P<one>)\band (?P<who>a (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)) was (?:[\w-]+ ){0,2}?(?:hurt|wounded|injured|burn(?:ed|t)|maimed)\b"),
        pattern(rf"\b(?P<who>{_N} (?:of (?:the )?(?:victims|women|men|them) )?)(?:had |were |was |have )?(?:also |been ){{0,2}}stabbed\b(?! to death)"),
        # "With three bullets in the chest": one.
        pattern(r"\b(?:leaving|left) (?P<who>him|her) (?:in|with) [^.;,\n]{0,40}?(?:bullets?|wounds?) (?:in|to)\b"),
        pattern(rf"\b(?:that|the number) of (?:the )?(?:wounded|injured) (?:now )?(?:stands|stood|is|was|remains|rose|has risen|reached) (?:at |to )?(?P<now>)(?P<who>{_N})\b"),
        pattern(rf"\b(?:the|of the) (?:wounded|injured) (?:are|were|number|numbered|comprise) (?=(?P<who>{_N} (?!of |in |still )[^.;:]{{2,60}}))"),
        pattern(rf"\bsent (?:[^.;:\n]{{2,40}}? to the (?:morgue|mortuary) and )?(?P<who>{_N}(?: [\w-]+){{0,2}}?) to (?:the |a )?(?:hospitals?|wards?|clinics?)\b"),
        pattern(r"(?P<back>)\b(?:remain|remains|remained|are|were|is|was) (?:still )?(?:in (?:care|treatment)|under (?:care|treatment|observation))\b"),
        pattern(rf"\b(?P<who>{_N} (?:(?!and\b)[\w'-]+ ){{0,2}}?[\w'-]+) treated(?= for (?!free)| at |,|[.;]|$)"),
        pattern(r"(?P<back>)\b(?:suffered|suffering|suffers?|choked|choking)(?: from| on)? (?:\w+ )?(?:suffocation|asphyxiation|(?:smoke|gas) inhalation|tear gas|breathing (?:problems?|difficult(?:y|ies)|trouble))\b"),
        pattern(rf"\b(?:injuring|wounding|hurting|maiming|concussing|burning|blinding|wounded|injured|hurt|maimed|injures|wounds|(?:cost(?:ing)?|t(?:oo|a)k\w*|tore|blew|tearing|blowing|sever\w+|ripp\w+)(?: off| away)? (?:both |the |an? |one |three |two )?(?:left |right )?{_LIMB} (?:of|off|from)) (?=(?P<who>[^.;:]{{2,70}}))"),
        pattern(rf"(?P<back>)\b(?:{_BE} {_HOW}{_HURT}|{_BE} (?:[\w-]+ ){{1,7}}?and (?:treated|wounded|injured|hurt){_END}|(?:{_BE} )?hit (?:in|on) the (?:head|arm|leg|face|chest|shoulder|hand|foot|neck)|(?:{_BE} )?(?:hit|struck|cut|peppered|sprayed|grazed|nicked|caught|burned|showered) (?:by|with|in the blast of) (?:an? |the )?(?:flying |stray |falling |broken |spent |single )*(?:glass|metal|masonry|bricks?|rubble|splinters?|shrapnel|debris|fragments?|shards?|bullets?|rounds?|pellets|stones?|bricks?|canister|rubber bullets?|bomb fragments)|cut about the (?:head|face|hands)|(?<!had )(?<!has )(?<!have )(?<!\bthe )(?<!\ba )(?<!\bof )(?:wounded|injured|concussed|hurt){_END}"
            rf"|(?:lay|lie|lies|remain(?:s|ed)?|are|were|is|was|ended up|in) (?:wounded|in (?:(?!and\b)[\w'-]+ ){{0,4}}?{_HOSPITAL})|in (?:the )?hospital|los(?:t|es) (?:an?|his|her|their|both|one|two|three|four) (?:left |right )?{_LIMB}|(?:has|have|had|suffered|suffers?|sustained|with|needed|survived? with|escaped with|took|received|receiving) (?:an? |his |her |only |minor |light |slight |serious |superficial |severe |leg |head |hand |facial |chemical |bullet |gunshot |shrapnel |splinter |blast |burn |knife |stab |moderate |non-life-threatening )*{_HARM}|(?:had )?needed (?:stitches|surgery|treatment|hospital)|survived? with wounds|(?:took|caught|takes|got) (?:an? |\w+ )?(?:stray )?(?:bullets?|rounds?|splinters?|fragments?|shrapnel|pellets)(?! of (?!shrapnel))|(?:came|got) (?:away|off|out) with (?:\w+ ){0,2}?(?:burns|bruises|cuts|scratches|wounds|broken \w+)|nursing (?:\w+ ){0,2}?(?:burns|wounds|bruises|injuries|broken \w+)|left without (?:an?|his|her) (?:leg|arm|hand|foot|eye)|deafened|clinging to life|fighting for (?:his|her|their) li(?:fe|ves)|had (?:his|her|their) (?:\w+ )?{_PART} (?:broken|smashed|shattered|split|cut))\b"),
        pattern(rf"\b(?P<person>)(?:broke|breaking|fractur(?:ed|ing)|smash(?:ed|ing)|crush(?:ed|ing)|cut(?:ting)?|chopp(?:ed|ing)|hack(?:ed|ing))(?: off)? (?:both |the |an? |one )?(?:left |right )?{_LIMB} of (?=(?P<who>[^.;:]{{2,70}}))"),
        pattern(rf"(?P<back>)(?P<person>)\b{_BE} {_HOW}(?:hit(?=[.,;]| by| and\b|$)|{_HARMED}\b)"),
        pattern(rf"\b(?:wounded|injured|hurt|number (?:of )?(?:the )?(?:wounded|injured|hurt)(?: [\w-]+){{0,3}}?) (?:was put by (?:both|all)(?: [a-z]+)? at|at|as|to|was|stood at|rose to|reached|numbered) (?P<who>{_N})\b(?! (?:[\w-]+ )?{_HOSPITAL})"),
        pattern(rf"\b(?:treated|treating|put|sent|admitted|took|taken in|received|patched up) (?P<who>{_N}(?: [\w-]+){{0,3}}?)(?= (?:in|to) (?:the )?(?:hospitals?|clinics?)| for (?:[\w-]+ ){{0,3}}(?:wounds|injuries|burns|bruises|inhalation|cuts|blisters|suffocation|breathing (?:trouble|difficult\w+|problems)|shock|gas|smoke))\b"),
        pattern(rf"\b(?P<who>{_N} (?:people|patients|casualties|men|women|children|civilians)) (?:whom )?(?:they|it|he|she|doctors|medics) (?:had |have )?treated\b"),
        pattern(rf"\b(?:one of|all) (?P<who>{_N} (?:[\w-]+ ){{0,2}}?[\w-]+) (?:being )?treated\b"),
        pattern(rf"\btreated (?P<who>{_N})(?=[.,;]| people| patients| demonstrators| protesters| casualties)"),
        pattern(rf"\b(?P<who>{_N}) {_GAP}{{0,3}}?(?:wia|wounded|injured|hurt)\b"),
    ),
    "again": (
        # "The rebels said 16 soldiers had died; the commissioner put army losses at five."
        pattern(_PUT_AT),
        pattern(rf"\bput at {_N} by [\w' -]{{2,40}}? and (?:(?:by [\w' -]{{2,30}}? )?at )(?P<who>{_N})\b"),
        pattern(rf"\b(?:spoke|speaks|speaking|talk(?:s|ed)?) (?:only )?of (?P<who>{_N})\b{_AGAIN_AFTER}"),
        pattern(rf"\b(?:figure|number|toll|count)(?: (?:he|she|it|they) had)? (?:as|at|was|is|of) (?P<who>{_N})\b(?! (?:dead|killed|injured|wounded|hurt))"),
        pattern(rf"\b(?:list|tally|count|register|roll|ledger)(?: now)? (?:has|had|runs to|ran to|gives|gave|shows|showed|holds) (?P<who>{_N})\b{_AGAIN_AFTER}"),
        pattern(rf"\bputs? (?:it|them|the (?:figure|number|toll|count)) at (?P<who>{_N})\b{_AGAIN_AFTER}"),
        pattern(rf"\b(?:says?|said|insists?|claims?|has|had|(?<!with )(?<!the )(?<!a )counts?|counted) (?P<who>{_N})(?=[.;]|$)"),
        pattern(rf"\b(?:dead|killed|wounded|injured|hurt) (?:per|according to|by|says?|said) [^.;,\d]{{2,40}}, (?:or )?(?P<who>{_N})(?= (?:per|according to|by|says?|said)\b)"),
        pattern(rf"\banswered that it had lost (?P<who>(?:nobody|no one|none|{_N}))"),
    ),
}  # fmt: skip

LOSSES = Losses(
    phrases=_PHRASES,
    hint={
        "killed": pattern(
            r"\b(?:alive\b|kill|dead|die[ds]|death|toll|fatal|mortally|martyr|shahadat|sla[iy]|slaughter|butcher|murder|behead|decapit|execut|assassin|massacre|bod(?:y|ies)|corpse|remains|graves|coffins|skeletons|losses|los(?:t|ing|es|s) |li(?:fe|ves)\b|perish|succumb|throats?|sho[ot]|gunned|stab|hack|beat|burn|buried|mourn|lynch|stoned|kia\b|blown|torn to|crush|choke|trampl|kick|club|hang|strangl|drown|suffocat|bled|electrocut|incinerat|bayonet|(?:mo|cut|hunt)\w* down|pick\w* off|finish\w* off|wip\w+ out|t(?:oo|a)k\w* out|put\w* to death|done to death|neutrali|eliminat|liquidat|morgue|mortuary|cost|with (?:it|him|her|them)\b|paid|gave|laid down|sold|met (?:his|her|their)|breathed|fell |did not|never|found|number|put at|could not|past saving|beyond help|ghost|went down|laid|lay under|lie under|lies under|coffins|bags|shroud|blankets|biers|funerals|account|d[ei]s?patch|fell|end(?:ed|ing) the|into? the|done for|did for)"
        ),
        "wounded": pattern(
            r"\b(?:suffocat|asphyx|inhal|breathing|tear gas|wound|injur|hurt|maim|concuss|burn|scald|graz|bruis|scratch|blind|disfigur|mutilat|crippl|gassed|knocked|overcome|hit\b|shot (?:in|on|through)|struck (?:in|on)|stab|knif|cut\b|slash|caught (?:in|on)|hospital|clinic|ward|infirmary|dispensary|surgery|intensive|sick ?bay|medical|health cent|first.aid|treat|operated|stretcher|flown|airlift|medevac|condition|care\b|recovering|fighting for|clinging|legs?|arms?|hands?|eyes?|foot|feet|fingers?|sight|hearing|limbs?|toes?|thumb|blister|inhalation|splinter|shrapnel|fractur|broken|shattered|bullet|gunshot|stitches|wia\b|(?:had|with) (?:his|her|their|an?)|hit|struck|peppered|splinter|fragment|pellets|rounds?\b|debris|stones|bricks|canister|burns|bruises|nursing|without|deafened|bandaged|stitched|patched|bound up|dug out|winged|felled)"
        ),
        "again": pattern(
            r"\b(?:figure|number|toll|count|list|tally|register|roll|ledger|sp[oe]a?k|talk|puts? (?:it|them|the)|put at|per|according to|answered)|\b(?:says?|said|insists?|claims?|has|had|counted) (?:at least |more than |over |about |some )?(?:\d|[a-z-]+(?:[.;]|$))"
        ),
    },
    conflict=pattern(r"\b(?:accounts?|reports?|figures?|tolls?|sources?|estimates?|numbers?|versions?) (?:conflict(?:ed)?|differ(?:ed)?|vary|varied|were at odds|are at odds)\b|\bconflicting (?:accounts?|reports?|figures?|tolls?)\b"),
    owned=pattern(r" ?(?:of|from|to|with) (?:his|her|their|its) (?:wounds|injuries)\b"),
    opens=pattern(r", (?=(?:his|her|their) [a-z]+,? (?:\d\d?,? )?(?:is|was|has|had)\b)| (?:stopped|ended|died down|cleared|lifted|was over),? |[.;:(\n]\s*|\"\s?|,? (?:when|where|while|after|but|that|as|which|said|says?|before|because|since|until|if|in which|saying|who (?:said|says)) |, (?:and )?(?=(?:[\w-]+ ){0,3}(?:of them (?:was|were|died|in|[a-z]+ly)|others?|more|were|was)\b)|, (?:then|so|yet) "),
    named=pattern(rf"(?:[Tt]he )?(?:{_TITLE}\.?[ -])+{_NAME}"),
    apposed=pattern(rf", (?:[Tt]he )?(?:{_TITLE}\.?[ -])*{_NAME}(?:, (?:aged )?\d\d)?(?=,)"),
    member=pattern(rf" (?!and\b|[a-z]+ed\b)[a-z-]+ and (?={_N} )| and (?=(?:wife|husband|son|daughter|mother|father|brother|sister|driver|child|baby|grandson|granddaughter|nephew|niece|bodyguard|cousin)\b)| of (?:the |an? |its |their )?(?:(?! and |,)[^.;:\n]){{0,40}}? and (?={_N} [a-z-]+\b)|(?:(?! and |,)[^.;:\n]){{0,48}}? and (?=(?:his|her) (?!body|belongings|remains|own|{_LIMB}|{_PART})[a-z-]+\b)|(?:(?! and |,)[^.;:\n]){{0,40}}?, and (?=(?:one|two|three|four|five|six|\d) of (?:his|her|its|their) )|(?:,? (?:and|as well as|along with|plus|&|while)(?: also)? |, (?=(?:an?|his|her|their|{_ONES}|\d+) ))|(?:(?! and |,)[^.;:\n]){{0,48}}?, (?=(?:his|her|their) (?!body|belongings|remains|own|{_LIMB}|{_PART})[a-z-]+(?:,| and ))|(?: (?:in|at|on|from|near|inside|outside) (?:(?! and |,)[^.;:\n]){{2,40}}?), (?=(?:an?|{_ONES}|\d+) (?:[\w-]+ ){{0,2}}?[\w-]+ and (?:an?|{_ONES}|\d+|his|her|their) )|(?:(?! and |,)[^.;:\n]){{0,56}}? and (?=(?:an?|the|his|her|their|its|one|two|three|four|five|six) (?:[\w-]+ ){{0,2}}?(?:woman|man|boy|girl|child|children|soldiers?|civilians?|officers?|policem[ae]n|driver|volunteer|guard|midwife|nurse|bodyguards?|aides?|deputy|colleagues?|companions?|escorts?|father|mother|cousins?|secretary|wife|sons?|daughters?|grandson|customer|[a-z]{{3,}}(?:ani|ese|ian)|nephew|brother|sister|passer-by|bystander|guards?|women|men|others?|of (?:his|her|its|their))\b)"),
    inset=pattern(r", an? [^,.;:\n]{2,40}, "),
    listed=pattern(r"(?:,| -) (?P<who>an? [^.;:\n]{2,80}? and [^.;:,\n]{2,40})(?:,| -) "),
    source=pattern(r",? (?:according to|by the (?:count|reckoning|account) of|in the words of) (?:the |an? )?[\w'’-]+(?: (?!and\b|or\b|but\b|when\b|after\b|in\b|on\b)[\w'’-]+){0,2}"),
    bare=pattern(r"(?:^|[,;]|\b(?:and|or|but)) (?P<n>(?:at least |about |some |more than )?[\w-]+)$"),
    twice=pattern(r"\b(?P<same>)(?:as many|the same number)(?: others?| again| more)?,? (?:were |was |had been )?(?P<of3>wounded|injured|hurt|killed)\b|\b(?P<same2>)(?P<of4>wounding|injuring|hurting) (?:as many|the same number)\b|\b(?:(?P<of>wounded|wounding|injured|injuring|hurt|hurting|killed|killing) twice (?:as many|that (?:many|number))|twice (?:as many|that (?:many|number))(?: \w+)? (?:were |was |had been |suffered )?(?P<of2>wounded|injured|hurt|injuries|wounds|killed))\b"),
    called=pattern(r"(?!(?:The|A|An|He|She|They|It|This|That|His|Her|Their|On|In|At|One|Two|Another|Nobody|None|No|Both|All) )[A-Z][\w’'-]+ (?:(?:[A-Z][\w’'-]+|[Aa]l-[A-Z][\w’'-]+|[A-Z]\.|bin|ibn|abu|de|van) )+(?<!Front )(?<!Army )(?<!Force )(?<!Party )(?<!Council )(?<!Street )(?<!Square )(?:(?<= ))"),
    of_one=pattern(r"(?:was|is|has|had|died|dies|succumbed|perished|bled|did not|lost h)\b"),
    of_many=pattern(r"(?:were|are|have)\b"),
    restated=pattern(rf"(?<!among )(?<!amongst )(?<!of )\b(?:the|all the|that the) (?:dead|victims|fatalities|slain) (?:were|are|numbered|number|was)(?: in fact| actually| all)? (?P<n>{_N})\b"),
    household=pattern(rf"(?:(?:an?|the|one|his|her|their|whole|entire) )*(?:[a-z-]+ )?famil(?:y|ies) of (?P<n>{_N})\b"),
    counter=pattern(rf"(?:(?<=\bdead at )|(?<=\btoll at )|(?<=\bkilled at )){_N}(?: and|,) (?:(?:and|but|while) )?(?:(?!\d)[\w'’-]+ ){{1,4}}?at (?P<killed4>{_N})(?=[.;,]|$)|[,;] (?:(?!\d)[\w'’-]+ ){{1,4}}?(?:acknowledg(?:es|ed)|admits|admitted|conced(?:es|ed)) (?:only |just )?(?P<killed3>{_N})(?=[.;,])|\b(?:puts?|putting|gave|gives) (?:the |their )?(?:overall |combined )?(?:tolls?|figures?|numbers?|counts?) (?:at|as) (?P<killed>{_N}) (?:people )?(?:dead|killed)(?: and (?P<wounded>{_N}) (?:people )?(?:wounded|injured|hurt))?|\b(?:while|but|though|whereas) (?:(?!\d)[\w'-]+ ){{1,6}}?(?:said|says|reported|counted|spoke of|put it at) (?:that )?(?P<killed2>{_N}) (?:people )?(?:had|have) (?:been killed|died)(?=[.;,\n]|$)"),
    lump=pattern(r"(?:(?:an? |the |one )?(?:[a-z-]+ )?(?:couple|pair|duo|both(?: of them| men| women)?|(?P<three>trio))\b(?! of (?!them|men|women|his|her))|(?:an?|the|his|her|their|its)? ?(?:twins|twin [a-z]+s|both (?:of )?(?:his|her|their|the) [a-z]+s)\b)"),
    unlisted=pattern(r"(?:his|her|their) (?:guide|pilot|cook|aide|nurse|friend|guest|pupil|host|assistant|interpreter|companion)\b|an? (?:pakistani|indian|iraqi|syrian|afghan|egyptian|sudanese|turk|yemeni|lebanese|palestinian|jordanian|iranian|bangladeshi|nepali|nepalese|filipino|filipina|chinese|thai|kurd|israeli|ukrainian|russian|american|briton|frenchman|german|italian|pole|nigerian|somali|ethiopian|kenyan|malian|tunisian|moroccan|algerian|libyan|saudi|uzbek|tajik|georgian)\b|(?:his|her|their) (?!tractor|scooter|trailer|helicopter|cruiser|tanker|motor|shelter|letter|paper|finger|shoulder|computer|water|tower|setter|pointer|terrier|heifer|quarter|corner|manner|power|plaster|order|number|temper|rooster|hamster|cover|counter|harvester|lighter|locker|banner|cooker|timber|lumber|plant|tent|restaurant)(?:[a-z-]+(?:er|or|ist|ian|ant|maid|smith|mate|hand)|secretary|clerk|valet|page)\b|an? (?:[a-z]+[- ])?(?:boy|girl|[a-z]*(?:woman|keeper|seller|maid))\b"),
    noone=pattern(r"(?:none|nobody|no one|no-one|neither|not one|not a (?:soul|single \w+)|no (?!fewer|less|more|doubt)(?:[\w-]+)(?: or [\w-]+)?)\b(?: of (?:the |them|its |his )?[\w-]*)?"),
    measure=pattern(r" of (?:houses|homes|huts|shops|tents|vehicles|cars|fields|villages)\b|[ -](?:met(?:re|er)s?|kilomet\w+|km|miles?|yards?|feet|inch\w*|hours?|minutes?|seconds?|days?(?! labou?rers)|weeks?|months?|years?|o'clock|tons?|tonnes?|rounds?|shots?|bullets?|hectares?|acres?|per ?cent|percent|a\.m|p\.m|am|pm|times?|dollars?|pounds|kilos?|homes?|houses?|villages?|families|centimet\w+|stab|gunshot|of the (?:homes|houses|vehicles))\b"),
    noun=pattern(r"(?: of (?:its|their|his|her|the|our)(?: own)?(?= [a-z]))?(?: (?:of them|others?|more|[a-z'-]+)){1,4}?(?=$|[\s,.;)])"),
    subject=pattern(r"(?:he|she|they|we)\b"),
    oneself=pattern(rf"(?:(?:an?|the|his|her|its|their|another|one|this|that)(?! {_N}(?![-\d])) (?:(?:\d+-)?[a-z-]+(?:'s?)? ){{0,3}}?(?P<noun>(?!dead|wounded|injured|losses|death|attack|bomb|number|figure|toll|same|way|time|day|night|killed|hurt|hundred|dozen|score|thousand|rest|others|enemy)[a-z][a-z-]*)(?=$|[\s,.;:)])|(?P<pronoun>he|she|him|himself|herself)\b|(?P<other>another)(?=[,.;)]|$| (?:in|at|on|near|who|before|and|when)\b))"),
    lead=pattern(r"\s?(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|an estimated|estimated|no fewer than|no less than|as many as|upwards of|not less than|all|the|these|its|their|his|her|only|just|a further|further|approximately|approx\.?|the other|other)\s)*"),
    more=pattern(r"\b(?:more|another|a further|further|others?|also|too|besides|as well)\b"),
    later=pattern(
        rf"\b(?:(?:(?P<who>{_N}) (?:of|among) (?:the|those|its|their)(?: \w+)? (?:wounded|injured|hurt)|(?P<who2>{_N}) (?:of the )?(?:wounded|injured) (?:people|persons|men|women|children|soldiers|policemen|officers|civilians|victims|shoppers|fighters|passengers))"
        rf"(?:,? (?!\w+ and )[\w'-]+){{0,3}}? {_DIES}"
        rf"|(?P<part>{_N}) of (?:whom|them|these|those)(?: (?!and\b)[\w'-]+){{0,2}}? {_DIES}"
        rf"|(?P<part2>{_N}) (?:later|subsequently|since|then|has since|have since) {_DIES}"
        rf"|(?P<hurt>(?:another|{_N}|an?|the)(?: (?!and\b|who\b|of\b)[\w'-]+){{0,4}}?) (?:(?:later|also|has|have|had|since|then|subsequently) )*(?:died|succumbed) (?:of|from|to) (?:his|her|their)(?: \w+)? (?:wounds|injuries)"
        rf"|(?P<was>an?|the)(?: (?!who\b)[\w'-]+){{1,3}} who (?:was|had been) (?:\w+ )?(?:wounded|injured|hurt)\b[^.;]{{5,120}}? (?:has |have )?{_DIES})\b"
        rf"|(?P<rel>), (?:who|whom|both of whom) (?:(?:later|soon|then|subsequently) )?{_DIES}\b"
        rf"|(?P<soon>),? (?:and|but|then) (?:later |soon |then )?{_DIES}\b(?= (?:at the scene|in (?:the )?(?:hospital|ambulance)|on the way|on arrival|on reaching|on arriving|upon|later|that|of|from|an? (?:hour|day)|before|there|two|three|soon|shortly|as )|[.;,]|$)"
    ),
    rising=pattern(rf"\b{_MAKES} (?:the |its |their )?(?:[a-z-]+ ){{0,3}}?(?:toll|tally|number of (?:the )?(?:dead|deaths|fatalities|victims|killed|people killed))\b|\b(?:later (?:said|put|reported|announced|gave|confirmed|died)|rose|risen|rising|climbed|revised|updated|has grown|went up|increased|now stands?|later died|final toll|overall toll|latest toll)\b"),
    anew=pattern(r"(?: of (?:the|his|her|its|their|them|whom) [\w-]*)?(?: (?:[\w-]+ )?(?:others?|more|men|people|women|children|soldiers|officers))?,? (?:(?:also|then|still|later) )?(?:was|were|is|are|had|has|have|remains?|went|fled|got|escaped|survived)\b"),
    apart=pattern(r"\b(?:of|in|on|at|by|with|from|to|for|aged|under|near|against|into|over|through|within|during|including|than|per|between|among|inside|outside|behind|beside) (?:the |his |her |their |its |an? )?$"),
    aside=pattern(r" of (?:them|whom|these|those)(?= (?:are|were|is|was|remain|remained) (?:still )?(?:in (?:an? )?(?:intensive|critical|serious|grave|stable)\b|critical\b))| of (?:them|whom|these|those)(?= (?!was|were|died|did|had|have|has|lost|are|is|perished|[a-z]+ed\b))"),
    broken=pattern(r" fell and |(?<!who )(?<!which )(?<!that )\b(?:(?:was|were|had|has|have|is|are) [^.;:\n]{1,90}?|(?:escaped|fled|survived|withdrew|retreated|surrendered|got away)(?: [^.;:\n]{1,60}?)?),? and (?=(?:an?|the|his|her|their|its|one|two|three|four|five|six|seven|eight|nine|ten|another|at least|some|several|\d+) )"),
    beside=pattern(r"(?:,? (?:including|among them) [^.;:]{2,40}?,?)?(?: of (?:the|an?|its|their)(?: (?!and\b|or\b|who\b|that\b|was\b|were\b)[\w'-]+){1,4}?)?(?: (?!and\b|or\b|but\b|was\b|were\b|had\b|has\b|have\b|that\b|who\b|to\b)[\w'-]+){0,2}\s?"),
    finite=pattern(r"(?:was|were|is|are|has|have|had|died|dies|perished|lost|lay|lie|lies|paid|gave|met|did|never|succumbed|fell|drowned|suffocated|suffered|sustained|took|needed|remain|received)\b"),
    state=pattern(r"\bcondition\b|\bcritical\b"),
    relative=pattern(r", (?:who|whose|most of|some of|all of|many of|half of)\b[^,.;\n]{2,60}, $"),
    unhurt=pattern(r"\b(?:captur\w+|arrest\w*|detain\w*|kidnap\w*|abduct\w*|seiz\w+|rescu\w+|freed|freeing|releas\w+|evacuat\w+|missing) (?:\w+ ){0,2}?$|\bnumber of (?!dead|deaths|killed|wounded|injured|casualties|victims)\w+ (?:\w+ )?(?:to|by|at) $|\b(?:he|she) (?:was|is) $"),
    amid=pattern(r"\bamong (?:the|those)\b"),
    whole=pattern(r",?(?: (?:there|here))? (?:in (?:all|total)|total|altogether|all told)\b"),
    differs=pattern(r""),
    contrast=pattern(r";(?= )(?: (?!\d)[\w'’-]+){1,8}? (?:said|says|puts?|counted|counts|reported|reports|spoke|speaks|gave|gives)\b|\b(?:while|whereas|but|though|although) (?:(?!\d)[\w'’-]+ ){1,6}?(?:said|says|puts?|admits?|admitted|acknowledges?|acknowledged|claims?|claimed|counted|counts|reported|reports|spoke|speaks|gave|gives)\b"),
    others=pattern(r"\bothers$"),
    ours=pattern(r"\b(?:our|own)\b(?! (?:area|sector))|\btheir loss(?:es)?\b|\bmartyr"),
    theirs=pattern(r"\b(?:enemy|enemies|terrorists?|militants?|insurgents?|rebels?|attackers?|assailants?|criminals)\b"),
)  # fmt: skip
