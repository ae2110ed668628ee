"""Spanish, as the press of Colombia, Mexico, Peru, Venezuela, Ecuador, Central America and Spain writes it.

Patterns are over flattened text, which has no accents: "mató" is "mato", "año" is "ano".
"""

from sijill.lang.later import pattern
from sijill.lang.normal import Normalised, without
from sijill.lang.normal import latin as normalise
from sijill.lang.pack import NEVER, Grammar

_COMBINING = pattern("[\u0300-\u036f]")
_THE = r"(?:el\s|la\s|los\s|las\s|un\s|una\s|su\s|sus\s|dos\s|tres\s|\d+\s)?"
_SAID = r"(?:dijo|dijeron|informo|informaron|senalo|senalaron|indico|indicaron|confirmo|confirmaron|reporto|reportaron|anuncio|anunciaron|explico|explicaron|agrego|agregaron|declaro|declararon|aseguro|aseguraron|afirmo|afirmaron|preciso|precisaron|manifesto|manifestaron|comunico|detallo|detallaron|relato|relataron|denuncio|denunciaron|condeno|condenaron|lamento|lamentaron|rechazo|rechazaron|repudio|repudiaron|desmintio|desmintieron|culpo|culparon|nego|negaron)"
_MEN = r"(?:guerrilleros?|combatientes|integrantes|miembros|hombres|sicarios|disidentes|pistoleros|militantes|milicianos|pandilleros|terroristas|subversivos|elementos|agentes|efectivos|soldados|tropas|unidades|policias|aviones|helicopteros|drones|artilleria|comando|celula|columna|frente|bloque|grupo|faccion|armados|encapuchados)"
_W = r"[A-ZÁÉÍÓÚÑÜ][\wÁÉÍÓÚÑÜáéíóúñü’'-]*"
_NAME = rf"{_W}(?: (?:(?:de|del|la|las|los|el|y|e) ){{0,2}}{_W}){{0,6}}"

