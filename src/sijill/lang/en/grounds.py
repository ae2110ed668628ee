"""English phrases that name a doer: by claim, blame and suspicion, as the forces of a state, and beside a deed."""

from __future__ import annotations

from sijill.lang.grounds import Grounds
from sijill.lang.later import pattern

_GROUP = r"(?:the |a |an )?(?:(?:group|militant group|rebel group|jihadist group|armed group|so-called|militia|a group calling itself|group calling itself|a faction styling itself|faction called|group called|(?:al-qaeda|iran|is|isis)-(?:linked|backed|aligned) (?:group )?)\s)*"
_MEN = r"(?:(?:from|a cell of|cell of|members? of|militants? (?:of|from|linked to|loyal to)|fighters? (?:of|from|loyal to)|elements? of|remnants of|supporters of|followers of|men (?:of|from)|part of|linked to|loyal to|belonging to|gunmen (?:of|from)|what (?:he|she|they|it) called)\s(?:the\s)?)*"
_AFTER = (
    r"(?:'s(?: [\w-]+){0,4}?)?(?:,? (?:which|who)\b)?(?:\s?\([\w .-]+\))?[ ,]*"
    r"(?:(?:group|movement|militants|fighters|branch|affiliate|spokes\w+|militia|faction|province|has|have|had|later|also|then|since|quickly|on \w+day|(?:on|in|through|via|over|to) (?:its|an?|the|their)? ?(?:[\w-]+ ){0,3}[\w-]+|in the (?:evening|morning)|defence ministry|army|military|command|that evening|the same day) ?)*?,? ?"
)
_ASIDE = r"(?:, (?:the|an?|which|who|whose) [^.;:]{2,80}?(?<!said)(?<!says),)?"
"""What stands between commas behind a name: "Ansar al-Bahr, a group that split off in May, claimed"."""
_ITS = r"(?:it|its|they|their|the group)\b(?! (?:had (?:nothing|no|lost|not|been)|was not|were not|did not|would|will|has no|have no|denied|had not|was (?:investigating|aware|checking)|regret))"

_PHRASES = (
    (
        "claimed",
        pattern(rf"(?:\b(?:claimed (?:[\w-]+ ){{0,4}}?by|claims? (?:of responsibility )?(?:by|from)|responsibility (?:for [\w ]{{3,40}} )?(?:was |has been |had been )?(?:claimed|taken|assumed) (?:[\w-]+ ){{0,4}}?by|admitted by|(?:leaflets?|letters?|notes?|statements?|claims?|communiqu[eé]s?) signed by|(?:wrote|said|boasted|declared) (?:an? |the )?(?:outfit|group|cell|band|faction|channel of)|statement (?:from|by) [\w ]{{0,20}}claiming) {_GROUP}(?:calling itself |styling itself |naming itself )?)$"),
        pattern(rf"{_ASIDE}{_AFTER}(?:claimed|claims|claiming|claim|adopts|adopted|t[oa]\w*k?e?n? (?:responsibility|credit)|boasted|assert(?:s|ed)\b|announced:|(?:has |have |had )?said (?:that )?the (?:[\w-]+ ){{1,3}}(?:was|were) (?:(?:its|their) (?:work|doing|own)|theirs)|(?:has |have |had )?posted a claim|(?:said|says?) (?:(?:late |early )?(?:on|in|through|via|by|over|to) (?:[\w'-]+ ){{1,6}}?)?(?:that )?{_ITS}|said [^.;]{{0,60}}?\bhad [\w\" ]{{0,16}}?(?:hit|struck|targeted|attacked|shot down|killed|bombed|shelled)\b|(?:warned|threatened|vowed|promised) (?:[\w'-]+ ){{0,5}}?(?:its|it|to)\b|announced (?:[\w' -]{{2,40}}? )?(?:that )?(?:{_ITS}|the (?:driver|bomber|attacker))|credits its|credited its|telephoned [\w ]{{2,20}} to call the man one of theirs|showed its (?:men|fighters)|published (?:a video|pictures|footage) of)"),
    ),
    (
        "suspected",
        pattern(rf"(?:\b(?:(?:believed|thought|said) to belong to|suspect(?:ed|s|ing)?(?: (?:to be|of being|of belonging to|that|the work of))?|believed to (?:be|have been)(?: (?:carried out|planted|laid|fired|set|sent|the work of))?|thought to (?:be|have been)(?: (?:planted|laid|fired))?|it is (?:believed|thought),?|believe[sd]?(?: that)?|(?:hallmarks?|signature|fingerprints) of|presumed|alleged|(?:be|been|was|were) (?:laid|planted) by|said to be|described as|suspicion (?:fell|falls) on|possibly|probably|likely|presumably|apparently),? (?:by )?{_GROUP}{_MEN}{_GROUP})$"),
        pattern(rf"{_ASIDE}(?:'s)?(?: (?:fighters|militants|men|elements|members|gunmen|cell))? (?:(?:is|are|was|were|has been|have been) (?:widely )?(?:suspected|believed|thought|presumed)\b|suspected\b)"),
    ),
    (
        "blamed",
        pattern(rf"(?:\b(?:blam(?:ed|es|ing)(?: (?:it|them|the (?:[\w-]+ ){{1,4}}?|responsibility) on)?|(?:laid|put|pinned) the blame on|accus(?:ed|es|ing)|attribut(?:ed|es|ing) (?:it |the (?:[\w-]+ ){{1,3}})?to|attributed to|point(?:ed|ing|s)? (?:the |a |an accusing )?finger at|pointed at|held|holds|responsibility (?:lies|lay) with|put(?:s|ting)? (?:(?:it|this|them) |(?:the|that) (?:[\w-]+ ){{1,3}})down to|(?:laid|lay|lays) [\w' -]{{2,40}} at|saw the hand of|pointed to|(?:called|as|was|is|been) (?:it )?the work of) {_GROUP}{_MEN}{_GROUP})$"),
        pattern(rf"'s? door\b|{_ASIDE} (?:was|were|has been|have been|is|are) (?:blamed|accused|held responsible|behind (?:the|it|this|that|both)|responsible for (?:the|it|this|both)|to blame)\b"),
    ),
)  # fmt: skip
"""On what ground: what ends right before the doer's name, and what follows it."""

