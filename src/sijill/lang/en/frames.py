"""English turns of phrase that tell a deed with words between them: "shot a grocer dead", "set two shops alight"."""

from __future__ import annotations

from sijill.lang.frames import Frames


def _gap(most: int) -> str:
    """Up to so many words, as few as will do."""
    return rf"(?:[\w'-]+,? ){{0,{most}}}?"


_FORCES = r"(?:police|policemen|troops|soldiers|army|forces|guards|officers|guardsmen|gendarmes|security)"
_CROWD = (
    r"(?:(?:hundreds|thousands|dozens|scores)(?! of times)|residents|students|workers|teachers|lecturers|graduates|families|women|"
    r"pensioners|farmers|drivers|employees|contractors|villagers|relatives|people|crowds?|crowd|youths|doctors|nurses|"
    r"lawyers|journalists|miners|protesters|demonstrators|marchers|activists|supporters)"
)
_BUILT = (
    r"(?:houses?|homes?|huts?|shops?|stalls?|stores?|schools?|granar(?:y|ies)|church(?:es)?|mosques?|shrines?|mausole\w+|"
    r"tombs?|graves?|crops?|fields?|orchards?|offices?|clinics?|hospitals?|markets?|farms?|villages?|vehicles?|trucks?|"
    r"lorr(?:y|ies)|cars?|bus(?:es)?|buildings?|headquarters|warehouses?|depots?|factory|pharmac(?:y|ies)|compound|tents?|station|towers?)"
)
_POST = (
    r"(?:checkpoints?|outposts?|posts?|bases?|barracks|patrols?|police stations?|camps?|garrisons?|pickets?|positions?|"
    r"convoys?|detachments?|forts?|stations?|columns?|vehicles?)"
)
_SHOT = r"(?:rockets?|shells?|mortars?|mortar (?:rounds?|bombs?|shells?)|missiles?|projectiles?|rounds|grads?|katyushas?|salvos?|barrages?|volleys?)"
_LAND = (
    r"(?:land(?:ed|ing)?|hit|hits|hitting|struck|strikes?|fell|falls?|slam(?:med|s)|came down|crash(?:ed|es|ing)?|explod(?:ed|es|ing)|"
    r"rain(?:ed|s)?|pound(?:ed|s|ing)?|burst|overshot|splash(?:ed|ing)?|walked across|whistl\w+|impact(?:ed)?|straddled|set fire|killed|wounded|kill|wound)"
)
_FLYER = r"(?:jets?|planes?|aircraft|warplanes?|fighter jets?|helicopters?|gunships?|drones?|uavs?|quadcopters?|f-?\d\ds?|bombers)"
_FLOWN = (
    r"(?:bomb(?:ed|s|ing)|struck|hit|dropp(?:ed|ing)|fir(?:ed|ing)|destroy(?:ed|ing)|kill(?:ed|ing|s)|straf(?:ed|ing)|attack(?:ed|ing)|"
    r"target(?:ed|ing)|pound(?:ed|ing)|flatten(?:ed|ing)|raid(?:ed|ing)|blast(?:ed|ing)|wound(?:ed|ing)|slamm(?:ed|ing)|explod(?:ed|ing)|let go|carried out|put a missile)"
)
_HIDDEN = (
    r"(?:planted|buried|hidden|concealed|placed|stuck|attached|fixed|strapped|rigged|laid|left|dug|tucked|wired|sewn)"
)
_CHARGE = r"(?:charges?|bombs?|devices?|explosives?|mines?|landmines?|ieds?|booby traps?|explosive)"
_CAR = r"(?:opel|kia|toyota|corolla|hyundai|daewoo|nissan|bmw|mercedes|honda|suzuki|isuzu|hilux|lada|volga|peugeot|renault|ford|chevrolet|mitsubishi|mazda|accord|elantra|land cruiser|sedan|saloon|hatchback|pick-?up|humvee|minivan|jeep|motorbike|motorcycle|moped|scooter|rickshaw|tuk-tuk|tractor|bulldozer|tanker|fuel tanker|milk lorry|dump truck|water truck|ambulance)"
_WENT = r"(?:went off|goes off|going off|exploded|explodes|exploding|detonated|detonates|blew up|ripped|tore|blasted)"
_PLACE = r"(?:town|village|city|district|towns|villages|crossing|quarter|neighbou?rhood|suburb|hamlet|province|hills?|heights|territory|ground|road|highway|island)"
_DEAL = r"(?:truce|cease-?fire|deal|accord|pact|agreement|armistice|settlement|peace|hudna|reconciliation|memorandum|document|paper)"

