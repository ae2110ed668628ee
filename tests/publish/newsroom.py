"""A small theatre, documents and incidents for the posts of these tests: places real, outlets and events invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sijill.theatre
from sijill.model.records import Statement
from sijill.model.text import Document, Span
from sijill.model.values import Json, Range, When
from sijill.model.views import Check, Incident, Report, Resolved
from sijill.model.vocabulary import INCIDENT_FIELDS
from sijill.publish.post import Moment, PostData
from sijill.theatre import Theatre, load

DIVISIONS = Path(sijill.theatre.__file__).parent / "iraq/divisions.geojson"
PLACES = """id,name,name_ar,feature,precision,latitude,longitude,parent,aliases_en,aliases_ar,source
iq,Iraq,العراق,country,country,33.2,43.7,,,,test
iq-babil,Babil,بابل,division,admin1,32.5,44.4,iq,,,test
iq-baghdad,Baghdad,بغداد,division,admin1,33.3,44.4,iq,,,test
iq-basra,Basra,البصرة,division,admin1,30.5,47.8,iq,,,test
iq-dhi-qar,Dhi Qar,ذي قار,division,admin1,31.2,46.3,iq,,,test
iq-halabja,Halabja,حلبجة,division,admin1,35.18,45.98,iq,,,test
iq-muthanna,Muthanna,المثنى,division,admin1,30.6,45.3,iq,,,test
iq-qadisiyah,Qadisiyah,القادسية,division,admin1,31.9,45.0,iq,,,test
iq-green-zone,Green Zone,المنطقة الخضراء,quarter,site,33.31,44.39,iq-baghdad,,,test
iq-airport,Baghdad International Airport,مطار بغداد الدولي,airport,site,33.26,44.23,iq-baghdad,,,test
"""
OUTLETS = """id,name,name_ar,domain,language,country,owner,lean,kind,source
river_wire,River Wire,,river.example,en,IQ,River House,private,agency,test
palm_daily,Palm Daily,,palm.example,en,IQ,Palm Trust,private,paper,test
nakhla,وكالة النخلة,وكالة النخلة,nakhla.example,ar,IQ,Nakhla,private,agency,test
"""
NOW = datetime(2020, 12, 27, 9, 0, tzinfo=UTC)


def theatre(folder: Path) -> Theatre:
    """Iraq with ten places and three outlets."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theatre.toml").write_text(
        'name = "iraq"\ntitle_en = "Iraq"\ntitle_ar = "العراق"\ncountries = ["IQ"]\ntimezone = "Asia/Baghdad"\n'
        'first_weekday = "sunday"\nlanguages = ["en", "ar"]\ndivisions = "divisions.geojson"\n',
        "utf-8",
    )
    (folder / "places.csv").write_text(PLACES, "utf-8")
    (folder / "outlets.csv").write_text(OUTLETS, "utf-8")
    (folder / "divisions.geojson").write_bytes(DIVISIONS.read_bytes())
    return load(folder)


def document(outlet: str, language: str, day: str, title: str, text: str, author: str | None = None) -> Document:
    site = {"river_wire": "river", "palm_daily": "palm", "nakhla": "nakhla"}[outlet]
    url = f"https://{site}.example/{day}/{len(text)}"
    return Document(text, language, datetime.fromisoformat(f"{day}T12:00:00+03:00"), url, title, author, outlet)


Told = Mapping[str, list[tuple[Json, str]]]


def report(source: Document, told: Told, at: int = 0) -> Report:
    """What a document says of one event: for each field, (value, the words of it that say so)."""
    id = f"{source.id[:24]}{at:08x}"
    fields: dict[str, tuple[Statement, ...]] = {}
    for name, values in told.items():
        statements = []
        for order, (value, words) in enumerate(values):
            start = source.text.index(words)
            span = Span.of(source.text, start, start + len(words))
            statements.append(Statement(source.id, id, "incident", name, value, "rules", (span,), order=order))
        fields[name] = tuple(statements)
    return Report(id, source.id, "incident", fields)