_NATIONS = (
    "Iraqi Turkish Israeli Russian American British French German Saudi Syrian Iranian Ukrainian Egyptian Jordanian Lebanese Yemeni Emirati Kuwaiti "
    "Afghan Pakistani Indian Chinese Burmese Malian Nigerian Nigerien Chadian Cameroonian Sudanese Ethiopian Eritrean Somali Kenyan Ugandan Rwandan "
    "Congolese Burundian Libyan Tunisian Algerian Moroccan Mozambican Colombian Mexican Venezuelan Haitian Honduran Salvadoran Peruvian Ecuadorian Philippine "
    "Indonesian Thai Bangladeshi Armenian Azerbaijani Azeri Georgian Polish Danish Dutch Italian Spanish Burkinabe Kurdish Palestinian U\\.S\\. US NATO UN coalition government regime federal national"
)
_FORCES = (
    r"(?:(?:ground |security |armed |special |government |riot |federal |border |traffic |state |provincial |local |army |air |naval |marine )*"
    r"(?:army|navy|air force|military|forces?|troops|soldiers|police|commandos|guards?|peshmerga|gendarmes?|coalition|security forces|fighters|paratroopers|marines|brigade|division))"
)
_STATE = pattern(
    rf"(?:[Tt]he |THE )?(?P<who>(?i:\b(?:{'|'.join(_NATIONS.split())})(?: and (?:coalition|{'|'.join(_NATIONS.split()[:8])}))?(?:-led coalition| {_FORCES}))\b"
    rf"|(?i:\b(?:{'|'.join(_NATIONS.split())}))(?=(?: (?:army|air force|military))? (?:[a-z]+ )?(?:jets?|warplanes?|aircraft|drones?|planes?|helicopters?|gunships?|artillery|missiles?|shelling|air ?strikes?|air raids?|drone strikes?|bombardment|howitzers?|tanks|F-16s)\b)"
    rf"|(?i:(?:(?<=raid by )|(?<=strike by )|(?<=attack by )|(?<=shelling by )|(?<=killed by )|(?<=shot by )|(?<=bombardment by )|(?<=fired by )|(?<=offensive by ))the (?:army|military|air force|navy)\b)"
    rf"|(?i:\bSaudi-led coalition|\bUS-led coalition|\bU\.S\.-led coalition|\bthe (?:international )?coalition)\b"
    rf"|(?i:\b(?:riot|federal|border|state|provincial|military|local|city|security|traffic) police|\bsecurity forces|\bgovernment (?:troops|forces|soldiers)|\bspecial forces|\bborder guards?|\bpro-(?:Iran|government|regime|Russian|Turkish) (?:factions|militias?|groups|fighters|forces))\b"
    rf"|\b[A-Z][\w'’-]+ police\b)"
)  # fmt: skip
"""The forces of a state, over the original text."""

