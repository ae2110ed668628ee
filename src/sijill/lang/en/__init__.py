"""English."""

import re

from sijill.lang.normal import latin as normalise
from sijill.lang.pack import Grammar

GRAMMAR = Grammar(
    conjunction=re.compile(r"\s*(?:,\s*and|,|and|&|\+|plus|as well as)\s*(?:(?:the|his|her|their|its)\s*)?$"),
    joins=re.compile(r"\s*(?:,|and\b|while\b|but\b|;)"),
    including=re.compile(r"\b(?:including|among them|among whom|of them|of whom|one of them|most of them)\b"),
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
    part=re.compile(r"(?<![\w.])\d{1,3} (?:in|at|by|from) [a-z]|[a-z] \d{1,3}(?=[,.;)]| and | \()"),
    copula=re.compile(r"\b(?:were|was|are|is|comprise|comprised|made up of|consisted of|being)\s(?:as follows\s)?$"),
    someone=re.compile(r"^(?:\s[\w-]+){1,3}\s(?:was|were|has been|had been|is)\s(?:also\s)?$"),
    each=re.compile(r"\s?each\b|\sapiece\b"),
    definite=re.compile(r"\b(?:the|his|her|their|its)\s(?:[a-z-]+\s)?$"),
    pronoun=re.compile(r"(?:he|him|she)\b|her\b(?= and\b|[,.;)]|$)"),
    both=re.compile(r"\bboth\b"),
    range=re.compile(r"\b(?:between )?(?P<a>\d{1,4}|[a-z]+)(?:\s?-\s?| to | and )(?P<b>\d{1,4}|[a-z]+)\b"),
    name=re.compile(r"[A-Z][\w’'-]*(?:(?: (?:al|el|de|la|del|du|of|the|and))? [A-Z][\w’'-]*)*"),
    locative=re.compile(r"\b(?:in|near|at|outside|around|of|to|towards?)\s(?:al[ -])?$"),
    by=re.compile(r"\bby\s+(?:the\s|an?\s|suspected\s)?$"),
    private=re.compile(r"\b(?:home|house|off[ -]duty|his car|her car|outside his|outside her|his farm|on his way|on her way|retired|former|ex-|silenced|silencers?|assassinat\w*|at his door|murder\w*|in front of his|in front of her|door)\b"),
    passive=re.compile(r"\s+by\b"),
    auxiliary=re.compile(r"(?:\s(?:of|in|from|at)\s(?:(?:the|a|an|his|her)\s)?(?:[\w-]+\s){1,2})?(?:\s|was|is|were|has been|have been|later|slightly|shot|badly|reportedly|then|seriously|lightly)*"),
    owned=re.compile(r"\s(?:of|belonging to|for)\s(?:an?\s|the\s|\d+\s|two\s|some\s)?(?:[a-z-]+\s)?"),
    acts=re.compile(r"\s(?:has |have )?(?:found|arrest|detain|defus|dismantl|raid|captur|kill|ambush kill|seiz|clear|foil|thwart|shot down|intercept|launch)(?![a-z]* by\b)"),
    fight=re.compile(r"\b(?:two (?:clans|tribes|families|groups)|(?:clans|tribes)|tribal (?:dispute|fight|feud|clash)|clan with clan|feud)\b"),
)  # fmt: skip

__all__ = ["GRAMMAR", "normalise"]