def incident(*reports: Report, parts: tuple[str, ...] = (), **chosen: Json) -> Incident:
    """Reports merged: for each field the first statement's value unless `chosen` says otherwise."""
    fields = {}
    for name, many in INCIDENT_FIELDS.items():
        statements = tuple(s for r in reports for s in r.fields.get(name, ()))
        if statements:
            several: list[Json] = []
            for s in statements:
                if s.value not in several:
                    several.append(s.value)
            fields[name] = Resolved(chosen.get(name, several if many else statements[0].value), "first", statements)
    return Incident(reports[0].id, tuple(reports), fields, parts)


def exactly(n: int) -> Json:
    return Range.exactly(n).to_json()


def place(name: str, admin1: str | None, id: str | None, precision: str = "admin1") -> Json:
    return {
        "name": name,
        "as_written": name,
        "admin1": admin1,
        "precision": precision,
        "gazetteer_id": id,
        "latitude": 33.0,
        "longitude": 44.0,
        "country": "IQ",
        "admin2": None,
    }


def weapon(type: str, text: str) -> Json:
    return {"type": type, "text": text, "number": None}


def target(type: str, text: str) -> Json:
    return {"type": type, "text": text}


def day(iso: str) -> Json:
    return When.day(date.fromisoformat(iso)).to_json()


BABIL = place("Babil", "Babil", "iq-babil")
GREEN = place("Green Zone", "Baghdad", "iq-green-zone", "site")
AIRPORT = place("Baghdad International Airport", "Baghdad", "iq-airport", "site")
DHI_QAR = place("Dhi Qar", "Dhi Qar", "iq-dhi-qar")
MUTHANNA = place("Muthanna", "Muthanna", "iq-muthanna")
HALABJA = place("Halabja", "Halabja", "iq-halabja")
IED = "remote_explosive_landmine_ied"
SHELLING = "shelling_artillery_missile_attack"

OCTOBER = document(
    "river_wire",
    "en",
    "2020-10-12",
    "Convoy bombed in Babil",
    "HILLA — An IED exploded on a supply convoy in Babil on "
    "Sunday, police said. Nobody was hurt.\n\nRockets were fired at Baghdad International Airport on 5 October; a "
    "policeman said that no toll was known.",
    "Dana Harith",
)
NOVEMBER = document(
    "palm_daily",
    "en",
    "2020-11-18",
    "Rockets kill a child near the Green Zone",
    "BAGHDAD — Rockets hit the Green Zone "
    "on Tuesday. One child was killed and five people were wounded, the military said. Washington blamed Kataib "
    "Hezbollah, which denied it.",
)
NOVEMBER_AR = document(
    "nakhla",
    "ar",
    "2020-11-18",
    "مقتل طفلة بقصف المنطقة الخضراء",
    "بغداد – سقطت صواريخ على المنطقة الخضراء مساء الثلاثاء.\n\n"
    "وقال مصدر أمني إن طفلة قُتلت وأصيب ثلاثة مدنيين بجروح، "
    "فيما أعلنت جماعة تسمي نفسها «أصحاب الكهف» مسؤوليتها عن القصف.",
    "نور السامر",
)
DECEMBER = document(
    "river_wire",
    "en",
    "2020-12-21",
    "Bombs on three convoys in the south",
    "NASIRIYA — An IED on a supply convoy in Dhi Qar wounded one driver on 20 December. "
    "Another roadside bomb hit a convoy in Muthanna on 10 December. Mortar rounds fell near the airport this "
    "month; the day was not told. A bomb <b>was defused</b> in Halabja & nobody was hurt.",
)
DECEMBER_AR = document(
    "nakhla",
    "ar",
    "2020-12-21",
    "إصابة سائق بانفجار عبوة على رتل",
    "ذي قار – انفجرت عبوة ناسفة على رتل دعم لوجستي في "
    "محافظة ذي قار يوم 20 كانون الأول، ما أدى إلى إصابة سائق واحد على الأقل.",
)
SEPTEMBER = document(
    "palm_daily",
    "en",
    "2020-09-15",
    "Bomb on a convoy in Babil",
    "An IED went off beside a supply convoy in Babil on 14 September and wounded two people.",
)
DOCUMENTS = {d.id: d for d in (OCTOBER, NOVEMBER, NOVEMBER_AR, DECEMBER, DECEMBER_AR, SEPTEMBER)}