FRAMES = Frames(
    {
        "suicide_bomb": (
            rf"(?:detonat\w+|set off|setting off|triggered|exploded) (?:his|her|their|an?|the) {_gap(2)}(?:vests?|belts?|explosives|payload|load|cargo)\b",
            rf"(?:drove|rammed|steered|crashed|driving|ramming|drives) {_gap(5)}(?:packed|laden|loaded|rigged|filled|stuffed|explosives?-(?:laden|packed|filled|rigged))\b",
            r"suicide (?:lorry|tanker|driver|car|truck|vehicle|motorcyclist|team|squad|mission|operation)\b",
            r"bombers? (?:on|in|wearing|dressed|driving|disguised|struck|walked|hit|attacked|targeted|killed)\b",
            r"wearing (?:an? )?(?:explosives?|suicide|bomb) (?:belts?|vests?)\b",
            r"(?:pull|tugg|yank|jerk)(?:ed|s|ing) (?:the |an? )?(?:cord|ring|pin|string|wire) (?:of|on|in) (?:his|her|their) (?:vests?|belts?|coats?|jackets?|robes?)\b",
            r"(?:blew|blow|blowing) up (?:himself|herself|themselves)\b",
            r"(?:blew up|exploded|went off|detonated) with (?:its|his|her|their|the) (?:driver|rider|riders|drivers)\b",
            r"(?:one|an?|the) (?:of the )?(?:guests?|worshippers?|mourners?|women|woman|girls?|youths?|teenager|boy) (?:exploded|detonated)\b",
            r"(?:with|had) (?:explosives|charges|bombs|dynamite|a bomb|hexogen|tnt) (?:strapped |tied |wrapped |wound |taped )?(?:round|around|about|to|under|beneath) (?:his|her|their) (?:waists?|bod(?:y|ies)|chests?|robes?|coats?|shawls?|clothes|jackets?|dress(?:es)?)\b",
            r"(?:harness|girdle|waistcoat|corset) of explosives\b",
            rf"(?:girls?|women|woman|boys?|youths?|children) {_gap(6)}(?:wired|strapped|fitted) (?:up )?(?:by|with) (?:[\w-]+ ){{1,4}}?(?:,? )?(?:blew|exploded|explosives|bombs?|charges)\b",
        ),
        "sexual_violence": (
            r"(?:raped|gang-raped|sexually \w+|sexual assaults?|rape of)\b",
        ),
        "disrupted_weapons_use": (
            rf"(?:found|discovered|discovers|uncovered|recovered|seized|unearthed|located|spotted|noticed|stumbled on|dug up|dug out|lifted|cleared|destroyed|removed|disabled) {_gap(8)}(?:bombs?|ieds?|devices?|explosives?|cache|rockets?|weapons|mines?|landmines?|vest|belt|charges?|launcher|missiles?|shells|ammunition|wires|tnt|grenades|booby traps?)\b(?! (?:was|were|had) (?:thrown|fired))",
            r"(?:taken|took) apart\b",
            r"destroyed (?:it|them|him)? ?(?:where (?:it|they) (?:stood|lay)|in place|in situ)",
            rf"(?:drones?|uavs?|rockets?|missiles?|projectiles?|aircraft|quadcopters?) {_gap(8)}(?:shot down|brought down|intercepted|downed|jammed|knocked out|shot out|destroyed in)\b",
            rf"(?:shot|brought|knocked|shoot|bring) down {_gap(4)}(?:drones?|uavs?|rockets?|missiles?|aircraft|quadcopters?)\b",
            r"blown up (?:safely|in a controlled|by (?:engineers|sappers|experts|bomb))",
            rf"bomb (?:disposal|squad) {_gap(5)}(?:defused|disabled|destroyed|removed|made)\b",
        ),
        "excessive_force_against_protesters": (
            rf"{_FORCES} {_gap(6)}(?:opened fire|opened up|fired|shot|shooting|firing|fire) (?!(?:[\w-]+ ){{0,4}}(?:tear[ -]gas|gas|teargas|water cannon|stun|sound|smoke|into the air|in the air)\b){_gap(7)}(?:protest\w*|demonstrat\w+|crowds?|march\w*|rall(?:y|ies)|rioters|sit-in)\b",
            rf"(?:protesters?|demonstrators?|marchers) {_gap(3)}(?:shot|killed|gunned)\b",
        ),
        "protest_with_intervention": (
            rf"{_FORCES} {_gap(6)}(?:fired|used|lobbed|sprayed|turned|deployed) {_gap(4)}(?:tear[ -]gas|teargas|water cannon|rubber bullets|stun grenades|batons|pepper spray)\b",
            rf"{_FORCES} {_gap(8)}(?:dispers\w+|broke up|break up|beat|beating|clear(?:ed|ing)|chas(?:ed|ing)|moved against|baton-charged|charged) {_gap(8)}(?:protest\w*|demonstrat\w+|crowds?|march\w*|rall(?:y|ies)|sit-in|people|women|camp|square|gathering|strikers|students)\b",
            rf"(?:dispers\w+|broke up|breaking up|broken up) {_gap(3)}(?:protest\w*|demonstrat\w+|crowds?|march\w*|rall(?:y|ies)|sit-in|gathering|vigil)\b",
        ),
        "violent_demonstration": (
            rf"(?:protesters|demonstrators|rioters|youths|crowds?|residents|marchers|students) {_gap(8)}(?:hurled|threw|throwing|hurling|pelted|smashed|torched|burned|burnt|stormed|ransacked|burning|set fire|set {_gap(4)}(?:alight|ablaze|on fire)|broke|attacked)\b",
            r"(?:burning|burned|burnt|bonfires? of|blazing|set) ty?i?res\b",
            r"tyres alight",
        ),
        "mob_violence": (
            r"(?:men|people|crowd|traders|youths|villagers|women|residents|passers-by) (?:fell on|set on|set about|laid into|turned on) (?:him|her|them|an?|the (?:man|woman|thief|stranger|driver))\b",
            rf"(?:crowds?|mobs?|villagers|residents|neighbou?rs|passers-by|onlookers|locals|townspeople) {_gap(10)}(?:beat|beaten|lynch\w+|stoned|set upon|burned alive|dragged)\b(?! back| off)",
        ),
        "abduction_forced_disappearance": (
            rf"(?:took|taken|led|marched|dragged|driven|drove|herded|bundled|hauled|forced|ordered|loaded|pushed|put|abducting) {_gap(7)}(?:away|off|captive|captives|hostage|prisoner|into (?:the |an? |waiting |two |three |their )*(?:vans?|cars?|bush|forest|vehicles?|boot|pick-?ups?|trucks?|boats?|woods))\b",
            rf"(?:taken|seized|snatched|grabbed|dragged) (?:by \w+ )?(?:from|at|on|near|by) (?:an? |the |his |her |their )?{_gap(2)}(?:homes?|house|car|vehicle|bus|minibus|roadblock|village|office|school|farm|hotel|convoy|checkpoint|road|highway|church|clinic|vigil|ford|compound|dormitory|gunmen|armed men|militants|bandits)\b",
            r"walked (?:him|her|them|(?:[\w-]+ ){0,3}(?:people|women|men|girls|boys|children|passengers|villagers|workers)(?:, [^.;]{2,40},)?) (?:away|off|up into|into|to (?:an? |the |two |three |waiting |their )*(?:pick-?ups?|cars?|vans?|trucks?|vehicles))\b",
            rf"stopped {_gap(8)}and (?:took|seized|abducted|kidnapped|led) ",
            rf"holds? (?:him|her|them|its|their|\w+) {_gap(3)}(?:hostage|captive)",
            rf"held {_gap(4)}(?:hostage|captive|for ransom)",
        ),
        "air_drone_strike": (
            rf"{_FLYER}(?! {_gap(6)}(?:crash|collid|skidd|overr[au]n)) {_gap(9)}{_FLOWN}\b",
            rf"(?:drones?|uavs?|quadcopters?) {_gap(9)}crash(?:ed|ing|es) (?:in)?to\b",
            rf"(?:struck|hit|killed|bombed|destroyed|attacked|targeted|wounded) {_gap(8)}(?:by|with|in|from) (?:an? |the |two |several )?{_gap(2)}(?:drones?|air ?strikes?|warplanes?|jets?|air raids?|helicopters?|aircraft)\b",
            rf"dropp(?:ed|ing|s) {_gap(4)}(?:bombs?|grenades?|munitions?|explosives|barrels)\b",
            rf"drops {_gap(3)}bombs\b",
            r"(?:glide|barrel|cluster|guided|thermobaric|aerial) bombs?\b",
            r"bombed from the air",
            r"precision munitions",
            rf"(?:strike|raid)s? (?:by|from) (?:an? |the )?{_gap(2)}(?:jets?|planes?|aircraft|drones?|warplanes?)",
        ),
        "shelling_artillery_missile_attack": (
            rf"(?:fired|fires|launched|lobbed|rained|unleashed|firing|launching|aimed) {_gap(6)}{_SHOT}\b(?! of (?:the )?(?:[\w-]+ )?(?:words|offers|discounts|promotions|adverts|questions|criticism|insults|abuse|complaints|letters|calls|tweets|shots on|attacks on goal))",
            rf"{_SHOT} {_gap(8)}{_LAND}\b",
            r"shelling\b",
            r"(?:under|by) (?:heavy |intense )?(?:artillery|mortar|rocket|tank|shell|shell-) ?fire\b",
            rf"(?:howitzers?|artillery|guns|gunners|tanks|cannon) {_gap(6)}(?:pounded|shelled|hit|struck|fired on|found|bombarded|opened)\b",
            r"\d+ x \d+ ?mm\b",
            r"(?:mortar|rocket|artillery) (?:fire|attack|barrage)",
            rf"shells? {_gap(3)}(?:fired|that)\b",
        ),
        "grenade": (
            rf"(?:threw|thrown|hurled|lobbed|tossed|throwing|hurling) {_gap(5)}grenades?\b",
            rf"grenades? {_gap(5)}(?:thrown|hurled|lobbed|exploded|went off|came over|landed)\b",
        ),
        "remote_explosive_landmine_ied": (
            rf"{_CHARGE} {_gap(8)}(?:{_WENT}|{_HIDDEN} (?:in|on|under|by|beneath|near|at|inside|beside|to|along|outside|next|behind))\b",
            r"(?:buried|hidden|planted|concealed|roadside|explosive) (?:charges?|devices?|bombs?|mines?)\b",
            rf"(?:hit|struck|drove over|ran over|stepped on|triggered|set off|trod on|tripped|detonated|rolled over|hits|strikes) (?:an? |the |on an? )?{_gap(3)}(?:mines?|landmines?|bombs?|charges?|devices?|ieds?|booby trap|tripwire|explosive)\b",
            rf"(?:blast|explosion) {_gap(4)}(?:killed|wounded|hit|struck|tore|ripped|injured|hurt|destroyed|of an?)\b",
            r"blew up (?:an?|the|part|two|three|his|her)\b",
            r"(?:charges?|bombs?) under (?:his|her|its|the|an?)\b",
            r"(?:charge|package|parcel|satchel|hatchback|suitcase) went off\b",
            r"(?:packed|loaded|laden|rigged|filled|stuffed|crammed) (?:with|full of) (?:\w+ ){0,2}?(?:explosives?|bombs|fertili[sz]er|tnt|dynamite|shells|c4|rdx|nitrate)\b",
            rf"(?:booby-trapped|rigged|mined|parked) (?:[\w'-]+ )?{_CAR} (?:[\w'-]+ ){{0,4}}?(?:blew up|blows up|exploded|explodes|went off|goes off|went up|goes up|detonated|detonates)\b",
            rf"(?:explosion|blast) {_gap(4)}(?:at|in|on|near|outside)\b",
        ),
        "armed_clash": (
            rf"(?:attack(?:ed|s|ing)|raid(?:ed|s|ing)|storm(?:ed|s|ing)|assault(?:ed|s|ing)|overwhelmed|attack on|raid on|assault on|ambush(?:ed)?|came at|drove up to|fired (?:on|at)|attacks on) {_gap(5)}{_POST}\b",
            r"(?:lay|lying|laid|walked|drove|ran) (?:in wait|an ambush|into an ambush)",
            r"turned (?:[\w-]+ ){0,3}(?:guns?|rifles?|weapons?) on\b",
            rf"(?:opened fire|fired|opened up) (?:on|at) (?:an? |the |two |three )?{_gap(3)}(?:soldiers?|police\w*|troops|guards?|officers?|patrols?)\b",
            r"fought (?:with|off|for|gun|in|at|through|over|each|along|until|near|around|a|the|their|back|hand)\b(?! (?:cancer|corruption|fire|the fire|the blaze|a fire|the flames))",
            r"(?:came|come|coming) under (?:heavy |sustained |small[ -]arms |machine[ -]gun |sniper |intense )*(?:fire|attack)\b",
            rf"(?:cornered|engaged|battled|battling|clashing) {_gap(5)}(?:fighters|gunmen|militants|rebels|police|soldiers|troops|men|column|forces|insurgents)\b",
        ),
        "attack": (
            r"(?:shot|hacked|stabbed|beat|beaten|stoned|shoots|clubbed|burned|bludgeoned) (?:[\w'-]+,? ){1,9}?(?:dead|to death)\b(?! zone)",
            r"(?:had )?(?:their|his|her) throats? (?:were |was |had been )?(?:cut|slit|slashed)",
            r"throats? (?:were |was |had been )(?:cut|slit)",
            rf"bod(?:y|ies) {_gap(6)}(?:bullet|gunshot|stab|tortur|bound|blindfolded|handcuffed|riddled|beheaded|shot)\w*",
            r"(?:was|were|been|is|are) (?:fatally )?shot\b(?! down)",
            r"shot (?:at |up )?(?:in|as|while|by|at|outside|near|on|through|from|twice|several|multiple|and|(?:an?|the|his|her|two|three|four|five|six|their|him|them|whoever) )",
            rf"fired {_gap(4)}(?:times|shots|bullets|rounds|bursts) (?:at|into|through|on)\b",
            r"fired (?:at|on|into) (?:an?|the|his|her|two|their)\b",
            rf"shooting {_gap(2)}(?:man|men|everyone|people|dead|him|her|them|as|at|every)\b",
            rf"(?:raked|sprayed|riddled|peppered) {_gap(6)}(?:with|bullets|gunfire)\b",
            r"(?:murder|slaying|shooting|stabbing|assassination|killing|execution|beheading)s? of\b",
            r"went (?:from house to house|door to door)",
            rf"(?:attack|raid|storm)(?:ed|s|ing) {_gap(4)}(?:hamlet|church|villages|village|villagers|farmers|family|bus|church|worshippers|market|convoy|home|house|homes|homestead|settlement|herders|miners|workers|civilians|travellers|wedding|funeral)\b",
        ),
        "agreement": (
            rf"(?:agreed|agree|signed?|initialled|struck|reached|announced|declared|brokered|sealed|thumbprints?|concluded|hammered out|accepted) {_gap(9)}{_DEAL}\b",
            rf"{_DEAL} {_gap(4)}(?:took effect|came into force|came into effect|went into effect|signed|agreed|reached|was announced|is to|begins|began)\b",
            rf"(?:swap(?:ped)?|exchang(?:ed|e)|traded|exchange of|swap of) {_gap(5)}(?:prisoners?|captives?|detainees?|bodies|remains|hostages)\b",
            rf"(?:prisoners?|captives?|captured soldiers|captured (?=soldiers|fighters|men)|detainees) {_gap(18)}(?:exchanged?|swapped|swap)\b",
        ),
        "arrests": (
            rf"{_FORCES} {_gap(8)}(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|rounded up|captured|picked up|took {_gap(6)}into custody|in custody)\b(?! by)",
            rf"(?:picked up|rounded up|taken from|taken away|led away|held) {_gap(10)}by {_gap(3)}{_FORCES}\b",
            rf"(?:took|taken|taking) {_gap(6)}into custody\b",
            r"sweeps? by\b",
        ),
        "government_regains_territory": (
            rf"(?:retook|recaptured|regained|liberat(?:ed|es)|wrested|reclaimed|won back) {_gap(6)}{_PLACE}\b",
            rf"(?:in possession|in control|back in control) of {_gap(5)}again\b",
            r"back (?:in|under) (?:government|army|state|federal) (?:hands|control)",
            rf"cleared {_gap(5)}of (?:militants|fighters|insurgents|is |islamic state|the group)",
            rf"drove {_gap(2)}(?:militants|fighters|insurgents|rebels|jihadists|gunmen|militia|islamic state|the group) {_gap(3)}(?:out of|from|out) ",
        ),
        "non_state_actor_overtakes_territory": (
            rf"(?:captured?|seized|took|overran|entered|walked into|swept into|poured into|rolled into|marched into) (?:the |an? |control of |over )?{_gap(4)}{_PLACE}\b",
            rf"in (?:the|its) {_gap(1)}hands\b",
            rf"(?:raised|planted|hoisted|put|ran up|unfurled) {_gap(3)}flags?\b",
            rf"took over {_gap(4)}(?:town|village|base|post|district|barracks)\b",
            r"fell to\b",
        ),
        "non_violent_transfer_of_territory": (
            rf"(?:hand(?:ed|ing)?|turn(?:ed|ing)?|sign(?:ed|ing)?) (?:over|back) {_gap(6)}(?:bases?|posts?|camps?|town|village|control|compound|checkpoints?|airport|security|crossing|positions?|district|barracks)\b",
            rf"(?:vacated|evacuated|left|withdrew from|pulled out of|quit) {_gap(7)}(?:under|after) (?:an? )?(?:terms|agreement|deal|accord|talks|truce)\b",
        ),
        "headquarters_or_base_established": (
            rf"(?:set(?:ting)? up|established|establish(?:es|ing)|opened|built|building|inaugurated|erected|est\.|installed|fortif(?:ied|ying)) (?:an? |its |their |new |the |two |another )+{_gap(4)}(?:base|outpost|posts?|camp|headquarters|hq|checkpoint|positions?|op|fob|garrison|observation post)\b",
            r"new (?:base|camp|outpost|op|garrison|observation post|forward base)\b",
        ),
        "change_to_group_activity": (
            rf"(?:dissolv(?:ed|ing)|merg(?:ed|ing)|uniting|united|folded|joined forces|split) {_gap(6)}(?:into|with|from|under)\b",
            rf"(?:withdr[ae]w\w*|pull(?:ed|ing) (?:out|back)|redeploy\w*|moved|sent|deployed|rushed|massed) {_gap(7)}(?:troops|fighters|forces|soldiers|units?|brigades?|tanks|armou?r|reinforcements|battalions?|columns? of|convoy)\b",
            rf"(?:troops|fighters|forces|soldiers|army|brigade|battalion|militia|peshmerga|column|unit) {_gap(6)}(?:withdr[ae]w\w*|pulled (?:out|back)|redeployed|arrived|massed|moved into|deployed|left)\b",
            r"(?:pledged|swore|declared) (?:allegiance|loyalty|bay'?ah)",
            rf"lift {_gap(5)}out of\b",
            r"given up\b",
            r"laid down (?:their|its) (?:arms|weapons)",
        ),
        "looting_property_destruction": (
            rf"(?:loot|burn|torch|ransack|smash|demolish|raz|vandalis|vandaliz|destroy|bulldoz|plunder|desecrat|flatten|dynamit)(?:ed|ing|t)? {_gap(6)}{_BUILT}\b",
            rf"{_BUILT} {_gap(5)}(?:looted|burned|burnt|torched|ransacked|razed|demolished|vandali[sz]ed|set (?:on fire|alight|ablaze)|emptied|bulldozed)\b",
            rf"set (?:the |an? |fire |fire to |\w+ )?{_gap(5)}(?:alight|ablaze|on fire|afire)\b",
            r"set fire (?:to|in)",
            r"took (?:pickaxes|hammers|sledgehammers|axes) to",
        ),
        "peaceful_protest": (
            rf"{_CROWD} {_gap(9)}(?:gathered|rallied|marched|stood|sat|sitting|assembled|massed|demonstrated|camped|picketed|blocked|protested|took to the streets|walked out|closed|holding up|hold up|held a)\b(?! by the (?:road|fire))",
        ),
        "other": (
            rf"(?:freed|released|let go|set free) {_gap(4)}(?:hostages?|captives?|captors?|soldiers?|abductees?|students|pupils|girls|workers|engineers?|journalists?|passengers|kidnapped)\b",
        ),
        "weapons.vehicle_bomb": (
            r"(?:cars?|trucks?|lorry|lorries|tanker|tankers|vans?|minibus|bus|pick-?ups?|vehicles?|motorcycles?|motorbike|ambulance|rickshaw) (?:[\w'-]+,? ){0,3}?(?:packed|loaded|rigged|laden|filled|stuffed|fitted|primed|crammed) (?:with|full of) (?:[\w'-]+ ){0,3}?(?:explosives|fertili[sz]er|tnt|bombs?|dynamite|c4|rdx|hexogen|(?:artillery|mortar|tank) (?:shells|rounds)|gas (?:cylinders|bottles|canisters)|ammonium nitrate)\b",
            rf"{_CAR} (?:[\w'-]+,? ){{0,3}}?(?:packed|loaded|rigged|laden|filled|stuffed|fitted|primed|crammed) (?:with|full of) (?:[\w'-]+ ){{0,3}}?(?:explosives|shells|c4|rdx|tnt|cylinders|nitrate|bombs)\b",
            rf"(?:booby-trapped|rigged|mined|parked) (?:[\w'-]+ )?{_CAR} (?:[\w'-]+ ){{0,4}}?(?:blew up|blows up|exploded|explodes|went off|goes off|went up|goes up|detonated|detonates)\b",
            rf"(?:booby-trapped|explosives-laden|bomb-laden) (?:[\w'-]+ )?{_CAR}\b",
            r"(?:explosives?|bomb)-(?:laden|rigged|packed|filled|loaded) (?:cars?|trucks?|lorr(?:y|ies)|tankers?|vans?|vehicles?|motorcycles?|minibus)\b",
            r"explosives (?:hidden |packed |planted )?(?:in|inside|aboard) (?:an? )?(?:parked )?(?:cars?|trucks?|lorry|tanker|van|vehicle|motorcycle)\b",
        ),
        "weapons.drone": (
            r"(?:explosives?-(?:laden|packed|filled|rigged)|booby-trapped|bomb-laden) (?:[\w-]+ ){0,2}?(?:drones?|quadcopters?|uavs?)\b",
        ),
        "weapons.arson": (
            r"(?:burn|torch|burning|torching|burned|burnt|torched) (?:an?|the|two|three|four|five|six|several|his|her|their|its|down|\d+) (?:[\w'-]+ ){0,3}?(?:cars?|vehicles?|trucks?|lorr(?:y|ies)|bus(?:es)?|tractors?|houses?|homes?|shops?|huts?|stalls?|offices?|buildings?|granar(?:y|ies)|crops?|fields?|tents?|church(?:es)?|mosques?|schools?|posts?|stations?|headquarters|pickups?|motorcycles?)\b",
            r"(?:find|found|leav(?:e|ing)|left) (?:[\w'-]+,? ){1,8}?(?:ablaze|alight|on fire|in flames)\b",
        ),
        "weapons.suicide_bomb": (
            r"(?:blew|blow|blowing|blown) (?:himself|herself|themselves|itself) up\b",
            r"(?:lorr(?:y|ies)|trucks?|cars?|tanker|bulldozer|vehicle)(?:, (?:[\w'-]+ ){0,3}?each)? with (?:an? )?(?:suicide|man at the wheel|driver who)",
        ),
    }
)  # fmt: skip
"""Frames by the kind of the deed that each tells."""
