"""English nouns and names of those who may do what is told: forces, groups, peoples, owners of weapons."""

from __future__ import annotations

from sijill.lang.later import pattern
from sijill.lang.parties import Parties

_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December|Last|"
    r"The|An?|This|That|When|After|Before|Then|On|In|At|By|For|From|But|And|As|It|He|She|They|We|You|His|Her|Its|Their|Our|My|One|Two|Three|Four|"
    r"Five|Six|Seven|Eight|Nine|Ten|Some|Both|Most|Many|Several|Each|Every|If|While|Where|What|Who|How|Why|No|Not|Nobody|Yesterday|Today|Tonight|"
    r"Likely|Suspected|Probable|Possible|Presumed|Alleged|Apparent)"
)
_CAP = rf"(?!{_DAY}\b)[A-Z][\w’'&]*(?:\.(?=[A-Z])[A-Z]\.?)*(?:-(?:\w[\w’']*))*"
_SORT = (
    r"(?:(?:government|federal|security|riot|anti-riot|tribal|rebel|border|special|state|local|city|town|district|provincial|military|army|air|"
    r"ground|naval|marine|armed|allied|coalition|separatist|paramilitary|rapid|quick|reaction|response|intervention|support|counter-?terrorism|"
    r"anti-?terrorism|self-?defen[cs]e|loyalist|loyal|opposition|islamist|jihadist|salafi|salafist|settler|nationalist|regime|national|joint|"
    r"international|foreign|presidential|republican|revolutionary|uniformed|communist|maoist|traffic|judicial|prison|palace|republican|elite|"
    r"mobile|mechanised|mechanized|armoured|armored|infantry|airborne|parachute|mountain|tank|artillery|missile|drone|commando|peacekeeping|"
    r"occupation|interior|defen[cs]e|intelligence|emergency|law|enforcement|auxiliary|popular|mobilisation|mobilization|resistance|regular|"
    r"militia|cartel|clan|village|dissident|exiled|mutinous|renegade|rogue|rival|neighbouring|pro-[\w-]+|anti-[\w-]+|"
    r"[\w-]+-(?:backed|led|linked|aligned|affiliated|allied)|\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth)(?:\s(?=\S)))"
)
_BLANK = r"(?:\s(?=\S))"
_BARE = (
    r"(?:army|armed forces|air force|navy|military|troops|soldiers|soldier|police|policemen|gendarmes?|gendarmerie|peshmerga|commandos|"
    r"marines|paratroopers|security (?:forces|men|services|agents|guards|officers|personnel|units)|general security|rapid response|special forces|coalition (?:aircraft|jets|warplanes|planes|forces|drones|helicopters)|(?:ministry|directorate) of (?:the interior|interior|defen[cs]e|(?:military )?intelligence)|(?:intelligence|security) (?:directorate|command|agency)|guards|government|junta|regime|coalition|"
    r"separatists?|rebels|tribesmen|clansmen|settlers|herders|herdsmen|vigilantes?|rangers|berets|authorities|defen[cs]e ministry|"
    r"interior ministry|intelligence|guardsmen|border guards?|coastguard|paramilitaries|dissidents|militiamen|mercenaries|peacekeepers|(?:presidential|republican|national|royal|imperial|civil) guards?)"
)
_BOUND = (
    r"(?:forces?|fighters|militias?|militants?|militiamen|guerrillas|insurgents|jihadists|gunmen|groups?|factions?|fronts?|movement|brigades?|"
    r"battalions?|divisions?|regiments?|corps|compan(?:y|ies)|columns?|gangs?|cartel|clans?|army|command|directorate|services?|agency|"
    r"party|organi[sz]ation|wing|cell|council|mission|officers?|men|elements|cadres|dissidents|loyalists|resistance|alliance|bloc|"
    r"units?|squads?|patrols?|guards?|tribes?|state|emirate|ministry|administration|supporters|followers|partisans|volunteers|tigers|"
    r"raiders|riders|pirates|bandits|drones?|jets?|warplanes?|helicopters?|gunships?|aircraft|guns|gunners|artillery|batteries|"
    r"gunboats?|warships?|airmen|pilots|bombers|hunters|herders|youths|gunners|horsemen|legion|network|emirate|militiamen)"
)
_OF = rf"(?: of (?:the )?(?:{_CAP} ){{0,4}}{_CAP})?"
_NAMED = (
    r"(?:Companies|Brigades?|Battalions?|Soldiers|Army|Front|Fist|Swords?|Lions|Partisans|Supporters|Followers|Sons|Knights|Wolves|Falcons|Eagles|"
    r"Heroes|Martyrs|Guardians|Guards|Defenders|Masters|Owners|Party|Banner|Banners|Servants|Hand|Hands|Voice|Wrath|Dawn|Storm|"
    r"Thunder|Warriors|Fighters|Men|Youth|People|Protectors|Descendants|Cubs|Shield|Spear|Promise|Revenge|Vanguards?|Movement|League|"
    r"Union|Coordination|Committee|Council|Alliance|Emirate|Flag|Home|House|Call|Path|Grandsons|Revolutionaries|Resistance)"
)

_CLAN = r"(?:(?i:albu|al|bani|bin|banu|beni|al-bu|bayt|beit|abu|el|ait) ?-?)?(?!(?i:two|both|the|rival|between|and|of|from)\b)[A-Za-z][\w’'-]+"
_CLANS = r"(?i:clans?|tribes?|families|clansmen|tribesmen|communities)"

