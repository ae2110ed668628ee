"""English."""

from sijill.lang.en.frames import FRAMES
from sijill.lang.en.grounds import GROUNDS
from sijill.lang.en.losses import LOSSES
from sijill.lang.en.parties import PARTIES
from sijill.lang.later import pattern
from sijill.lang.normal import latin as normalise
from sijill.lang.pack import Grammar

GRAMMAR = Grammar(
    conjunction=pattern(r"\s*(?:,\s*and|,|and|&|\+|plus|as well as)\s*(?:(?:the|his|her|their|its)\s*)?$"),
    joins=pattern(r"\s*(?:,|and\b|while\b|but\b|;)"),
    including=pattern(r"\((?=\d+ (?:of (?:them|whom) )?(?:are |remain |still )*in (?:hospital|intensive|critical|serious))|\b(?:including|among them|among whom|of them|of whom|one of them|most of them)\b|\bamong (?:the|those) (?:dead|killed|victims|wounded|injured)\b|\bafter (?:[a-z]+ ){1,2}of the (?:wounded|injured) (?=died|succumbed)"),
    formerly=pattern(
        r"\b(?:(?:more than|over|nearly|about|some|almost|around) )?\d[\d,]* (?:[\w-]+ ){0,2}?(?:have|had) (?:died|been killed|lost their lives)\b(?=[^.;]{0,60}\bsince\b)|(?P<before>\b(?:an? |the |its |their )?(?:earlier|initial|previous|preliminary|prior) (?:[\w-]+ ){0,2}(?:reports?|tolls?|counts?|figures?|statements?|estimates?)\b"
        r"|\bat first (?:of|reported|put|counted|said)\b|\b(?:(?:his|her|its|their|the) )?first (?:reports?|posts?|messages?|tolls?|counts?|figures?|accounts?) (?:of|spoke of|put|said|gave|had|told of|listed|mentioned)\b|\b(?:the |an? |its |their )?first (?:bulletin|statement|announcement|report|count)s? (?:had |has )?(?:mentioned|spoken of|spoke of|given|gave|put|said|announced)\b|\b(?:which|who|it|he|she) (?:had )?first (?:spoke|spoken|told|said|reported|announced|put)\b"
        r"|\b(?:fighting|violence|campaign|offensive|crisis) (?:that |which )?(?:has|have|had) (?:so far |already )?(?:killed|claimed|left|cost)\b)"
        r"|\b(?:war|conflict|insurgency|uprising) (?:that |which )?(?:has|have|had) (?:so far |already )?(?:killed|claimed|left|cost)\b"
        r"|\b(?:taking|bringing|raising|pushing|lifting|putting)(?: to [\w-]+(?: [a-z]+)?)? (?:the |its |their )(?:[a-z'-]+ ){0,4}?(?:number|toll|total|tally|count|figure)(?=[^.;]{0,80}?\b(?:this (?:month|year|week)|so far|since|(?:in|over|during|within) (?:the )?(?:past|last|january|february|march|april|may|june|july|august|september|october|november|december|\d{4})))"
        r"|\b(?:deadliest|worst|bloodiest|heaviest|most lethal|biggest) [^.;,]{0,60}?\bsince\b"
        r"|\bfollowed by (?:\w+ ){0,3}?(?:clash(?:es)?|gunfights?|firefights?|exchange|fighting|battles?|shootout)\b[^.;,\n]{0,40}? in which\b"
    ),
    onto=pattern(r"\b(?:on|against|into|hit|hits|struck|targeted|targeting|targets|vs\.?|versus|attacked)\s+(?:an?\s|the\s|\d+\s|two\s|its\s)?$"),
    between=pattern(r"^(?:\s|were|was|are|is|have|had|has|been|being|others?|more|people|persons?|all|also|reported|reportedly|further|another|[a-z'’]+s?|of|the|his|her|their|from|in|\(|\)|of \d+|aged \d+){0,12}$"),
    active=pattern(r"(?:ing|kills|injures|wounds|leaves|left)$"),
    plural=pattern(r"(?:s|men|people|women|children|troops|police|recruits|personnel|peshmerga|youths|security forces|hashd|pmf|pmu|isf|staff)$"),
    of_the=pattern(r"\b(?:of the|of these|of those)\s$"),
    out_of=pattern(r"\s(?:out\s)?of(?:\s(?:the|our|these|those|all|its|my|their|his|her))*\s"),
    up_to=pattern(r"\s(?:to|through|until|till|and)\s(?:the\s)?(?:end of\s|middle of\s|mid-?\s?)?"),
    dated=pattern(r"(?:then |and |again |also )?(?:early |late |at dawn |at night )?on (?:the (?:night|evening|morning) of )?"),
    onward=pattern(r"\b(?:since|after|starting|beginning)(?:\son)?\s(?:the\s)?$"),
    taken_up=pattern(r"\b(?:them|those|these|which|whom)\b"),
    was=pattern(r"\b(?:who was|he was|she was|the(?:\s[\w-]+){1,2}\swas)\s$"),
    noun_toll=pattern(r"\b(?:of the|the|sentences? of)\s$"),
    thing=pattern(
        r"\s(?:[\w-]+\s)?(?:motorcycles?|motorbikes?|cars?|vehicles?|trucks?|lorries|lorry|pick-?ups?|buses|boats?|houses|rounds|"
        r"shells|shots|hours|days|minutes|shops|homes|villages|tents|tankers?|towers?|pylons?|locations|places|directions|sides|sheep|goats?|cattle|cows?|camels?|donkeys?|mules?|head of \w+|animals?|buffaloe?s?|horses?|chickens?|pigs?|oxen|ox|cal(?:f|ves)|lambs?|ewes?|(?:dogs?|cats?)(?! (?:handler|trainer|owner|keeper|walker|catcher))|jets|planes|helicopters|tanks|bridges|schools|wells|stalls|windows|huts|barns|wagons|containers|barrels)\b"
    ),
    vehicles=pattern(
        r"(?!(?:[\w'-]+ ){0,3}(?:convoys?|columns?|caravans?)\b)(?:[\w'-]+ ){0,3}?(?:jeeps?|lorry|lorries|trucks?|tankers?|bowsers?|vehicles?|cars?|wagons?|trailers?|rigs?|vans?|buses|bus|tanks?|"
        r"humvees?|apcs?|mraps?|abrams|pick-?ups?|haulers?|transporters?)(?! (?:convoys?|columns?|bombs?))\b"
    ),
    spread=pattern(
        r"\b(?:across|throughout|separate|different|various|scattered|several (?:districts|quarters|towns|places|parts)|one in each|in each|"
        r"(?:districts|quarters|neighbou?rhoods|provinces|governorates|towns|parts) of)\b"
    ),
    twofold=pattern(r"\b(?:first|once) (?:in|at|near|on|against) [^.;\n]{3,90}? (?:and|,) (?:then|later|again|once|afterwards|hours later)(?: again)? (?:in|at|near|on|against) "),
    attribute=pattern(r" (?:of|for) (?:the )?(?P<toll>killed|wounded|injured|slain|dead) "),
    amidst=pattern(r"\bnot (?:counting|including) [^.;,\n]{2,60}|\b(?:threaten(?:s|ed|ing)?|plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|vow(?:s|ed|ing)?|intend(?:s|ed|ing)?|want(?:s|ed|ing)?|aim(?:s|ed|ing)?|prepar(?:e|es|ed|ing)|conspir(?:e|ed|ing)|promis(?:e|ed|ing)) to (?:kill|wound|injure|execute|murder|behead|assassinate|shoot) [^.;,\n]{2,40}|\b(?:for (?:each|every)|per) (?:person (?:killed|wounded)|victim|dead|death)\b|\bno (?:information|word|details?|reports?|figures?|confirmation) (?:on|of|about) (?:any )?(?:[\w-]+ )?(?:casualties|deaths|victims|fatalities|dead|injuries)\b|\ban (?:unknown|unreported|unspecified|undisclosed|undetermined|uncertain) number(?: of (?:[\w-]+ ){0,2}?[\w-]+(?= |[.,;]|$))?|(?:an?|the|one|two|three|four|five|\d+) (?:[\w-]+ ){1,2}(?:was|were|is|are) among the (?:dead|wounded|injured|victims|killed)\b|among the (?:dead|wounded|injured|victims|killed) (?:was|were|is|are) (?:an?|the|one|two|three|four|five|\d+) \w+"),
    ages=pattern(r"(?:(?<=brothers)|(?<=sisters)|(?<=siblings)|(?<=cousins)|(?<=boys)|(?<=girls)|(?<=children)|(?<=twins)|(?<=youths)|(?<=sons)|(?<=daughters)) of \d{1,2}(?:, \d{1,2})*(?: and \d{1,2})?(?![,.]?\d)|(?<!family)(?<!families)(?<!crew)(?<!team)(?<!party)(?<!group)(?<!unit) of \d{2}(?=[,;.)]|$| and | who | was | were | is | in | at )|,? (?:both |aged |age )?(?:(?<=, )|(?<=aged )|(?<=age ))\d{1,3}(?:(?:, \d{1,3})* and \d{1,3})?(?![,.]\d)(?=[,;.)]|$| and (?:an?|the|his|her|two|three)\b|(?<=\d\d) (?:was|were|died|had|who|in|at|from|on)\b)"),
    one_of_age=pattern(r"(?:^|\W)an? (?:[a-z-]+ )?[a-z-]+$"),
    ambush=pattern(r"(?:(?:an?|the) )?ambush(?:ed|es|ing)?"),
    mob=pattern(r"\b(?:crowds?|mobs?|lynch(?:ed|ing)?|vigilantes)\b"),
    toward=pattern(r"\b(?:to|outside|near|at|inside|by|towards?|leaving|entering|opposite) (?:an? |the |his |her )?(?:[a-z]+ )?$"),
    besides=pattern(r"as well as|plus"),
    bearers=pattern(r"(?:bombers?|attackers?|men|man|women|woman|volunteers?|martyrs?)$"),
    part=pattern(r"(?<![\w.])\d{1,3} (?:in|at|by|from) [a-z]|[a-z] \d{1,3}(?=[,.;)]| and | \()"),
    copula=pattern(r"\b(?:were|was|are|is|comprise|comprised|made up of|consisted of|being)\s(?:as follows\s)?$"),
    killed_whom=pattern(r"\s(?:an?|the|his|her|one|two|three|four|\d+)\s(?!(?:day|night|hour|week|month|year|scene|spot|second)s?\b)"),
    suffered=pattern(r"\b(?:was|were|been|being|is|are|got)\s(?:also\s|all\s|both\s)?$"),
    fallen=pattern(r"\b(?:dead|killed|slain|wounded|injured|victims|casualties) (?:belonged to|were (?:all )?(?:from|members of|fighters of)|served (?:in|with)) (?:the )?$"),
    of_which=pattern(r"\b(?:of|among) (?:whom|which|these|those|them)\b"),
    divides=pattern(
        r"\b(?:(?:divided?s?|split|splits|falls?|fell|breaks? down|broken? down|are|were|is|run|runs|made up|consist(?:ed|s)?|distributed|spread)"
        r"(?: up)?(?: (?:as follows|like this|thus|so|by [a-z]+|into|as|of|between|among))+|that is|namely|as follows|i\.?e\.?)\s*,?:?\s"
    ),
    someone=pattern(r"^(?:\s[\w-]+){1,3}\s(?:was|were|has been|had been|is)\s(?:also\s)?$"),
    persons=pattern(
        r"(?<!contain)(?<!trail)(?<!tank)(?<!tow)(?<!quart)(?<!carri)(?<!transform)(?<!comput)(?<!freight)(?<!steam)(?<!bulldoz)(?<!tract)(?<!mot)(?<!mort)(?<!generat)(?<!excavat)(?<!launch)(?<!pow)(?<!shelt)(?<!four-wheel)(?<!cruis)(?<!doz)(?<!load)(?<!cent)(?<!thea)(?<!pap)(?<!do)(?<!flo)(?<!roll)(?<!lett)(?<!copt)(?<!cool)(?<!silenc)(?:ers|ors|men|women|ists|ians|eers|clerks|cooks|nurses|judges|clerics|monks|nuns|pupils|mukhtars|sheikhs|imams|pilgrims|herders|labourers)$"
    ),
    trade=pattern(r"^(?:\s[a-z-]+){1,2}\s$"),
    each=pattern(r"\s?(?:(?:in|by|with|for)\s)?each(?:\sof)?\b|\s?apiece\b|\s?\b(?:a|per|every)\s(?:day|week|month)\b"),
    anyone=pattern(r"people|persons?|others?"),
    supposed=pattern(r"\b(?:(?:if|should|unless|in case|in the event that) (?:an?|any|even one|one|a single|another|more|its|their|his|our|the|american|us|so much as)(?: [^\s.;,]+){0,5}?(?: (?:is|are|was|were|be|gets?|to be|comes?|came))? (?:killed|hurt|wounded|harmed|injured|attacked|hit|targeted|die|dies|died|to (?:any )?harm)|(?:say|know|known|clear|confirm|determine|disclose|specify|established?|told|asked) (?:if|whether) (?:(?! when | after | as | while | before )[^.;\n]){2,80}|[^.;,\n]{0,20}\bin the event of (?:an?|any|another) [^.;,\n]{0,40})\b"),
    completes=pattern(r"\b(?:(?:by|of|from) (?:nobody|no one|no-one|none)|unclaimed|not claimed|went unclaimed|by (?:unknown|nameless) hands|(?:by|in|during) (?:the )?(?:broad )?(?:day|daylight|daytime)|(?:by|at|during) (?:the )?night|after (?:dark|sunset|nightfall)|in the dark|(?:not|neither)(?=[.;]|$))\b"),
    beside_them=pattern(r",? (?:plus|in addition to|besides|apart from|not counting|as well as) (?:(?:the|all) )?(?:(?:one|two|three|four|five|six|seven|eight|\d+) )?(?:suicide |dead )?(?:bombers?|attackers?|gunm[ae]n|assailants?|militants?|insurgents?|hijackers?)\b|, (?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) [^.,;\n]{2,30}? |an? [^.,;\n]{2,30}? )included\b"),
    doubted=pattern(r"\b(?:(?P<likely>(?:is|are|was|were) (?:believed|thought|feared|presumed) (?:to have (?:been |also )*|to be )?)(?:killed|dead|wounded|injured|hurt|died)|(?:may|might|could)(?: also| well)? have (?:also )?(?:been )?(?:killed|died|wounded|injured|hurt|perished)|possibly (?:killed|killing|dead|wounded|wounding)|unconfirmed (?:reports?|accounts?|word|claims?) [^.;\n]{2,80})\b"),
    unconfirmed=pattern(r"\b(?:could not (?:immediately )?be (?:independently )?(?:confirmed|verified)|(?:not|never) (?:been )?(?:confirmed|verified)|unconfirmed|unverified)\b"),
    stands_in=pattern(r"\b(?:the|this|that|each|every|which|another)\s(?:(?!first\b|next\b)[a-z]+\s)?$"),
    differs_by=pattern(r"(?:fewer|less|more than)\b|times (?:the|those|that|[\w-]+'?s)\b"),
    in_these=pattern(r"\b(?:in|on|at|from|by|to|with) (?:the|those|these) $"),
    the_one=pattern(r"\b(?:the|that) (?:one|bomb|device|attack) (?:that was )?(?:at|in|under|near|on|behind|outside|beside) (?:the |a |an )?$"),
    difference=pattern(
        r"\b(?:is|are|was|has|had|makes|by) (?:(?! (?:but|while|and \w+ed)\b)[^.,:;\n]){0,60}? (?:fewer|lighter|heavier|worse|down|above)\b"
        r"|\b(?>(?:(?:a|an|the|its) (?:rise|fall|drop|increase|decrease|decline|difference|gap|growth|reduction) (?:is |was |of |by )+"
        r"|(?:up|down|rose|fell|increased|decreased|dropped|higher|lower|climbed|better|worse) by )"
        r"(?:(?! (?:from|to|but|while)\b)[^.:;\n])*)(?! (?:from|to)\b)"
    ),
    period_before=pattern(
        r"\b(?:(?:week|month|fortnight|quarter|year|season|summer|winter|spring|autumn|period) (?:before|earlier|previous to)|(?:weeks|months|days) (?:before|earlier)(?= (?:that|this|it|these|those|i|we)\b|,)"
        r"|(?:previous|preceding|prior) (?:[a-z]+ ){0,2}?(?:weeks?|months?|days|fortnight|quarter|year|season|summer|winter|spring|autumn|period))\b"
        r"(?:(?! (?:but|while|whereas|so)\b)[^.:;\n])*"
    ),
    definite=pattern(r"\b(?:the|his|her|their|its)\s(?:[a-z-]+\s)?$"),
    pronoun=pattern(r"(?:he|him|she)\b|her\b(?= and\b|[,.;)]|$)"),
    both=pattern(r"\bboth\b"),
    range=pattern(r"\b(?P<lead>between )?(?P<a>\d{1,4}|[a-z]+)(?:\s?-\s?| to | or |(?(lead) and |(?!)))(?P<b>\d{1,4}|[a-z]+)\b"),
    name=pattern(r"[A-Z][\w’'-]*(?:(?: (?:al|el|de|la|del|du|of|the|and))? [A-Z][\w’'-]*)*"),
    locative=pattern(r"\b(?:in|near|at|outside|around|of|to|towards?)\s(?:al[ -])?$"),
    inside=pattern(r"\b(?:in|near|outside)\s$"),
    owed=pattern(r"\b(?:to|from|in)\s(?:(?:the|an?|lone|single|one|other|of)\s)*$"),
    by=pattern(r"(?<!hired )(?<!used )(?<!run )(?<!owned )(?<!held )(?<!guarded )(?<!manned )(?<!protected )(?<!escorted )(?<!operated )\bby\s+(?:the\s|an?\s|suspected\s)?$"),
    private=pattern(r"\b(?:home|house|off[ -]duty|his car|her car|outside his|outside her|his farm|on his way|on her way|retired|former|ex-|assassinat\w*|at his door|murder\w*|in front of his|in front of her|door)\b"),
    passive=pattern(r"\s+by\b"),
    auxiliary=pattern(r"(?:\s(?:of|in|from|at)\s(?:(?:the|a|an|his|her)\s)?(?:[\w-]+\s){1,2})?(?:\s|was|is|were|has been|have been|later|slightly|shot|badly|reportedly|then|seriously|lightly)*"),
    owned=pattern(r"\s(?:of|belonging to|for)\s(?:an?\s|the\s|\d+\s|two\s|some\s)?(?:[a-z-]+\s)?"),
    building=pattern(
        r"\b(?:station|post|outpost|checkpoint|headquarters|hq|base|barracks|academy|office|building|camp|tower)s?\b"
    ),
    possessive=pattern(r"(?:'s?)?\s"),
    acts=pattern(r"\s(?:has |have )?(?:found|arrest|detain|defus|dismantl|raid|captur|kill|ambush kill|seiz|clear|foil|thwart|shot down|intercept|launch)(?![a-z]*(?: by\b|\s?[,.;)]))"),
    fight=pattern(r"\b(?:two (?:clans|tribes|families|groups)|(?:clans|tribes)|tribal (?:dispute|fight|feud|clash)|clan with clan|feud)\b"),
    ahead=pattern(r"[\s:=\-]*(?:(?!(?:when|after|while|before|as) )[\w'’]+[ -]){0,3}\(?"),
    spared=pattern(
        r"\b(?:no(?! fewer| less| more|[ -]?one else| other)|none of|neither|not one|not a single) (?:[\w'-]+ ){0,5}?(?:was|were|has been|have been|had been|is|are) (?:(?:reported|badly|seriously) )?(?:(?P<dead>killed)|(?P<hurt>wounded|injured)|hurt|harmed)\b|\b(?:no [a-z-]+|none of (?:them|the [a-z-]+)) (?:came|has come|had come|comes) to (?:any )?harm\b|(?P<none>\bno (?!fewer|less|more|one|other|doubt)[a-z-]+ (?:has |have |had )?(?:died|perished)\b)"
        r"|\b(?:there (?:were|was|are) )?no (?:human|material|loss of life)(?: or (?:human|material))? loss(?:es)?\b|\bno (?:casualties|losses|victims) (?:are|were|is|was)?\s?(?:known|reported|recorded|suffered)\b|\b(?:they|(?:the |his |her )?(?:family|driver|guards?|crew|passengers|couple|owner|children|occupants|residents|staff)(?: of [a-z]+)?)(?:, [a-z ,]{2,40},)? came to no harm\b|\bwithout (?:any )?(?:damage or (?:losses|loss)|losses or damage|loss or damage|human losses|bloodshed|a casualty|loss of life)\b"
        r"|(?P<alive>\b(?:all (?:[\w-]+ ){0,3}survived|none (?:of (?:them|the [\w-]+) )?(?:has |have |had )?died|nobody (?:has |had )?died|everyone survived|all survived|none (?:of them |of the injuries )?(?:was |were )?fatal(?:ly)?|all (?:are |were )?expected to (?:live|survive|recover)))\b"
        r"|\b(?:escaped|emerged|got away|came away|walked away|were|was|been released|let go|freed|thinner but|but) (?:unharmed|unscathed|safe and well)\b|\bcrew (?:is |are |was |were )?(?:safe|unharmed|unhurt)\b"
    ),
    differs=pattern(
        r"(?:[,;] (?:(?!\d)[\w'’-]+ ){1,4}?(?:acknowledg(?:es|ed)|admits|admitted|concedes|conceded) (?:only |just )?(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[.;,])"
        r"|(?<=[a-z0-9]), (?:an?|the) (?:[\w-]+ ){1,4}at (?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[.;,])|(?:according to|per|by) [^.;,\n]{2,40}, (?:and |or |but )?(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: (?:according to|per|by)\b))"
        r"|[,;] (?:while|whereas|but|though|although) (?:(?!\d)[\w'’-]+ ){1,6}?(?:admits? to|admitted to|acknowledg(?:es|ed)|confirm(?:s|ed)|spoke of|speaks of|puts? (?:it|the (?:toll|figure|number)) at|count(?:s|ed)|report(?:s|ed)|says?|said|claim(?:s|ed)|gave|gives) (?:only |just )?"
        r"(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:[.;,]|$| dead| killed))"
        r"|(?:(?<=killed, )|(?<=dead, )|(?<=wounded, )|(?<=injured, )|(?<=hurt, ))(?:while |but )?(?:the|an?|another) (?!further|others?|total|rest|remaining)(?:[\w'’-]+ ){1,4}?"
        r"(?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)(?:[.;,]|$)))"
    ),
    only=pattern(r"\b(?:only|alone|reported|in all|altogether)\b"),
    custom=pattern(
        r"\b(?:often|usually|frequently|regularly|routinely|commonly|typically|in recent (?:weeks|months|years)|over the (?:past|last) (?:weeks|months|years)|for (?:years|months|decades))\b"
        r"|\b(?:most|many|dozens|scores|hundreds|a (?:series|string|spate|wave|number|campaign)) of (?:the |these |such |its |similar |recent |previous |earlier |car |suicide |roadside |deadly )*(?:attacks?|bombings?|killings?|assassinations?|bombs|raids|abductions|kidnappings|strikes|assaults|ambushes|massacres)\b"
        r"|\b(?:such|similar|previous|earlier|past) (?:attacks|bombings|killings|assassinations|raids|strikes|abductions|kidnappings)\b"
        r"|\b(?:is|are|remains?) (?:also )?(?:active|present|at war|based)\b|\b(?:operates?|has a presence|have a presence|has bases|have bases|has cells|have cells|controls? (?:much|most|large|parts?)|uses? .{0,30} as a (?:support zone|haven|rear base))\b"
        r"|\bwhose name\b|\bmembers of the group\b|\bturned against\b|\bonce (?:controlled|held|ruled)\b"
    ),
    of_whole=pattern(r"\b(?:out )?of (?:(?:the|these|those|my|our|all|all the|this month's|the month's|[a-z]+'s) )?$"),
    uncounted=pattern(r"\band (?:the|that|this|my) (?!(?:rest|remaining|others?|same|first|last|second)\b)(?:[a-z-]+ ){1,2}?(?:from|in|at|on|near|outside|of)\b"),
    seizes=pattern(
        r"\b(?:took|takes|taking|led|leading|marched|dragged|drove) (?:away |off )?(?P<whom>(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|an?|his|her|the) (?:[a-z'-]+ ){0,2}?[a-z'-]+) (?:from|off|away|out of|with them)\b"
        r"(?! (?:hospital|the hospital|a hospital))"
    ),
    had_done=pattern(r"\b(?:that|who|which|after|where they|where he) (?:had|has|have) (?:just |earlier |recently )?$"),
    road_behind=pattern(r" (?:road|highway|motorway|bypass|expressway)\b"),
    before_time=pattern(
        r"\b(?:shot|killed|gunned down|stopped|overpowered|seized|tackled|caught)\b[^.;:]{0,60}?\bbefore (?:he|she|they|reaching|setting off|detonating)\b"
    ),
    sent_by=pattern(r"\b(?:launched|fired|sent|flown|dispatched|lobbed|dropped) by (?:the |an? )?$"),
    stops=pattern(r"\s(?:(?:has|have|had|also|later|then|safely|successfully|quickly|on \w+day|today|yesterday) )*(?:intercepted|seized|foiled|thwarted|prevented|brought down|shot down|downed|recovered|unearthed|found|discovered|uncovered|defused|dismantled|disposed of|confiscated|impounded|destroyed|detonated|stopped|caught|disarmed|removed|neutrali[sz]ed|cleared|located)(?! by\b)"),
    slays=pattern(r"\band (?:then )?(?:shot|killed|executed|beheaded|murdered|hanged) (?:them|him|her|all|both)\b"),
    one_unhurt=pattern(r"\b(?:unhurt|unharmed|unscathed|uninjured|were not (?:hurt|harmed))\b"),
    no_others=pattern(r"\b(?:no[- ]?one|nobody|none) (?:else|besides (?:him|her|them)|but (?:him|her|them)|other than (?:him|her|them)) (?:was |were |has been )?(?:(?:reported |badly |seriously )?(?:hurt|harmed|injured|wounded|touched)|came to (?:any )?harm|(?P<dead>killed|dead|died|shot|hit))\b|\bno others? (?:were |was )?(?:hurt|harmed|injured|wounded)\b|\bno other (?:casualt(?:y|ies)|injur(?:y|ies)|wounded|victims?)\b|\bno other (?:person|man|one) (?:was )?(?:hurt|harmed|injured|wounded)\b"),
    lacking=pattern(r"\b(?:without|with no)\s(?:an?\s|any\s)?$"),
    either=pattern(r"or"),
    befalls=pattern(r"(?:[a-z]+ )?(?:shot(?: dead| at| up)?|gunned down|killed|kidnapped|abducted|seized|stabbed|beheaded|murdered|assassinated|bombed|ambushed|wounded|mortared|shelled|blown up)"),
    befell=pattern(r"(?:(?<=[;,.:(-] )|(?<=\band ))(?:died|killed|dead) (?:in (?:the )?hospital|later|on the spot|at the scene|of (?:his|her) (?:wounds|injuries)|instantly|on arrival|at once|outright|there|before help came)(?P<two>(?!))?(?=\s?[,.;)\n]|$)"),
    lone=pattern(r"(?:[,;:/(|.&-]\s?|\band )(?:the |an? |his |her |its |one )?(?P<noun>(?:(?!was |is |and |no |all |nobody |none |not |neither |nor )[a-z-]+ )?(?!else|family|families|crew|crowd|team|patrol|couple|staff|pair|household|group|party|squad|toll|total|number|nobody|none|one|no|some|others?|many|several|all|both|also|were|are|was|is|people|reported|lightly|badly|seriously|slightly|later|dog|bull|ox|calf|foal|lamb|who|which|they|it|not|found|then|and|or)(?!\d)[a-z][a-z-]+) (?:(?:was|is|lightly|badly|seriously|slightly|gravely|critically|fatally) )*$"),
    circumstance=pattern(r"\s(?:in|at|inside|outside|near|on|by|behind|beside|while|as|when|from|after|with|before|under)\b"),
    counted=pattern(r"\s(?:[a-z0-9-]+ ){0,2}"),
    backer=pattern(r"\b(?:(?:facade|cover) (?:group |name )?(?:for|of)|front (?:(?:group|name) (?:for|of)|for)) (?:an? |the )?$|\b(?:backed|supported|funded|armed|trained|hired|sponsored) by (?:the )?(?:al[- ])?$|\b(?:linked|tied|loyal|close|allied|aligned|affiliated|sympathetic) (?:to|with) (?:the )?(?:al[- ])?$|\b(?:to (?:fight|combat|defeat|battle)|(?:fight|war|coalition|alliance|mission) (?:against|on)) (?:the )?(?:al[- ])?$|\b(?:base|camp|airport|compound|barracks|facility) (?:\w+ ){0,2}(?:houses|housing|hosts|hosting|holds) [^.;,\n]{0,36}$|\b(?:houses|housing|hosts|hosting|home to|works? (?:with|for)|working (?:with|for)) (?:the |some |a number of |several )?$"),
    branch=pattern(r"(?:'s)?(?:-linked)? (?:branch|affiliate|offshoot|franchise|wing|chapter)\b"),
    speaks=pattern(r"(?:[\s-](?:police|army|security|officers?|officials?|sources?|spokes(?:man|woman|person)|chief|commander|captain|colonel|general|lieutenant|major|ministry|command|office|department|statement|media|cell|at the scene|in the \w+|from [a-z' -]{2,30}|who [a-z ,]{2,60}))*(?: and (?:an?|the|two|another|other) [a-z-]+(?: [a-z-]+){0,2}?)?,?\s(?:also )?(?:said|says|told|added|confirmed|reported|announced|stated|claimed that|explained|noted)\b"),
    credits=pattern(r"\b(?:according to|citing|quoting|quoted|told|from)\s(?:(?:an?|the|local|senior|iraqi|syrian|two|three|four|several|some|many|new|former|deputy|acting|district|provincial|town's|city's|province's)\s)*$"),
    said=pattern(r"\b(?:rose|climbed|risen|rises|increased|grew|jumped) (?:from [\w,-]+ )?to [\w,-]+(?: (?:dead|deaths|people|killed))? (?:on |late on |early on )?$|\b(?:said|says|told(?: \w+){1,4}|announced|reported|confirmed|stated|added|acknowledged|dismissed|denied|condemned|blamed(?: [\w'-]+){1,7}|accused(?: [\w'-]+){1,7}|circulated|published|released|posted|reached [a-z ]{3,20}|in an? (?:[\w-]+ )?(?:statement|message|report|bulletin|communique|post|video|telegram)(?: issued| released| published| circulated)?(?: by [a-z ]{2,30})?)\s(?:late |early |on |by phone |by telephone |in a statement |this )*$"),
    said_behind=pattern(r"(?: (?:morning|evening|night|afternoon))?,? (?:said|denied|dismissed|confirmed|announced|condemned|blamed|accused|claimed|reported|rejected|acknowledged|put at|told|called on|warned|urged|identified|named)\b"),
    aloof=pattern(r"\b(?:(?:accused|suspected|convicted) of|charged with) (?:belonging to|membership (?:of|in)|links (?:to|with)|ties (?:to|with)) (?:the )?$|\b(?:(?:mines?|landmines?|ordnance|shells?|munitions?|explosives?|charges?|devices?|bombs?) (?:[a-z]+ )?left (?:behind )?by|laid years ago by) (?:the )?$|,? (?:has |have |had |also |quickly |strongly )*(?:condemned|denounced|deplored|decried)\b|\s(?:came|arrived|flew|travell?ed|returned|paid a visit|went) (?:back )?(?:to|in|at|from)\b|\svisited\b|\s(?:have |has |had |also |later )*(?:found|discovered|recovered|retrieved|collected|dug up|pulled) (?:the |an? |\w+ ){0,3}?(?:bod(?:y|ies)|corpses?|remains)\b|'?s? (?:uniforms?|fatigues)\b"),
    week_named=pattern(r"\b(?:week|wk|w/(?=[cebt]))[ -]?(?:of|from|commencing|beginning|starting|c|b|(?P<ends>ending|ended|to|e)) ?(?:on )?(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?$"),
    dateline=pattern(r"\s*(?:\(\d{1,2}\)\s|\d{1,2}[.:]\d\d(?:\s?(?:GMT|UTC|local))?\s(?=[A-Z]))(?:[A-Z][A-Za-z'’-]+(?:\s[A-Z][A-Za-z'’-]+){0,2}:\s)?|\s*(?:[A-Z][A-Za-z'’.-]*[,/ ]+){1,5}(?:\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\)?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?|\([^)\n]{2,30}\))?[ ,]*(?:\([^)\n]{2,30}\))?\s*(?:--|[-–—:])\s+"),
    clause=pattern(r"(?:;|,)?\s(?:while|whereas|as|and,?|but,?|before)\s|;\s|:\s|,\s(?=in another|in a separate|separately)"),
    afresh=pattern(r"[,;] (?:and|while|but) (?:[a-z-]+|\d+) (?:[a-z'-]+ ){1,3}?(?:are|is|were|was|remain|remained|lay|lie) (?!(?:also |both |all )?(?:killed|dead|shot|murdered|slain|executed|wounded|injured|hurt)\b)"),
    undecided=pattern(r"\b(?:killed|dead|died) or (?:wounded|injured|hurt|maimed)\b|\b(?:wounded|injured|hurt) or (?:killed|dead)\b"),
    tells=pattern(r" (?:(?:has|have|had|yet|immediately) )*(?:claimed?|said|says|admitted|taken|took|knows?|knew|saw|seen|noticed|expected)\b"),
    unclaimed=pattern(r"(?:,? which)?\s(?:has|have|had|did)(?:n't| not)(?: yet| immediately| so far| publicly)? (?:claim|claimed|taken? (?:credit|responsibility)|commented?|mentioned?|admitted|(?:said|announced) (?:that )?(?:it|they)\b)|(?:,? (?:nor|or) [^.;,\n]{2,40}? (?:has|have|had) (?:yet |so far )?(?:claimed|admitted|taken|said))\b|,? which [^.;\n]{2,90}?, (?:had|has|have) (?:issued|made|released) no (?:statement|claim|comment)|\s(?:had|has|have) (?:issued|made|released) no (?:statement|claim|comment)|[^.;\n]{0,160}\. (?:none|neither)(?: of them)? (?:has|have|had) (?:yet |so far )?(?:said|claimed|admitted|taken)\b"),
    unclaiming=pattern(r"\b(?:nobody|no[- ]one|no (?:group|organi[sz]ation|faction|party|actor|side))(?: \w+){0,2}? (?:has|had|have) (?:yet |so far |immediately |ever )?(?:claimed|taken|said|admitted)\b[^.;\n]{0,90}$"),
    presumed=pattern(r"(?:\s(?:militants?|fighters?|gunmen|members|forces|cells?|drones?|rebels|troops|group))?,? (?:most )?(?:likely|probably|presumably|apparently)\s"),
    presumably=pattern(r"\b(?:likely|suspected|presumed|probable|alleged|apparent)(?: to be)? (?:the |an? )?$"),
    negated=pattern(r"\b(?:has|have|had|did|does|do|is|was)(?:n't| not)(?: yet| immediately| so far| been)? $|\b(?:no[- ]?one|nobody|no (?:group|faction|party|organi[sz]ation|side|militia))(?: (?:has|had|have))?(?: yet| immediately| so far)? $|\bwithout $"),
    another=pattern(
        r"(?:,\s|\s(?:comes?|came)\s)(?=(?:(?:just|only|barely|less than|more than)\s)?(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\s)?(?:hours?|days?|nights?|weeks?|fortnights?|months?)\safter\s)"
        r"|,\s(?=(?:sparking|triggering|setting off|touching off|igniting|provoking|prompting|leading to)\s(?:[a-z-]+\s){0,2}(?:clash|fight|fire ?fight|gun ?(?:battle|fight)|battle|protest|demonstration|riot|shoot-?out|exchange))"
        r"|[;,]\s(?=(?:and |while |but )?(?:another|the other|a (?:second|third|fourth|fifth)|(?:one|two|three|four|five|six) (?:others|more))\s(?:[a-z-]+\s){0,2}?(?:was|were)\s(?:[a-z]+ly\s)?(?:shot down|downed|brought down|intercepted|defused|disarmed|found|discovered|made safe))"
    ),
    tried=pattern(r"\b(?:sentenc(?:ed|es|ing)|convict(?:ed|s|ing)|acquitt(?:ed|ing)|acquits|jail(?:ed|s)|indict(?:ed|s)|handed (?:a |the )?(?:[\w-]+ ){0,3}(?:sentences?|terms?)|upheld|on trial|went on trial|(?:was|were|been) (?:charged|tried))\b[^.;\n]{0,90}?\b(?:over|for|in connection with|on charges of|of)\b|\b(?:was|were|been) (?:executed|hanged)\b[^.;\n]{0,90}?\b(?:over|for (?:the|their|his|her|a|an|carrying out|planning|taking part)|in connection with|on charges of|convicted)\b"),
    on_one=pattern(r"(?: (?:today|yesterday|\w+day|by [a-z' -]{2,30}?|overnight|at dawn))? (?:on|against|at) an? (?!district|area|region|series|number|string|group|range|line|convoy|column|mountain|valley|dozen|score)[\w'-]+"),
    strikes_told=pattern(r"\b(?:air ?strikes|strikes|air raids|raids|sorties|bombing runs)\b"),
    many=pattern(
        r"\b(?:bombings|attacks|blasts|explosions|(?:air ?)?strikes|raids|shootings|bombs|killings|clashes|violence)\b[^.;]{0,50}?\b(?:across|throughout|around|in (?:several|different|various|many|separate|other|a number of))\b"
        r"|\b(?:series|wave|string|spate|flurry|rash|day) of (?:[\w-]+ ){0,4}?(?:bombings|attacks|blasts|explosions|strikes|raids|shootings|bombs|killings|clashes|violence|bloodshed)\b"
        r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|multiple|dozens of) (?:(?!people|soldiers|men)[\w-]+ ){0,3}?(?:bombings|attacks|blasts|explosions|strikes|raids|shootings|bombs)\b"
    ),
    explains=pattern(r"\W*(?:when|as|after|in which|where)\s"),
    bodies=pattern(r"\b(?:bod(?:y|ies)|corpses?|remains)\b"),
    one_more=pattern(r"\W*(?:and |while |but )?(?:another|the other|a (?:second|third|fourth|fifth|sixth)|(?:one|two|three|four|five|six|\d+) (?:others|more))\b"),
    subject=pattern(r"\s?(?:'s?\s)?(?:\((?:[a-z]+)\)\s)?(?:-?(?:aligned|backed|affiliated|led|linked)\s)?(?:(?:group|fighters?|militants?|militia(?:men)?|gunmen|insurgents?|rebels?|members?|forces?|troops?|soldiers?|units?|jets?|warplanes?|aircraft|drones?|helicopters?|artillery|planes?|guerrillas?|terrorists?|elements|police|army|navy|air force|commandos?|men|suicide bombers?|cell|faction|brigades?|patrol|officers?|which|who|that|has|have|had|also|later|then|on \w+day|yesterday|today|tonight|overnight|again|reportedly|briefly|jointly|heavily|on the run|had also|early|late|morning|evening|night|afternoon|at dawn|before dawn|at noon|before|dawn|of|the|in|on|at|down|,|said|were|was|had|both|it|it is|and|in nine|riders|came|over|off|riding|driving|crews|pilots|gunners|sent|dropped|drops|launched|launches|fired|fires|sends|carried out|will|to|on its|its|their|an?|\d+|two|three|four|five|six|seven|eight|nine|ten|dozens|several|what|had been|at least|more than|about|-)\s?){0,8}"),
    organisation=pattern(
        r"(?P<who>(?!(?:State|Army|Forces?|Group|Division|Movement|Front|Organi[sz]ation|Regiment|Battalion|Fighters|Rebels|Militants|Gangs?|Clan|Path)\b(?! (?:of|in|for)\b))(?:[A-Z][\w'’-]+ (?:(?:of|the|al|for|and|in) )*){0,5}(?:\b[Aa]l-)?(?:Front|Army|State|Brigades?|Movement|Gangs?|Cartel|Clan|Path|Shabaab|Qaeda|Qaida|Taliban|Haram|Houthis?|Hezbollah|Hizbullah|Militia|Resistance|Guards?|Fighters|Rebels|Separatists|Faction|Regiment|Legion|Battalion|Militants|Organi[sz]ation|Forces?|Group|Dine|Ansaru?|Nusra|Sham|Martyrs|Tigers|Lions|Hawks|Vanguards?|Division)\b(?: (?:of|in|for) (?:the )?(?:[A-Z][\w'’-]+ ?){1,4})?"
        r"|(?:Liwa|Jaysh|Jaish|Harakat|Ansar|Saraya|Kata'?ib|Asa'?ib|Usbat|Ashab|Ahrar|Jabhat|Jund|Jama'?at|Quwat|Hay'?at|Lashkar|Tehrik|Tehreek|Fronte?|Frente|Ej[eé]rcito|Mara|Los|Comando|Cartel|C[aá]rtel|Albu|Bait|Bani|Banu|Beni) (?:-?(?:al|e|de|del|i|ul|us|ash|as)[ -])?[A-Z][\w'’-]+(?:[ -](?:al-|ul-|e-|i-)?[A-Z][\w'’-]+){0,3}"
        r"|(?<=the )(?:\d+ )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?= (?:gang|cartel|clan)\b)"
        r"|\b(?!(?:Village|Tribal|Local|Town|The|Clan|Community|Two|Several|Some) )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?=(?: and [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)? (?:elders|tribesmen|clansmen) (?:signed|agreed|accepted|reached|concluded|swore|declared|sealed))"
        r"|\b(?!(?:UN|US|EU|UK|IED|HBIED|HME|EOD|IA|IP|ANA|ANP|UXO|ERW|VOIED|RCIED|VBIED|SVBIED|IDF|RPG|NGO|AK|TV|AP|AFP|GMT|KIA|WIA|PM|AM|CP|RD|TIC|SAF|HQ|CEO|UNHCR|UNICEF|MSF|ICRC|WHO|IDP|IDPS|UTC|EST|VIP|UAV|SITREP|URGENT|NOTE|DEC|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|POO|POI|COB|FOB|PAX|BCP|NFTR|N|E|S|W|NE|NW|SE|SW)\b)[A-Z]{2,6}(?:-[A-Z0-9]{1,3})?\b(?=(?:'s|’s)?(?: \w+){0,3} (?:fighters?|militants?|rebels?|guerrillas?|forces|claimed|attacked|said|drones?|members?|elements|units?|gunmen|suspected|troops|soldiers|men|commander|faction|struck|fired|shelled|killed)|[.,;]))"
    ),
    charged=(
        pattern(r"(?P<who>(?!(?:Nobody|No|They|He|She|It|Both|Neither|None|There|Residents|Witnesses|Police|Officials|Those|That|This|The|An?|One|Who|What) )(?:(?:the|a group called|a group calling itself) )?[A-Z][\w'’-]+(?: (?:al|of|the|for|in|and|al-[A-Z][\w’'-]+|[A-Z(][\w'’-]*\)?)){0,6}),?(?: which| has| have| later| also| \([A-Z-]+\))* (?:claimed|said (?:it|its)|took (?:responsibility|credit)|boasted)"),
        pattern(r"(?:claimed by|responsibility (?:was|has been) claimed by|blamed (?:it |the \w+ )?on|blamed|accus(?:ed|ing)|suspect(?:ed)?|attributed to|believed to be|pointed (?:the|a) finger at|the work of|hallmarks? of) (?:the (?:group |militant group |rebel group )?|a group calling itself |an? (?:\w+ )?group (?:called|named) |fighters (?:of|from|loyal to) |militants (?:of|from) )*(?P<who>[A-Z][\w'’-]+(?: (?:al|of|the|for|in|al-[A-Z][\w’'-]+|[A-Z][\w'’-]*)){0,6})"),
    ),
    object=pattern(r"\s(?:(?:dead|and killed|and wounded|down|up|away|off|in|on|at|to|into|through|against|by|under|beside|next to|outside|near|among|among the|between|the|an?|its|his|her|their|two|three|four|five|six|seven|eight|nine|ten|several|some|at least|more than|\d+|of|from|over|towards|inside)\s){0,5}(?:[a-z'-]+\s){0,2}?"),
    struck=pattern(r"\b(?:on|at|into|onto|against|among|hit|hits|struck|targeted|targeting|attacked|stormed|raided|overran|ambushed|shelled|bombed|flattened|destroyed|damaged|rammed|burned|torched|looted|ransacked|aimed at|directed at|fell on|landed on|in(?:side)?|caught|for|across|through|wall of|gate of|gates of|garden of|roof of|underside of|queue at|towards|to) (?:an? |the |its |his |her |their |two |three |several |some |\d+ )?(?:[a-z'-]+ ){0,1}$"),
    suffers=pattern(r"(?:'s)?(?: [\w'-]+){0,3}? (?:was|were|had been|has been|have been|been|came|come|being|got|are|is) (?:also |badly |later )?(?:hit|struck|targeted|attacked|ambushed|shot|killed|blown|bombed|shelled|damaged|destroyed|burned|torched|looted|under|wounded|injured|abducted|kidnapped|seized|taken|gunned|stabbed|beaten|stopped|raided|stormed|overrun|caught|torn|beheaded|executed|driven|assassinated|murdered|hurt|set)\b"),
    owner=pattern(r"'s? (?:own )?(?:[a-z-]+ )?(?:howitzers?|guns?|artillery|aircraft|jets?|drones?|warplanes?|helicopters?|planes?|f-?16s|missiles?|rockets?|tanks?|mortars?|spokes\w+|command(?:ers?)?|statement|media|general staff|press|radio|channel|men had|fighters had)\b| (?:spokes\w+|commanders? said|statement|command|sources?|said|says|confirmed|denied|blamed|accused|announced|reported|put|drones?|jets?|howitzers?|artillery|aircraft|helicopters?|warplanes?|planes?)\b"),
    owner_before=pattern(r"\b(?:drones?|jets?|aircraft|warplanes?|planes?|howitzers?|guns|artillery|tanks|helicopters?|missiles?|rockets?|mortars|shells?|men|fighters|soldiers|members|spokes\w+|commander|chief|head|officer|bulletin|statement|according to|said|source in|source at|director of|(?<!hired )(?<!used )(?<!run )(?<!owned )(?<!held )(?<!guarded )(?<!manned )(?<!protected )(?<!escorted )(?<!operated )by|fired by|suspected) (?:of |in |at |from )?(?:the |an? )?(?:[a-z]+ )?$"),
    beside=pattern(r"\b(?:near|outside|beside|behind|opposite|close to|next to|in front of|not far from|towards|past|along|leaving|left|returning from|on (?:his|her|their) way (?:to|home from)|parked (?:outside|near)|director of|doctor at|treated (?:at|in)|taken to|hospital in) (?:an? |the |his |her |their |its )?(?:[a-z'-]+ ){0,1}$"),
    hour=pattern(r"\b(?:at|before|after|around|about|shortly before|just after) (?:dawn|noon|midday|midnight|sunrise|sunset|dusk|daybreak|first light|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m|\d{1,2}[.:]\d\d)"),
    pluperfect=pattern(r"\bhad (?:[a-z]+ly |been |also |already )*[a-z]+(?:ed|en|t|wn|ld|n)\b"),
    quarter_of=pattern(r"(?: (?:quarter|district|neighbou?rhood|area|suburb|section))?(?: of| in| inside)(?: the city of)? "),
    unplaced_behind=pattern(r"\s(?:times|herald|gazette|monitor|tribune|chronicle|observer|bulletin|news agency|evening post|morning post)\b|-(?:led|owned|flagged|registered|operated|backed|born|made|run|funded|trained|aligned)\b"),
    paper=pattern(r"\b(?:ministry|ministries|government|embassy|headquarters) in @,? (?:said|says|told|annou|repor|confi|added)|\b(?:told|tells) (?:the )?@ (?:post|mail|star|sun)\b"),
    unplaced=pattern(r"\b(?:resident|native|citizen) of $|\bhailing from $|\b(?:banks?|shores?|side|mouth|waters?|valley|basin|across|along|down|up|river|crossed) (?:of )?(?:the\s)?(?:river\s)?$"),
    likened=pattern(r"\b(?:no such|any such|like|as if by|as if|as though|resembling|more like|compared to|called it|called the [a-z ]{1,20})\s(?:an?\s|the\s)?[\"']?$"),
    unended=pattern(r"\b(?:Gen|Col|Lt|Capt?|Maj|Sgt|Cpl|Pvt|Mrs?|Ms|Dr|St|Adm|Brig|Rev|Msgr|Fr|Prof|Gov|Sen|Rep|Insp|Supt|Det)\.\s+(?=[A-Z])|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s+(?=\d)|\b[ap]\.m\.\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)|\bU\.(?:S|N|K)\.\s+(?=(?:Marines?|Army|Air|Navy|Embassy|Consulate|Special|Central|Forces|Ambassador|Department|State|Secretary|Defen[cs]e|President|Coast|Military|Mission|Security|Humvees?|Humanitarian|High|Agency|Assistance|Navy|Green|Rangers?|Black|Apache|Stryker|Bradley|Reaper|Predator|Senator|Congress)\b)"),
    abbreviated=pattern(r"gen|col|lt|capt?|maj|sgt|cpl|mrs?|ms|dr|no|st|jr|sr|adm|brig|rev|msgr|fr|prof|u\.s|u\.n|[ap]\.m|km"),
    phrase_leads=pattern(r"(?:(?:the|an?|several|some|many|various|about|approximately|at|least|more|than|over|near|off|in|on|of|from|by|to|and|with|as|other|another|both|at least|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|scores|\d[\d,.]*)(?: of)?(?: the| its| his)?)\s+|[^\w]+)+"),
    phrase_trails=pattern(r"(?:[^\w]|\b(?:and|or|of|the|an?|in|at|on|to|with|from|by|for|near|that|who|was|were|is|are|had|has|have|nearby)(?=\W|$)|(?<=\w)'s(?=\W|$))+$"),
    phrase_ends=pattern(r"\s(?:who|which|that|where|when|was|were|had been|has|have|had|parked|located|wearing|carrying|traveling|travelling|belonging)\b|\s?[\[(;:]|,\s(?:and\s)?(?=(?:was|were|who|which)\b)"),
    phrase_of=pattern(r"\s(?:of|belonging to)\s(?:the\s)?"),
)  # fmt: skip

_SUFFIX = pattern(r"(?<=[a-z]{3})(?:ings?|ed|ers?|es|s|ly|'s)$")


def stem(word: str) -> str:
    """A word without its commonest endings: "bombing", "bombed" and "bombs" are one."""
    return _SUFFIX.sub("", word)


__all__ = ["FRAMES", "GRAMMAR", "GROUNDS", "LOSSES", "PARTIES", "normalise", "stem"]