_OWN = pattern(
    r"(?:'s?)?(?: own| new)? ?(?:army|air force|navy|military|defence ministry|troops|forces|soldiers|guards|fighters|men|militants|rebels|militia|police|commandos|drones?|jets?|warplanes?|aircraft|planes?|helicopters?|gunships?|artillery|howitzers?|guns|tanks|missiles?|rockets?|mortars|f-?16s?|air strikes?|airstrikes?|air raids?|drone strikes?|strikes?|shelling|shells?|bombardment|suicide bombers?|gunmen|emir|commander|element|elements)\b"
)
"""What a doer owns or is made of: its drones, its men."""

_MORE = pattern(
    r"(?:(?:'s|’s)(?: [a-z]+){0,2} (?:[Bb]ranch|[Ff]ront|[Ww]ing|[Pp]rovince|[Bb]rigade|[Cc]ommand|affiliate)\b|(?:'s|’s)? (?:[A-Z][\w-]+ ){1,4}(?:[Pp]rovince|[Bb]ranch|[Ff]ront|[Aa]ffiliate)\b| in (?:the )?(?:[A-Z][\w-]+ ?){1,3}(?=[ ,.;]))"
)
_LESS = pattern(
    r"(?:(?:the )?(?:[A-Z][\w-]+ ){0,2}(?:Front|Brigade|Wing|Bloc|Battalion|Command|Column|Division|Branch|Regiment|Faction|Unit)s? of (?:the )?|(?:[Ff]ollowers|[Ss]upporters|[Rr]emnants) of (?:the )?)$"
)

GROUNDS = Grounds(
    phrases=_PHRASES,
    state=_STATE,
    own=_OWN,
    sent=pattern(r"\b(?:launched|fired|sent|flown|dispatched|aimed) by (?:the )?$"),
    sends=pattern(
        r"(?:'s)? (?:[\w-]+ ){0,2}?(?:launched|launches|fired|fires|sent|sends|flew|dispatched|aimed|drones?|rockets?|missiles?)\b"
    ),
    apart=pattern(
        r"\b(?:against|on|(?<!militants )(?<!fighters )(?<!gunmen )(?<!men )(?<!insurgents )from|with|to|near|killed|wounded|(?<!heroes )(?<!rebels )(?<!militants )(?<!guerrillas )(?<!insurgents )(?<!units )(?<!men )(?<!members )(?<!fighters )(?<!forces )(?<!elements )(?<!troops )(?<!soldiers )(?<!followers )(?<!remnants )of(?: the)?|including|by (?:then|now)) (?:the |an? |its |suspected |alleged )?(?:[a-z]+ )?$"
    ),
    between=pattern(r"\bbetween (?:the |an? )?(?:[a-z]+ )?$"),
    parts=pattern(
        r"\b(?:was|were|been|being|is|are|by|said|says|told|against|when|after|while|where|but|that|because|where|as|position|positions|targets?|which it|headquarters|base|bases)\b|[;:(]"
    ),
    taken_up=pattern(
        r"\b(?:the|that|same) (?:group|movement|organi[sz]ation|faction|militants|jihadists)(?:'s)? (?:[\w']+ ){0,3}?(?:(?P<claimed>claimed|boasted|took (?:responsibility|credit)|said it (?:had|was)|said its)|(?P<does>\w+))\b"
    ),
    aside=pattern(r"\b(?:of|on|against|from) (?:the |its )?(?:[a-z]+ )?$"),
    compound=pattern(
        r"(?:'s)?(?: (?:soldiers|troops|fighters|men|militants|police|forces|units|officers))?(?:, [^,.;]{3,60},)? (?:surround|cordon|encircl|seal|enter|search|comb|raid|storm|block|stopp)e?d (?:(?!\b(?:who|when|where|said|by)\b)[^.;:]){2,90} and (?:later |then )?"
    ),
    more=_MORE,
    less=_LESS,
)