def blame(name: str, basis: str, by: str | None = None) -> Json:
    return {"name": name, "actor_id": None, "level": "group", "basis": basis, "by": by, "type": "armed_group"}


def convoy_in_babil() -> Incident:
    return incident(
        report(
            OCTOBER,
            {
                "kind": [(IED, "An IED exploded")],
                "weapons": [(weapon("ied", "An IED"), "An IED")],
                "targets": [(target("supply_convoy", "a supply convoy"), "a supply convoy")],
                "when": [(day("2020-10-11"), "Sunday")],
                "place": [(BABIL, "Babil")],
                "killed": [(exactly(0), "Nobody was hurt")],
                "wounded": [(exactly(0), "Nobody was hurt")],
            },
        )
    )


def rockets_at_the_airport() -> Incident:
    return incident(
        report(
            OCTOBER,
            {
                "kind": [(SHELLING, "Rockets were fired")],
                "weapons": [(weapon("rocket", "Rockets"), "Rockets")],
                "targets": [(target("airport", "Baghdad International Airport"), "Baghdad International Airport")],
                "when": [(day("2020-10-05"), "5 October")],
                "place": [(AIRPORT, "Baghdad International Airport")],
            },
            1,
        )
    )


def rockets_on_the_green_zone() -> Incident:
    return incident(
        report(
            NOVEMBER,
            {
                "kind": [(SHELLING, "Rockets hit")],
                "weapons": [(weapon("rocket", "Rockets"), "Rockets")],
                "targets": [(target("government_area", "Green Zone"), "Green Zone")],
                "when": [(day("2020-11-17"), "Tuesday")],
                "place": [(GREEN, "Green Zone")],
                "killed": [(exactly(1), "One child was killed")],
                "wounded": [(exactly(5), "five people were wounded")],
                "perpetrators": [
                    (blame("Kataib Hezbollah", "blamed", "Washington"), "Washington blamed Kataib Hezbollah")
                ],
                "denials": [({"name": "Kataib Hezbollah", "actor_id": None, "type": "armed_group"}, "which denied it")],
            },
        ),
        report(
            NOVEMBER_AR,
            {
                "kind": [(SHELLING, "سقطت صواريخ")],
                "weapons": [(weapon("rocket", "صواريخ"), "صواريخ")],
                "when": [(day("2020-11-17"), "مساء الثلاثاء")],
                "place": [(GREEN, "المنطقة الخضراء")],
                "killed": [(exactly(1), "طفلة قُتلت")],
                "wounded": [(exactly(3), "أصيب ثلاثة مدنيين")],
                "perpetrators": [(blame("أصحاب الكهف", "claimed"), "أعلنت جماعة تسمي نفسها «أصحاب الكهف» مسؤوليتها")],
            },
        ),
        wounded=Range(3, 5, 5).to_json(),
    )


def convoy_in_dhi_qar() -> Incident:
    return incident(
        report(
            DECEMBER,
            {
                "kind": [(IED, "An IED on a supply convoy")],
                "weapons": [(weapon("ied", "An IED"), "An IED")],
                "targets": [(target("supply_convoy", "a supply convoy"), "a supply convoy")],
                "when": [(day("2020-12-20"), "20 December")],
                "place": [(DHI_QAR, "Dhi Qar")],
                "wounded": [(exactly(1), "wounded one driver")],
            },
        ),
        report(
            DECEMBER_AR,
            {
                "kind": [(IED, "انفجرت عبوة ناسفة")],
                "weapons": [(weapon("ied", "عبوة ناسفة"), "عبوة ناسفة")],
                "targets": [(target("supply_convoy", "رتل دعم لوجستي"), "رتل دعم لوجستي")],
                "when": [(day("2020-12-20"), "20 كانون الأول")],
                "place": [(DHI_QAR, "محافظة ذي قار")],
                "wounded": [({"low": 1, "best": 1, "high": None}, "إصابة سائق واحد على الأقل")],
            },
        ),
    )