PARTIES = Parties(
    nouns=(
        ("side", pattern(rf"(?:\b(?:the|between|Between|The|of|by)|[a-z]['’]s) (?P<who>{_CLAN})(?= and (?:the )?{_CLAN} {_CLANS}\b)")),
        ("side", pattern(rf"(?:\b(?:the|between|Between|The|of|by)|[a-z]['’]s) {_CLAN} and (?:the )?(?P<who>{_CLAN})(?= {_CLANS}\b)")),
        ("side", pattern(rf"\b{_CLANS} of (?:the )?(?P<who>{_CLAN})(?= and (?:the )?{_CLAN})")),
        ("side", pattern(rf"\b{_CLANS} of (?:the )?{_CLAN} and (?:the )?(?P<who>{_CLAN})")),
        ("group", pattern(r"\b(?P<who>(?:[A-Z][\w-]+ )?(?:US|American|Saudi|Israeli|Zionist|Turkish|Iranian|Russian)(?:[- ](?:Saudi|American|Zionist|Emirati|Israeli|led))* (?:[Aa]ggression|[Ee]nemy|[Oo]ccupation|[Oo]ccupiers|[Ii]nvaders))\b")),
        ("group", pattern(rf"\b(?P<who>{_NAMED} of (?:the )?(?:{_CAP} ){{0,3}}{_CAP})")),
        ("quoted", pattern(rf"[\"“”'‘](?P<who>(?:the |The )?{_CAP}(?: (?:of|the|al|for|and|in|{_CAP})){{0,5}})[\"“”'’]")),
        ("force", pattern(rf"(?<![\w-])(?P<who>(?i:{_BARE})\b{_OF})")),
        (
            "group",
            pattern(
                rf"(?<![\w-])(?:[Tt]he |[Aa]n? |THE )?(?P<who>(?:(?:{_CAP}|and) ){{0,3}}(?:{_CAP}|al-[A-Z]\w+|el-[A-Z]\w+|tribal|pro-[\w-]+|[\w-]+-(?:backed|led|linked|aligned|affiliated))(?:['’]s)? (?:{_SORT}){{0,2}}(?i:{_BOUND})\b{_OF})"
            ),
        ),
        ("group", pattern(r"\b(?P<who>(?:dissidents|supporters|followers|remnants|men|members|partisans|loyalists|a splinter|splinters|pirates|hitmen|horsemen|mercenaries|raiders|a mob|a crowd|a faction|factions|a column|columns|gunmen|fighters|militants|elements|soldiers|units|a cell|cells|a wing) (?:of|from|loyal to|linked to|belonging to|allied to) (?:the )?(?:\w+ ){0,2}" + _CAP + rf"(?: {_CAP}){{0,3}})")),
        ("proper", pattern(rf"(?<![\w.’'-])(?:The )?(?P<who>(?!The ){_CAP}(?: (?:(?:of|the|al|for|de|del|la|and|in) )?{_CAP}){{0,4}})")),
        ("people", pattern(r"\b(?P<who>(?:[Ss]unnis|[Ss]hiites|[Ss]hias|[Aa]lawites|[Dd]ruze|[Bb]edouin|[Hh]erders|[Ss]ettlers|[Tt]ribesmen|[Ss]eparatists|[Rr]ebels))\b")),
    ),
    modifier=pattern(rf"{_CAP}|{_SORT.replace(_BLANK, '')}"),
    unit=pattern(r" (?:Brigades?|Battalions?|Divisions?|Regiments?|Company|Companies)\b"),
    numbered=pattern(r"\b\d+(?:st|nd|rd|th) $"),
    nobody=pattern(
        r"(?:(?:the|an?|two|three|several|unknown|unidentified|masked|armed|suspected|local|fpv|fighter|kamikaze|explosive|booby-trapped|attack|war|other|some|many|more|any|no|another|such|rival|pro-\w+|hooded|wanted|foreign|\d+) )*"
        r"(?:gunmen|gunman|militants?|insurgents?|attackers?|assailants?|fighters?|men|jihadists?|guerrillas?|groups?|cells?|gangs?|factions?|elements|bandits?|raiders|officers?|units?|patrols?|militias?|militiamen|armed groups?|drones?|jets?|warplanes?|planes?|guns|artillery|helicopters?|aircraft|bombers?)"
        r"|fpv|(?:the )?(?:foreign |hired )?mercenaries|idf(?= (?:on|at|from|attack|hit|impact|x|vs|rounds?|fire|into|against|\d))|(?:\w+ ){0,2}(?:agency|ministry of (?:health|education)|cruisers?|court|council|hospital|university|school)"
    ),
    again=pattern(
        r"\b(?P<us>our (?:\w+ ){0,2}(?:fighters|men|forces|units|heroes|brothers|mujahideen|soldiers|detachments|troops|companies|brigades|gunners|snipers|patrols?|lions|comrades|guerrillas|drones|missiles|rockets|artillery|column|keeping|hands)|we (?:have|had|fired|struck|killed|took|attacked|laid|announce|declare|executed|hit|shelled|destroyed|hold|claim|warn|inform)|by our|the enemy|the crusaders?|the apostates?)\b"
        r"|\b(?:the (?:(?:islamist|militant|armed|rebel|terror|terrorist|extremist|jihadist|same|latter|insurgent|dissident|local|outlawed|banned) )?(?:group|movement|wing|network|organi[sz]ation|faction|gang|militia|front|jihadists|rebels|militants|guerrillas|army|brigade|party|cartel|insurgents|separatists|coalition|insurgency)|its (?:fighters|men|forces|drones|jets|gunmen|members|troops|units|media|news agency|spokes\w+|channel|statement)|their (?:missiles|drones|fighters|men|guns|rockets|forces))\b"
    ),
    issuer=pattern(
        r"(?:[,.]? ?[-:]|[,.]? (?:[\w'-]+ ){0,3}(?:communiqu|statement|bulletin|press|information|media|military comm|general comm|announc|inform|declar|war report|dispatch)|[^\n.]{0,40}\n)"
    ),
)  # fmt: skip