GRAMMAR = Grammar(
    conjunction=pattern(r"\s*(?:,\s*(?:y|e)|,|y|e|\+|mas|ademas de|asi como|junto (?:a|con))\s*(?:a\s)?(?:(?:el|los|la|las|su|sus|al)\s*)?$"),
    joins=pattern(r"\s*(?:,|y\b|e\b|mientras\b|pero\b|;)"),
    including=pattern(r"\b(?:entre (?:ellos|ellas|los que|las que|quienes|los cuales|las cuales|las victimas|los muertos)|incluid[oa]s?|incluyendo|de ellos|de ellas|de los cuales|de las cuales|un[oa] de (?:ellos|ellas)|la mayoria de ellos)\b"),
    onto=pattern(rf"\b(?:contra|en contra del?|sobre|atac(?:o|aron|ar|ado|ando)(?: a)?|impact(?:o|aron)(?: en| contra)?|alcanz(?:o|aron)(?: a)?|golpe(?:o|aron)|hostig(?:o|aron)|embosc(?:o|aron)|al paso del?|al|blanco del?|(?<!junto )(?<!frente )(?<!debido )(?<!gracias )a|ataques? (?:al|a)|(?:asalto|incursion|irrumpieron|entraron) (?:al|a|en)|quema del?|incendi(?:o|aron)|quem(?:o|aron))\s{_THE}$"),
    between=pattern(r"^\s?(?:[\w()]+\s){0,8}$"),
    active=pattern(r"(?:ando|iendo|matado|\bde|\bdel|\bal?|mato|mata|mataron|matan|hirio|hiere|hirieron|hieren|asesino|asesina|asesinaron|asesinan|abatio|abatieron|abate|lesiono|lesionaron|ejecuto|ejecutaron|acribillo|acribillaron|ultimo|ultimaron|degollo|degollaron|masacro|masacraron)$"),
    plural=pattern(r"(?:s|policia nacional|ejercito|fuerza publica|guardia civil|guardia nacional|gente|marina|armada)$"),
    of_the=pattern(r"\b(?:de los|de las|de estos|de estas|de esos|de esas)\s$"),
    out_of=pattern(r"\sde(?:\s(?:los|las|un total de|estos|estas|todos|nuestros|sus))*\s"),
    up_to=pattern(r"\s(?:al?|hasta|y)\s(?:el\s)?(?:finales de\s|fin de\s|mediados de\s)?"),
    dated=pattern(r"(?:y )?(?:el|en la (?:noche|manana|madrugada) del|la noche del)(?: dia)? "),
    onward=pattern(r"\b(?:desde|tras|despues)(?:\sdel?)?\s(?:el\s)?$"),
    taken_up=pattern(r"\b(?:ellos|ellas|estos|estas|esos|esas|cuales|quienes)\b"),
    was=pattern(r"\b(?:quien(?: tambien)? (?:fue|resulto|quedo)|que (?:fue|resulto)|el(?:\s\w+){1,2}\s(?:fue|resulto))\s$"),
    noun_toll=pattern(r"\b(?:los|las|el|la|del|al|cuyos)\s$"),
    thing=pattern(
        r"\s(?:\w+\s)?(?:motos?|motocicletas?|carros?|autos?|automoviles|vehiculos?|camion(?:es)?|camionetas?|tractomulas?|buses|bus|autobuses|autobus|lanchas?|embarcaciones|casas|viviendas|locales|tiendas|escuelas|horas|dias|minutos|semanas|meses|disparos|balazos|casquillos|impactos|explosiones|detonaciones|artefactos|cilindros|municipios|pueblos|veredas|comunidades|lugares|puntos|frentes|direcciones|lados|fusiles|pistolas|armas|torres|cabezas de ganado|hectareas|familias)\b"
    ),
    part=pattern(r"(?<![\w.])\d{1,3} (?:en|por|de) [a-z]|[a-z] \d{1,3}(?=[,.;)]| y | \()"),
    copula=pattern(r"\b(?:fueron|son|eran|comprenden|constan de|se reparten en)\s(?:los siguientes\s)?$"),
    someone=pattern(r"^\s\w+(?:\s(?:de|del|la|el)\s\w+|\s\w+)?\s(?:fue|resulto|ha sido|habia sido|quedo)\s(?:tambien\s)?$"),
    each=pattern(r"\s?cada un[oa]\b"),
    anyone=pattern(r"personas?|otros|otras"),
    supposed=pattern(r"\bsi (?:alg[uú]n\w*|un[ao]?|cualquier|m[aá]s)(?: [^\s.;,]+){0,4}? (?:muere|mueren|muriera|es|son|fuera|fueran|resulta|resultara) ?(?:muert\w+|herid\w+|asesinad\w+|atacad\w+)?"),
    unconfirmed=pattern(r"\b(?:no (?:se )?(?:ha|pudo|han) (?:podido )?(?:sido )?(?:confirmad\w+|confirmar\w*|verificar\w*)|sin confirmar)\b"),
    differs_by=pattern(r"menos\b"),
    definite=pattern(r"\b(?:el|la|al|del|su|un|una|otro|otra)\s(?:[a-z]+\s)?$"),
    pronoun=NEVER,
    both=pattern(r"\bamb[oa]s\b"),
    range=pattern(r"\b(?P<lead>entre )?(?P<a>\d{1,4}|[a-z]+)(?:\s?-\s?| a | o |(?(lead) y |(?!)))(?P<b>\d{1,4}|[a-z]+)\b"),
    name=pattern(_NAME),
    locative=pattern(r"\b(?:en|cerca del?|del?|hacia|hasta|desde|al?|municipio del?|ciudad del?|a las afueras del?)\s(?:el\s|la\s|los\s|las\s)?$"),
    inside=pattern(r"\b(?:en|cerca de)\s$"),
    by=pattern(rf"\b(?:(?:por|a manos del?|por parte del?|autoria del?|obra del?|accion del?|perpetrad[oa]s? por|(?:ataques?|emboscada|atentado|ofensiva|hostigamiento|bombardeos?|incursion|combates|asalto|paro armado|reten(?:es)?)\s(?:\w+\s)?(?:del?|por)|(?:combates?|enfrentamientos?|choques)\s(?:armados\s)?entre(?:\s\w+){{0,5}})\s+(?:el\s|la\s|los\s|las\s|un\s|una\s)?(?:presunt[oa]s?\s|supuest[oa]s?\s)?(?:{_MEN}\s(?:armad[oa]s?\s)?(?:del?\s(?:el\s|la\s|los\s|las\s)?)?)?)$"),
    private=pattern(r"\b(?:su casa|su vivienda|su domicilio|su residencia|de civil|fuera de servicio|de descanso|de permiso|de vacaciones|de franco|retirad[oa]|jubilad[oa]|ex(?:-| )?(?:policia|militar|soldado)|su vehiculo|su carro|su auto|su moto|su finca|sicari\w*|asesin\w*|silenciador|regresaba a|se dirigia a su)\b"),
    passive=pattern(r"\s+por\b"),
    auxiliary=pattern(r"(?:\s(?:de|del|en)\s(?:(?:la|el|los|las|un|una)\s)?(?:\w+\s){1,2})?(?:\s|fue|fueron|resulto|resultaron|quedo|quedaron|ha sido|han sido|habia sido|gravemente|levemente|hallad[oa]s?|encontrad[oa]s?|luego|tambien|que)*"),
    owned=pattern(r"\s(?:del?|perteneciente a|propiedad del?)\s(?:un\s|una\s|el\s|la\s|dos\s)?(?:[a-z]+\s)?"),
    acts=pattern(r"\s(?:\w+\s)?(?:ha\s|han\s|logro\s|lograron\s)?(?:hall|encontr|desactiv|detuv|detien|captur|arrest|incaut|decomis|neutraliz|abati|frustr|dispers|repel|recuper|desmantel|retom|desplega|desplego|destruy|intercept|derrib|bombarde|dispar(?:o|aron|aba)|desaloj|reprim|mat(?:o|aron)\b|inici|acordon|lanzo|lanzaron|dijo|informo|confirmo|reporto|investig|busca|persigu|liber|rescat|control|instal)"),
    fight=pattern(r"\b(?:(?:dos|entre) (?:bandas|pandillas|carteles|clanes|familias|comunidades)|(?:bandas|pandillas|carteles) rivales|rival(?:es)?|disputa territorial)\b"),
    ahead=pattern(r"[\s:=\-]*(?:[\w'’]+[ -]){0,3}\(?"),
    spared=NEVER,
    counted=pattern(r"\s(?:(?:potentes|fuertes|pequenos|grandes|presuntos) )?"),
    led=pattern(rf"\b(?:{_SAID}|captur(?:o|aron)|detuv(?:o|ieron)|arrest(?:o|aron)|hall(?:o|aron)|encontr(?:o|aron)|desactiv(?:o|aron)|frustr(?:o|aron)|dispers(?:o|aron)|abat(?:io|ieron)|bombarde(?:o|aron)|incaut(?:o|aron)|decomis(?:o|aron)|llegaron|acudieron|segun)\s(?:el|la|los|las)?\s?$"),
    accuser=NEVER,
    backer=pattern(r"\b(?:respaldad[oa]s?|apoyad[oa]s?|financiad[oa]s?|armad[oa]s?|entrenad[oa]s?) por (?:el |la |los |las )?$"),
    speaks=pattern(rf"(?:[\s-](?:de|del|la|el|los|las|policia|ejercito|seguridad|nacional|local|regional|departamental|militar|municipal|general|estatal|fiscalia|ministerio|alcaldia|gobernacion|secretaria|defensa|estado|[a-z]{{4,12}})){{0,6}},?\s(?:que\s)?{_SAID}\b"),
    credits=pattern(rf"\b(?:segun|de acuerdo (?:con|a)|citando|fuentes del?|voceros? del?|portavo(?:z|ces) del?|comunicado del?|parte del?|boletin del?|{_SAID}(?: (?:hoy|ayer|este \w+|el \w+))?)\s(?:el\s|la\s|los\s|las\s|un\s|una\s|fuentes\s|del?\s|informaciones\s|vocero\s|portavoz\s|comandante\s|jefe\s|director\s)*$"),
    said=pattern(rf"\b(?:{_SAID}|en un comunicado|en rueda de prensa|condeno|condenaron|lamento|rechazo|rechazaron|publicado|difundido|emitido)\s(?:el\s|la\s|a la prensa\s|a los medios\s)*$"),
    week_named=pattern(r"\bsemana (?:del|de|desde el|(?P<ends>que termina el|hasta el|al))? ?$"),
    dateline=pattern(rf"\s*{_W}(?:[,/ ]+(?:(?:de|del|la|el|los|las) ){{0,2}}{_W}){{0,4}}(?:,? \(?\d{{1,2}} (?:de )?[A-Za-z]{{3,10}}\.?(?:,? (?:de )?\d{{4}})?\)?)?[ ,]*(?:\([^)\n]{{2,40}}\))?\s*(?:\.\s?[-–—]|--|[-–—:])\s+"),
    clause=pattern(r"(?:;|,)?\s(?:mientras(?: que)?|en tanto(?: que)?|y|pero|antes de que)\s|;\s|:\s|,\s(?=en otr[oa]|por otra parte|por separado)"),
    subject=pattern(rf"\s?(?:(?:{_MEN}|que|quien|quienes|se|ha|han|habia|habian|tambien|luego|despues|hoy|ayer|anoche|presuntamente|nacional|nuevamente|conjuntamente|realizo|realizaron|lanzo|lanzaron|perpetro|perpetraron|ejecuto|ejecutaron|activo|activaron|detono|detonaron|hizo|llevo a cabo|colombiano|mexicano|peruano|un|una|el|la|los|las|(?:el|este) (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|,)\s?){{0,6}}"),
    organisation=pattern(
        rf"(?P<who>(?:Frente|Bloque|Columna|Comando|Comandos|Movimiento|Milicias?|Brigadas?|Autodefensas|Guerrilla|Disidencias|Cartel|Cártel|Clan|Mara|Banda|Pandilla|Tren|Unión|Fuerzas Armadas Revolucionarias|Fuerzas Bolivarianas|Resistencia|Organización|Barrio|Segunda|Nueva|Oficina) (?:(?:de|del|la|las|los|el) ){{0,2}}(?:{_W}|\d{{1,3}})(?: (?:(?:de|del|la|las|los|el|y) ){{0,2}}{_W}){{0,4}}"
        rf"|Ejército (?:Popular|Revolucionario|Guerrillero|Gaitanista|de Liberación|del Pueblo)(?: (?:(?:de|del|la|las|los|el|y) ){{0,2}}{_W}){{0,4}}"
        rf"|Los (?!Ángeles|Rios|Ríos|Lagos|Andes|Mochis|Cabos|Santos|Olivos|Altos){_W}(?: (?:del? )?{_W}){{0,2}}"
        r"|\b(?!(?:ONU|OEA|UE|EU|EEUU|ONG|DEA|FBI|CIA|TV|CTI|INPEC|UNP|ESMAD|GOES|GEO|PNC|PNP|SEDENA|FGR|FGE|AFP|EFE|AP|CICR|URGENTE|SOAT|COVID|PDI|GAULA|UIAF|ADN|CAI|ETCR|JEP|OTAN|PIB|USD)\b)[A-Z]{2,6}(?:-[A-Z0-9]{1,3})?\b(?=(?: \w+){0,3} (?:atac|reivindic|combat|secuestr|guerriller|asesin|mat[oó]|emboscó|disparó|lanzó|anunció|se atribuy|hostig|detonó|instaló|quem|incendi|tom)|[.,;]))"
    ),
    charged=(
        pattern(rf"(?P<who>(?:(?:El|La|Los|Las|el|la|los|las|un|una) (?:grupo (?:armado )?|guerrilla |banda |organización )?(?:llamad[oa] |denominad[oa] |autodenominad[oa] )?)?[«\"“]?{_NAME}[»\"”]?),?(?: también| ha| han| que)* (?:reivindic\w+|se (?:ha |han )?(?:atribuy\w+|atribuid\w+|adjudic\w+)|asumi\w+|admiti\w+)"),
        pattern(rf"(?:reivindicad[oa]s? por|atribu\w+(?: (?:el|la|los|las) \w+)? (?:al?|a los|a las|a la)|(?:acus|culp|responsabiliz|señal)\w+ (?:del? \w+ )?(?:al?|a los|a las|a la)|(?:presunt|supuest)[oa]s? (?:\w+ )?(?:del?|de los|de las|de la)) (?:grupo (?:armado )?|guerrilla |banda |organización )?(?:llamad[oa] |denominad[oa] |autodenominad[oa] )?[«\"“]?(?P<who>{_NAME})"),
    ),
)  # fmt: skip

_SUFFIX = pattern(
    r"(?<=[a-z]{3})(?:aciones|acion|iendo|ando|aron|ieron|adas|ados|ada|ado|idas|idos|ida|ido|es|as|os|[aoes])$"
)


def clean(text: str) -> Normalised:
    """The text without accents that are written as characters of their own, as some files have them."""
    return without(text, _COMBINING)


def stem(word: str) -> str:
    """A word without its commonest endings: "atacó", "atacaron" and "atacado" are one."""
    return _SUFFIX.sub("", word)


__all__ = ["GRAMMAR", "clean", "normalise", "stem"]
