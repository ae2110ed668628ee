"""English turns of phrase that tell a toll without a plain verb of killing or wounding beside its number."""

from __future__ import annotations

import re

from sijill.lang.losses import Losses

_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|hundred|dozens|scores|several|a dozen)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|dozen))?\b"
_N = rf"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|an estimated|no fewer than|as many as) )?(?:between )?(?:\d[\d,]*|{_WORDS})(?: (?:and|to) (?:\d+|{_WORDS}))?"
_BE = r"(?:was|were|is|are|has been|have been|had been|being|been|got)"
_HOW = r"(?:(?:also|later|then|both|all|slightly|lightly|badly|seriously|severely|critically|fatally|reportedly|still|being|now) )*"
_LIMB = r"(?:legs?|arms?|hands?|eyes?|foot|feet|fingers?|sight|limbs?)"
_HARM = r"(?:(?:grazed|cut|broken|burned|torn) (?:arm|leg|hand|head|foot|ear|cheek|shoulder|knee)|wounds?|injur(?:y|ies)|burns?|bruises|cuts|splinters|fractures?|shrapnel|concussion|broken|fractured|bullet|gunshot|shattered|leg wounds?)"

_PHRASES: dict[str, tuple[re.Pattern[str], ...]] = {
    "killed": (
        re.compile(r"\b(?:killings?|deaths?|murders?|slaying|assassination|execution|beheading|massacre|shooting dead|loss) of (?=(?P<who>[^.;:]{2,70}))"),
        re.compile(r"\b(?:killing|killed|kills|kill|shot dead|shoots dead|gunned down|murdered|beheaded|executed|assassinated|shot and killed|shooting dead|hacked to death|stabbed to death|beat to death|(?:claim|cost|t[oa]k)\w* the li(?:fe|ves) of|buried|mourn(?:ed|ing) the (?:death|loss) of|recovered the bod(?:y|ies) of|found the bod(?:y|ies) of|carried off the bod(?:y|ies) of) (?=(?P<who>[^.;:]{2,70}))"),
        re.compile(r"\b(?:shot|shooting|beat|beaten|stabbed|hacked|stoned|burned|burnt) (?P<who>[^.;:]{2,50}?) (?:dead|to death)\b"),
        re.compile(rf"(?P<back>)(?:(?:{_BE} )?{_HOW}(?:killed|shot dead|shot and killed|shot to death|martyred|slain|murdered|beheaded|executed|gunned down|assassinated|hacked to death|beaten to death|burned to death|stabbed to death|stoned to death|lynched|blown to pieces|crushed to death|fatally (?:hit|shot|wounded|injured|stabbed))|died|dies|perished|succumbed|lost (?:his|her|their) li(?:fe|ves)|lost their lives|ha(?:d|ve|s) (?:had )?(?:his|her|their) throats? (?:cut|slit)|(?:was|were) (?:[\w-]+ ){0,4}?(?:and )?shot in the (?:back of the )?head|(?:was|were) (?:[\w-]+ ){1,4}?and shot (?=in|on|by|before)|(?:was|were) (?:buried|found dead|left dead)|(?:have|has) been buried|(?:was|were|is|are|lay|confirmed|left) dead|dead)\b"),
        re.compile(rf"\b(?:losing|lost|loses|losses of) (?P<who>{_N} (?:of (?:its|their|his|our|the)(?: own)? )?(?:[\w-]+ )?(?:men|fighters|soldiers|troops|policemen|officers|members|people|guards|recruits|sons|brothers|daughters|children|comrades|workers|staff|of its own|of their own|killed|dead))\b"),
        re.compile(rf"\b(?:the (?:dead|killed|slain)|death toll|toll|losses|fatalities|number (?:of [a-z -]+? )?(?:killed|dead|of dead|of deaths)(?: [\w-]+){{0,4}}?) (?:(?:was|were|is|are) put at|put at|at|as|to|stood at|stands at|rose to|has risen to|had risen to|reached|was|is now|climbed to|by both at) (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        re.compile(rf"\b(?P<who>{_N}) (?:[\w-]+ )?(?:bodies|corpses|martyrs|fatalities)\b"),
        re.compile(rf"\b(?P<who>{_N}) (?:(?!shot|left|found|were|was|had|have)[\w-]+ ){{0,3}}?(?:dead|killed|kia)\b"),
        re.compile(rf"\b(?:death toll|toll) [\w' -]{{0,70}}?(?:stands at|stood at|at|to|reached|was) (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
        re.compile(rf"\b(?P<who>{_N} (?:[\w-]+ ){{0,2}}?[\w-]+), (?:most|many|some|all|half|two|three|four|five|six|several|among) (?:of )?(?:them|whom) [\w -]{{2,30}}, (?:(?:have|had) )?(?:died|perished|(?:were|have been|had been) (?:killed|shot dead))\b"),
        re.compile(rf"\bput at (?P<who>{_N}) the (?:number|toll)(?: of (?:the )?(?:[\w-]+ ){{0,3}}?(?:killed|dead|slain|victims|deaths))"),
    ),
    "wounded": (
        re.compile(r"\b(?:injuring|wounding|hurting|maiming|concussing|wounded|injured|hurt|injures|wounds) (?=(?P<who>[^.;:]{2,70}))"),
        re.compile(rf"(?P<back>)(?:{_BE} {_HOW}(?:wounded|injured|hurt|maimed|concussed|burned|grazed|hospitali[sz]ed|hit (?:in|on) the (?:head|arm|leg|forearm|shoulder|chest|stomach|thigh|hand|foot|neck|face|back)|(?:taken|rushed|brought|moved|admitted|flown|driven|carried) to (?:an? |the |[a-z]+ )?(?:nearby |local |field |military |district )?(?:hospitals?|clinics?|ward|infirmary)|treated|flown out|evacuated|in hospital|in (?:a )?(?:critical|serious) condition)|hit (?:in|on) the (?:head|arm|leg|face|chest|shoulder|hand|foot|neck)|cut by (?:flying |broken )?(?:glass|splinters|shrapnel|debris)|cut about the (?:head|face|hands)|wounded|injured|concussed"
            rf"|(?:lay|lie|lies|remain(?:s|ed)?) (?:wounded|in (?:the )?hospital)|los(?:t|es) (?:an?|his|her|their|both|one) (?:left |right )?{_LIMB}|(?:has|have|had|suffered|suffers?|sustained|with|needed|survived? with|escaped with|took) (?:an? |his |her |only |minor |light |slight |serious |superficial |leg |head |hand |facial )*{_HARM}|needed (?:stitches|surgery|treatment|hospital)|survived? with wounds|took a bullet)\b"),
        re.compile(rf"\b(?:wounded|injured|hurt|number (?:of )?(?:the )?(?:wounded|injured|hurt)(?: [\w-]+){{0,3}}?) (?:was put by (?:both|all)(?: [a-z]+)? at|at|as|to|was|stood at|rose to|reached|numbered) (?P<who>{_N})\b"),
        re.compile(rf"\b(?:treated|treating|put|sent|admitted|took|received|patched up) (?P<who>{_N}(?: [\w-]+){{0,3}}?)(?= (?:in|to) (?:the )?(?:hospitals?|clinics?)| for (?:[\w-]+ ){{0,3}}(?:wounds|injuries|burns|bruises|inhalation|cuts|blisters|suffocation))\b"),
        re.compile(rf"\b(?P<who>{_N} (?:people|patients|casualties|men|women|children|civilians)) (?:whom )?(?:they|it|he|she|doctors|medics) (?:had |have )?treated\b"),
        re.compile(rf"\btreated (?P<who>{_N})(?=[.,;]| people| patients| demonstrators| protesters| casualties)"),
    ),
    "again": (
        re.compile(rf"\bput at {_N} by [\w' -]{{2,40}}? and (?:(?:by [\w' -]{{2,30}}? )?at )(?P<who>{_N})\b"),
        re.compile(rf"\b(?:spoke|speaks|speaking|talk(?:s|ed)?) (?:only )?of (?P<who>{_N})\b(?! (?:years|days|hours|metres|kilomet|weeks|months))"),
        re.compile(rf"\b(?:figure|number|toll|count)(?: (?:he|she|it|they) had)? (?:as|at|was|is|of) (?P<who>{_N})\b(?! (?:injured|wounded|hurt))"),
    ),
}  # fmt: skip

LOSSES = Losses(
    phrases=_PHRASES,
    hint=re.compile(
        r"\b(?:kill|dead|die[ds]|death|wound|injur|hurt|maim|casualt|martyr|slain|slaying|murder|behead|execut|assassin|massacre|bod(?:y|ies)|corpse|fatal|toll|hospital|clinic|treat|los(?:t|ing|es)|lives?|perish|succumb|throat|sho[ot]|gunned|stab|hack|beat|burn|buried|mourn|cut (?:by|about)|hit [io]n|concuss|evacuat|flown|suffer|stitches|bullet|figure|sp[oe]|number|count|lynch|surviv|stoned|graz|kia|wia|splinter|shrapnel|broken|fractur|put|blown|crush|received|admitted|escaped)"
    ),
    opens=re.compile(r" (?:stopped|ended|died down|cleared|lifted|was over),? |[.;:(\n]\s*|\"\s?|,? (?:when|where|while|after|but|that|as|which|said|says|before|because|since|until|if|in which|saying|who (?:said|says)) |, (?:and )?(?=(?:[\w-]+ ){0,3}(?:of them|others?|more|were|was)\b)|, (?:then|so|yet) "),
    member=re.compile(r"(?:,? (?:and|as well as|along with|plus|&|while)(?: also)? |, (?=(?:an?|his|her|their|one|two|three|four|five|\d+) ))|(?:(?! and |,)[^.;:\n]){0,30}? and (?=(?:an?|the|his|her|their|its|one|two|three|four|five|six) (?:[\w-]+ ){0,2}?(?:woman|man|boy|girl|child|children|soldiers?|civilians?|officers?|policem[ae]n|driver|volunteer|guard|midwife|nurse|wife|son|daughter|grandson|customer|nephew|brother|sister|passer-by|bystander|guards?|women|men)\b)"),
    lump=re.compile(r"(?:an? |the |one )?(?:[a-z-]+ )?(?:couple|pair|duo|both(?: of them| men| women)?|(?P<three>trio))\b(?! of (?!them|men|women|his|her))"),
    noone=re.compile(r"(?:none|nobody|no one|no-one|neither|not one|no (?!fewer|less|more|doubt)(?:[\w-]+)(?: or [\w-]+)?)\b(?: of (?:the |them|its |his )?[\w-]*)?"),
    measure=re.compile(r"[ -](?:met(?:re|er)s?|kilomet\w+|km|miles?|yards?|feet|inch\w*|hours?|minutes?|seconds?|days?|weeks?|months?|years?|o'clock|tons?|tonnes?|rounds?|shots?|bullets?|hectares?|acres?|per ?cent|percent|a\.m|p\.m|am|pm|times?|dollars?|pounds|kilos?|homes?|houses?|villages?|families|centimet\w+|stab|gunshot|of the (?:homes|houses|vehicles))\b"),
    noun=re.compile(r"(?: (?:of (?:its|their|his|her|the|our|them)|others?|more|[a-z'-]+)){1,4}?(?=$|[\s,.;)])"),
    oneself=re.compile(r"(?:(?:an?|the|his|her|its|their|another|one|this|that) (?:[a-z-]+ ){0,3}?(?P<noun>(?!dead|wounded|injured|losses|death|attack|bomb|number|figure|toll|same|way|time|day|night|killed|hurt)[a-z'-]+)(?=$|[\s,.;:)])|(?P<pronoun>he|she|him|himself)\b)"),
    lead=re.compile(r"\s?(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|an estimated|estimated|no fewer than|no less than|as many as|upwards of|not less than|all|the|these|its|their|his|her|only|just|a further|further|approximately|approx\.?|the other|other)\s)*"),
    more=re.compile(r"\b(?:more|another|a further|further|others?|also|too|besides|as well)\b"),
    rising=re.compile(r"\b(?:later (?:said|put|reported|announced|gave|confirmed|died)|rose|risen|rising|climbed|revised|updated|has grown|went up|increased|now stands?|later died|final toll|overall toll|latest toll)\b"),
)  # fmt: skip
