"""English."""

import re

from sijill.lang.normal import latin as normalise
from sijill.lang.pack import Grammar

_NEVER = re.compile(r"(?!)")

GRAMMAR = Grammar(
    conjunction=re.compile(r"\s*(?:,\s*and|,|and|&|\+|plus|as well as)\s*(?:(?:the|his|her|their|its)\s*)?$"),
    joins=re.compile(r"\s*(?:,|and\b|while\b|but\b|;)"),
    including=re.compile(r"\b(?:including|among them|among whom|of them|of whom|one of them|most of them)\b"),
    formerly=_NEVER,
    onto=re.compile(r"\b(?:on|against|into|hit|hits|struck|targeted|targeting|targets|vs\.?|versus|attacked)\s+(?:an?\s|the\s|\d+\s|two\s|its\s)?$"),
    between=re.compile(r"^(?:\s|were|was|are|is|have|had|has|been|being|others?|more|people|persons?|all|also|reported|reportedly|further|another|[a-z'’]+s?|of|the|his|her|their|from|in|\(|\)|of \d+|aged \d+){0,12}$"),
    active=re.compile(r"(?:ing|kills|injures|wounds|leaves|left)$"),
    plural=re.compile(r"(?:s|men|people|women|children|troops|police|recruits|personnel|peshmerga|youths|security forces|hashd|pmf|pmu|isf|staff)$"),
    of_the=re.compile(r"\b(?:of the|of these|of those)\s$"),
    out_of=re.compile(r"\s(?:out\s)?of(?:\s(?:the|our|these|those|all|its|my|their|his|her))*\s"),
    up_to=re.compile(r"\s(?:to|through|until|till|and)\s(?:the\s)?(?:end of\s|middle of\s|mid-?\s?)?"),
    taken_up=re.compile(r"\b(?:them|those|these|which|whom)\b"),
    was=re.compile(r"\b(?:who was|he was|she was|the(?:\s[\w-]+){1,2}\swas)\s$"),
    noun_toll=re.compile(r"\b(?:of the|the)\s$"),
    thing=re.compile(
        r"\s(?:[\w-]+\s)?(?:motorcycles?|motorbikes?|cars?|vehicles?|trucks?|lorries|lorry|pick-?ups?|buses|boats?|houses|rounds|"
        r"shells|shots|hours|days|minutes|shops|homes|villages|tents|tankers?|towers?|pylons?|locations|places|directions|sides)\b"
    ),
    means=_NEVER,
    part=re.compile(r"(?<![\w.])\d{1,3} (?:in|at|by|from) [a-z]|[a-z] \d{1,3}(?=[,.;)]| and | \()"),
    copula=re.compile(r"\b(?:were|was|are|is|comprise|comprised|made up of|consisted of|being)\s(?:as follows\s)?$"),
    someone=re.compile(r"^(?:\s[\w-]+){1,3}\s(?:was|were|has been|had been|is)\s(?:also\s)?$"),
    each=re.compile(r"\s?each\b|\sapiece\b"),
    definite=re.compile(r"\b(?:the|his|her|their|its)\s(?:[a-z-]+\s)?$"),
    pronoun=re.compile(r"(?:he|him|she)\b|her\b(?= and\b|[,.;)]|$)"),
    both=re.compile(r"\bboth\b"),
    range=re.compile(r"\b(?P<lead>between )?(?P<a>\d{1,4}|[a-z]+)(?:\s?-\s?| to |(?(lead) and |(?!)))(?P<b>\d{1,4}|[a-z]+)\b"),
    name=re.compile(r"[A-Z][\w’'-]*(?:(?: (?:al|el|de|la|del|du|of|the|and))? [A-Z][\w’'-]*)*"),
    namesake=_NEVER,
    locative=re.compile(r"\b(?:in|near|at|outside|around|of|to|towards?)\s(?:al[ -])?$"),
    by=re.compile(r"\bby\s+(?:the\s|an?\s|suspected\s)?$"),
    home=_NEVER,
    private=re.compile(r"\b(?:home|house|off[ -]duty|his car|her car|outside his|outside her|his farm|on his way|on her way|retired|former|ex-|silenced|silencers?|assassinat\w*|at his door|murder\w*|in front of his|in front of her|door)\b"),
    passive=re.compile(r"\s+by\b"),
    auxiliary=re.compile(r"(?:\s(?:of|in|from|at)\s(?:(?:the|a|an|his|her)\s)?(?:[\w-]+\s){1,2})?(?:\s|was|is|were|has been|have been|later|slightly|shot|badly|reportedly|then|seriously|lightly)*"),
    owned=re.compile(r"\s(?:of|belonging to|for)\s(?:an?\s|the\s|\d+\s|two\s|some\s)?(?:[a-z-]+\s)?"),
    acts=re.compile(r"\s(?:has |have )?(?:found|arrest|detain|defus|dismantl|raid|captur|kill|ambush kill|seiz|clear|foil|thwart|shot down|intercept|launch)(?![a-z]* by\b)"),
    fight=re.compile(r"\b(?:two (?:clans|tribes|families|groups)|(?:clans|tribes)|tribal (?:dispute|fight|feud|clash)|clan with clan|feud)\b"),
    ahead=re.compile(r"[\s:=\-]*(?:[\w'’]+[ -]){0,3}\(?"),
    single=_NEVER,
    dual=_NEVER,
    two=_NEVER,
    agent=_NEVER,
    spared=_NEVER,
    differs=_NEVER,
    befell=_NEVER,
    counted=re.compile(r"\s(?:[a-z0-9-]+ ){0,2}"),
    doer=_NEVER,
    led=_NEVER,
    accuser=_NEVER,
    backer=re.compile(r"\b(?:backed|supported|funded|armed|trained) by (?:the )?$"),
    speaks=re.compile(r"(?:[\s-](?:police|army|security|officers?|officials?|sources?|spokes(?:man|woman|person)|chief|commander|captain|colonel|general|lieutenant|major|ministry|command|office|department|statement|media|cell|at the scene|in the \w+|from [a-z' -]{2,30}|who [a-z ,]{2,60}))*,?\s(?:also )?(?:said|says|told|added|confirmed|reported|announced|stated|claimed that|explained|noted)\b"),
    credits=re.compile(r"\b(?:according to|citing|quoting|quoted|told|from)\s(?:an?\s|the\s|local\s|senior\s|iraqi\s|two\s|several\s)*$"),
    said=re.compile(r"\b(?:said|says|told (?:\w+ ){1,3}|announced|reported|confirmed|stated|added|in a statement(?: issued| released)?)\s(?:late |early |on )*$"),
    dateline=re.compile(r"\s*(?:[A-Z][A-Za-z'’.-]*[,/ ]+){1,5}(?:\(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|\([^)\n]{2,30}\))?[ ,]*(?:\([^)\n]{2,30}\))?\s*(?:--|[-–—:])\s+"),
    clause=re.compile(r"(?:;|,)?\s(?:while|whereas|as|and|but|before)\s|;\s|:\s|,\s(?=in another|in a separate|separately)"),
    earlier=_NEVER,
    shifts=_NEVER,
    subject=re.compile(r"\s?(?:'s?\s)?(?:\((?:[a-z]+)\)\s)?(?:-?(?:aligned|backed|affiliated|led|linked)\s)?(?:(?:group|fighters?|militants?|militia(?:men)?|gunmen|insurgents?|rebels?|members?|forces?|troops?|soldiers?|units?|jets?|warplanes?|aircraft|drones?|helicopters?|artillery|planes?|guerrillas?|terrorists?|elements|police|army|navy|air force|commandos?|men|suicide bombers?|cell|faction|brigades?|patrol|officers?|which|who|that|has|have|had|also|later|then|on \w+day|yesterday|today|again|reportedly|briefly|jointly|heavily|-)\s?){0,6}"),
    organisation=re.compile(
        r"(?P<who>(?:[A-Z][\w'’-]+ (?:(?:of|the|al|for|and|in) )*){0,5}(?:Front|Army|State|Brigades?|Movement|Gangs?|Cartel|Clan|Path|Shabaab|Qaeda|Qaida|Taliban|Haram|Houthis?|Hezbollah|Hizbullah|Militia|Resistance|Guards?|Fighters|Rebels|Separatists|Faction|Regiment|Legion|Battalion|Militants|Organi[sz]ation|Forces|Group|Dine|Ansaru?|Nusra|Sham|Martyrs|Tigers|Lions|Hawks|Vanguards?)(?: (?:of|in|for) (?:the )?(?:[A-Z][\w'’-]+ ?){1,4})?"
        r"|(?:Liwa|Jaysh|Jaish|Harakat|Ansar|Saraya|Kata'?ib|Asa'?ib|Usbat|Ashab|Ahrar|Jabhat|Jund|Jama'?at|Quwat|Hay'?at|Lashkar|Tehrik|Tehreek|Fronte?|Frente|Ej[eé]rcito|Mara|Los|Comando|Cartel|C[aá]rtel) (?:-?(?:al|e|de|del|i|ul|us|ash|as)[ -])?[A-Z][\w'’-]+(?:[ -](?:al-|ul-|e-|i-)?[A-Z][\w'’-]+){0,3}"
        r"|\b(?!(?:UN|US|EU|UK|IED|VBIED|SVBIED|IDF|RPG|NGO|AK|TV|AP|AFP|GMT|KIA|WIA|PM|AM|CP|RD|TIC|SAF|HQ|CEO|UNHCR|UNICEF|MSF|ICRC|WHO|IDP|IDPS|UTC|EST|VIP|UAV|SITREP|URGENT|NOTE|DEC|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|POO|POI|COB|FOB|PAX|BCP|NFTR|N|E|S|W|NE|NW|SE|SW)\b)[A-Z]{2,6}(?:-[A-Z0-9]{1,3})?\b(?=(?:'s|’s)?(?: \w+){0,3} (?:fighters?|militants?|rebels?|guerrillas?|forces|claimed|attacked|said|drones?|members?|elements|units?|gunmen|suspected|troops|soldiers|men|commander|faction|struck|fired|shelled|killed)|[.,;]))"
    ),
    forces=_NEVER,
    belongs=_NEVER,
    sides=_NEVER,
    facing=_NEVER,
    charged=(
        re.compile(r"(?P<who>(?:(?:the|a group called|a group calling itself) )?[A-Z][\w'’-]+(?: (?:al|of|the|for|in|and|al-[A-Z][\w’'-]+|[A-Z(][\w'’-]*\)?)){0,6}),?(?: which| has| have| later| also| \([A-Z-]+\))* (?:claimed|said (?:it|its)|took (?:responsibility|credit)|boasted)"),
        re.compile(r"(?:claimed by|responsibility (?:was|has been) claimed by|blamed (?:it |the \w+ )?on|blamed|accus(?:ed|ing)|suspected|attributed to|believed to be|pointed (?:the|a) finger at) (?:the (?:group |militant group |rebel group )?|a group calling itself |an? (?:\w+ )?group (?:called|named) |fighters (?:of|from|loyal to) |militants (?:of|from) )*(?P<who>[A-Z][\w'’-]+(?: (?:al|of|the|for|in|al-[A-Z][\w’'-]+|[A-Z][\w'’-]*)){0,6})"),
    ),
)  # fmt: skip

_SUFFIX = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|ers?|es|s|ly|'s)$")


def stem(word: str) -> str:
    """A word without its commonest endings: "bombing", "bombed" and "bombs" are one."""
    return _SUFFIX.sub("", word)


__all__ = ["GRAMMAR", "normalise", "stem"]