def convoy_in_muthanna() -> Incident:
    return incident(
        report(
            DECEMBER,
            {
                "kind": [(IED, "Another roadside bomb hit")],
                "weapons": [(weapon("ied", "roadside bomb"), "roadside bomb")],
                "targets": [(target("supply_convoy", "a convoy"), "a convoy in Muthanna")],
                "when": [(day("2020-12-10"), "10 December")],
                "place": [(MUTHANNA, "Muthanna")],
            },
            1,
        )
    )


def mortar_of_december() -> Incident:
    return incident(
        report(
            DECEMBER,
            {
                "kind": [(SHELLING, "Mortar rounds fell")],
                "weapons": [(weapon("mortar", "Mortar rounds"), "Mortar rounds")],
                "targets": [(target("airport", "the airport"), "the airport")],
                "when": [(When.month(2020, 12).to_json(), "this month")],
            },
            2,
        )
    )


def counted() -> list[Incident]:
    """Six attacks: two told twice and differently, one of which only the month is known."""
    return [
        convoy_in_babil(),
        rockets_at_the_airport(),
        rockets_on_the_green_zone(),
        convoy_in_dhi_qar(),
        convoy_in_muthanna(),
        mortar_of_december(),
    ]


def left_out() -> list[Incident]:
    return [
        incident(
            report(
                DECEMBER,
                {
                    "kind": [("disrupted_weapons_use", "A bomb <b>was defused</b>")],
                    "weapons": [(weapon("ied", "A bomb"), "A bomb")],
                    "place": [(HALABJA, "Halabja")],
                    "status": [("foiled", "was defused")],
                },
                3,
            )
        )
    ]


def earlier() -> list[Incident]:
    return [
        incident(
            report(
                SEPTEMBER,
                {
                    "kind": [(IED, "An IED went off")],
                    "weapons": [(weapon("ied", "An IED"), "An IED")],
                    "targets": [(target("supply_convoy", "a supply convoy"), "a supply convoy")],
                    "when": [(day("2020-09-14"), "14 September")],
                    "place": [(BABIL, "Babil")],
                    "wounded": [(exactly(2), "wounded two people")],
                },
            )
        )
    ]


def span(source: Document, words: str) -> Span:
    start = source.text.index(words)
    return Span.of(source.text, start, start + len(words))


def data(place: Theatre, **changes: Any) -> PostData:
    """The post of the quarter, as of 27 December."""
    told: dict[str, Any] = {
        "start": date(2020, 10, 1),
        "end": date(2020, 12, 31),
        "now": NOW,
        "theatre": place,
        "incidents": counted(),
        "before": earlier(),
        "others": left_out(),
        "reasons": {incident.id: "weapons found" for incident in left_out()},
        "documents": DOCUMENTS,
        "codebook": "attacks",
        "codebook_version": "1",
        "as_of": 4211,
        "version": "0.1.0",
        "title": "Attacks On Convoys Rise As A Truce Fades",
        "standfirst": "Bombs on supply convoys are told of again in the south after a quiet November.",
        "caption": "A road south of Baghdad (River Wire)",
        "chronology": [
            Moment(
                When.day(date(2020, 11, 17)),
                "Washington blames Kataib Hezbollah, which denies it.",
                [(NOVEMBER.id, span(NOVEMBER, "Washington blamed Kataib Hezbollah, which denied it"))],
            ),
            Moment(
                When.day(date(2020, 11, 17)),
                "A group that calls itself Ashab al-Kahf claims the rockets.",
                [(NOVEMBER_AR.id, span(NOVEMBER_AR, "أعلنت جماعة تسمي نفسها «أصحاب الكهف» مسؤوليتها"))],
            ),
        ],
        "checks": [
            (
                DECEMBER.id,
                Check(
                    "total_vs_listed",
                    "warning",
                    3,
                    2,
                    "The headline says three convoys; the text tells of two.",
                    (("n", span(DECEMBER, "a convoy in Muthanna")),),
                ),
            )
        ],
        "warnings": ["One document could not be read and is not in these counts."],
        "translations": {NOVEMBER_AR.id: "Girl killed in shelling of the Green Zone"},
    }
    return PostData(**{**told, **changes})
