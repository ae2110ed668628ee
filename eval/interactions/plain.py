"""Plain sentences of politics, made from patterns with names of the register: what a reader must always get right.

`sentences(language)` gives them labelled as the paragraphs are (see BRIEF.md). They are for training only: patterns say
how a clause is built (active, passive, relative, credited, denied, on condition), nothing of how news is written.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from sijill import pipeline

# type, mode, past, base, participle, word ahead of the other side; "" for none.
_EN = """
accuse blame|accused|accuse|accused|
accuse blame|blamed|blame|blamed|
reject condemn|condemned|condemn|condemned|
reject condemn|denounced|denounce|denounced|
support praise|praised|praise|praised|
support praise|thanked|thank|thanked|
support endorse|endorsed|endorse|endorsed|
support endorse|backed|back|backed|
consult host|received|receive|received|
consult host|hosted|host|hosted|
consult meet|met|meet|met|
consult meet|held talks|hold talks||with
consult visit|visited|visit|visited|
consult call|telephoned|telephone|telephoned|
consult call|phoned|phone|phoned|
request call_on|urged|urge|urged|
request call_on|called|call||on
request call_on|appealed|appeal||to
request order|ordered|order|ordered|
request order|instructed|instruct|instructed|
threaten warn|warned|warn|warned|
threaten |threatened|threaten|threatened|
sanction designate|blacklisted|blacklist|blacklisted|
sanction designate|sanctioned|sanction|sanctioned|
sanction expel|expelled|expel|expelled|
sanction suspend|suspended|suspend|suspended|
coerce arrest|arrested|arrest|arrested|
coerce arrest|detained|detain|detained|
coerce ban|banned|ban|banned|
coerce ban|outlawed|outlaw|outlawed|
coerce raid|raided|raid|raided|
assault attack|attacked|attack|attacked|
assault attack|shelled|shell|shelled|
assault attack|bombed|bomb|bombed|
aid arm|armed|arm|armed|
aid fund|funded|fund|funded|
aid train|trained|train|trained|
aid shelter|sheltered|shelter|sheltered|
retreat release|released|release|released|
retreat release|freed|free|freed|
accuse investigate|investigated|investigate|investigated|
"""
# type, mode, past, present, noun, word ahead of the other side ("" for none; one letter is written with it).
_AR = """
accuse blame|اتهم|يتهم|اتهام|
accuse blame|حمّل|يحمّل||
reject condemn|أدان|يدين|إدانة|
reject condemn|ندد|يندد|تنديد|ب
reject condemn|استنكر|يستنكر|استنكار|
support praise|أشاد|يشيد|إشادة|ب
support praise|شكر|يشكر|شكر|
support endorse|أيد|يؤيد|تأييد|
support endorse|دعم|يدعم|دعم|
consult host|استقبل|يستقبل|استقبال|
consult host|استضاف|يستضيف|استضافة|
consult meet|التقى|يلتقي|لقاء|
consult meet|اجتمع|يجتمع|اجتماع|مع
consult meet|بحث|يبحث|بحث|مع
consult visit|زار|يزور|زيارة|
consult call|هاتف|يهاتف||
consult call|اتصل|يتصل|اتصال|ب
request call_on|دعا|يدعو|دعوة|
request call_on|ناشد|يناشد|مناشدة|
request call_on|حث|يحث|حث|
request demand|طالب|يطالب|مطالبة|
request order|أمر|يأمر|أمر|
threaten warn|حذر|يحذر|تحذير|
threaten |هدد|يهدد|تهديد|
sanction expel|طرد|يطرد|طرد|
sanction expel|أقال|يقيل|إقالة|
coerce arrest|اعتقل|يعتقل|اعتقال|
coerce arrest|احتجز|يحتجز|احتجاز|
coerce ban|حظر|يحظر|حظر|
coerce raid|داهم|يداهم|مداهمة|
assault attack|هاجم|يهاجم|مهاجمة|
assault attack|قصف|يقصف|قصف|
assault attack|استهدف|يستهدف|استهداف|
aid arm|سلّح|يسلّح|تسليح|
aid fund|موّل|يموّل|تمويل|
aid train|درّب|يدرّب|تدريب|
threaten ultimatum|أمهل|يمهل|إمهال|
"""
_N = 2
"""Sentences of each pattern and verb, where a pattern is drawn for it."""

Actor = dict[str, Any]


class _Names:
    def __init__(self, language: str, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        rows = list(pipeline.theatre("iraq").actors.values())
        self.people = [r for r in rows if r.type == "person"]
        self.groups = [r for r in rows if r.type in {"armed_group", "party", "coalition"}]
        self.bodies = [r for r in rows if r.type in {"military", "government", "state", "organisation", "police"}]

    def one(self, *kinds: str) -> Actor:
        row = self.rng.choice([r for kind in kinds for r in getattr(self, kind)])
        name = row.name if self.language == "en" else row.name_ar or row.name
        the = self.language == "en" and row.type != "person" and " " in row.name and row.type != "armed_group"
        he = "he" if row.type == "person" else "it"
        return {"name": name, "actor_id": row.id, "the": "the " if the else "", "he": he}


def _as_said(actor: Actor) -> str:
    return f"{actor['the']}{actor['name']}"


def sentences(language: str, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Labelled plain sentences of a language, the same for a seed."""
    rng = random.Random(f"{language}{seed}")  # noqa: S311 - draws names, guards nothing
    names = _Names(language, rng)
    made = _english if language == "en" else _arabic
    for n, (text, deeds, ties) in enumerate(
        [*made(names, rng), *_nominal(language, names, rng), *_ties(language, names, rng)]
    ):
        yield {
            "id": f"plain-{language}-{n:03}",
            "lang": language,
            "theatre": "iraq",
            "published": "2021-06-16",
            "text": text[:1].upper() + text[1:] if language == "en" else text,
            "interactions": deeds,
            "ties": ties,
        }


def _deed(kind: str, mode: str, acting: list[Actor], others: list[Actor]) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": mode or None,
        "initiators": acting,
        "recipients": others,
        "when": None,
        "hedged": False,
    }


def _tie(kind: str, subject: Actor, object: Actor) -> dict[str, Any]:
    return {"type": kind, "subject": subject, "object": object, "when": None, "hedged": False}


_NOMINAL: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    # type, mode, who acts on whom ("aa": both act); the words.
    "en": (
        ("consult", "meet", "aa", "A meeting between {a} and {b} was held{where}."),
        ("consult", "meet", "aa", "{a} and {b} met{where}."),
        ("consult", "meet", "aa", "Talks between {a} and {b} ended{where}."),
        ("consult", "call", "aa", "A phone call between {a} and {b} lasted an hour."),
        ("consult", "visit", "ab", "{a}'s visit to {b} ended{where}."),
        ("coerce", "arrest", "ba", "The arrest of {a} by {b} was announced{where}."),
        ("agree", "sign", "aa", "{a} and {b} signed an agreement{where}."),
        ("accuse", "blame", "ab", "An accusation by {a} against {b} was read out{where}."),
        ("request", "demand", "ab", "{b} must leave, {a} demanded{where}."),
        ("request", "demand", "ab", "{b} must go at once, {a} insisted{where}."),
        ("request", "demand", "ab", "{b} has to stop, said {a}{where}."),
        ("request", "demand", "ab", "{a} said that {b} must disarm."),
        ("request", "order", "ba", "{a} withdrew on the orders of {b}."),
        ("agree", "", "ab", "{a} will visit {b} next week."),
        ("agree", "", "ab", "{a} promised {b} to help."),
        ("consult", "mediate", "abc", "{a} mediated between {b} and {c}."),
        ("threaten", "ultimatum", "ab", "{a} gave {b} two days to leave."),
        ("request", "order", "ab", "{a} told {b} to stop."),
        ("reject", "refuse", "ab", "{a} rejected an offer from {b}."),
        ("reject", "deny", "ab", "{a} denied the claim of {b}."),
        ("aid", "arm", "ab", "{a} sent rifles to {b}{where}."),
        ("aid", "fund", "ab", "{a} paid the salaries of {b}."),
        ("retreat", "ceasefire_announced", "ab", "{a} announced a truce with {b}{where}."),
        ("mobilize", "ceasefire_ended", "ab", "{a} ended its truce with {b}{where}."),
        ("cooperate", "joint_operation", "aa", "{a} and {b} began a joint operation{where}."),
        ("reject", "deny", "a", "{a} denied it{where}."),
        ("reject", "deny", "a", "{a} denied any part in the attack{where}."),
        ("retreat", "resign", "a", "{a} resigned{where}."),
        ("retreat", "withdraw", "a", "{a} withdrew from the base{where}."),
        ("mobilize", "deploy", "a", "{a} deployed two brigades{where}."),
        ("mobilize", "alert", "a", "{a} went on full alert{where}."),
        ("protest", "demonstrate", "a", "Followers of {a} marched{where}."),
        ("threaten", "strike_threatened", "ab", "{a} warned that it would strike {b}."),
        ("threaten", "strike_threatened", "ab", "{a} threatened to attack {b}{where}."),
        ("sanction", "designate", "ab", "{a} imposed sanctions on {b}{where}."),
        ("", "", "", "Rebels with aid from {a} and {b} were seen{where}."),
        ("", "", "", "A bomb killed two men near the house of {a}."),
        ("", "", "", "{a} was in Baghdad when rockets fell near {b}."),
        ("", "", "", "Nobody knows whether {a} will meet {b}."),
        ("", "", "", "The statement of {a} made no mention of {b}."),
    ),
    "ar": (
        ("consult", "meet", "aa", "عُقد اجتماع بين {a} و{b}{where}."),
        ("consult", "meet", "aa", "لقاء جمع {a} و{b}{where}."),
        ("consult", "meet", "aa", "التقى {a} و{b}{where}."),
        ("consult", "host", "ba", "وصل {a} إلى بغداد واستقبله {b}."),
        ("consult", "call", "ba", "تلقى {a} اتصالاً هاتفياً من {b}."),
        ("consult", "call", "ab", "أجرى {a} اتصالاً هاتفياً مع {b}."),
        ("agree", "sign", "aa", "وقع {a} و{b} مذكرة تفاهم{where}."),
        ("request", "order", "ba", "انسحبت {a} بأمر من {b}."),
        ("request", "demand", "ab", "على {b} أن ترحل، قال {a}{where}."),
        ("request", "demand", "ab", "قال {a} إن على {b} أن تتوقف{where}."),
        ("request", "demand", "ab", "يجب أن ترحل {b}، بحسب ما طالب به {a}{where}."),
        ("agree", "", "ab", "تعهد {a} بدعم {b}."),
        ("agree", "", "ab", "سيزور {a} {b} الأسبوع المقبل."),
        ("consult", "mediate", "abc", "توسط {a} بين {b} و{c}."),
        ("coerce", "arrest", "ba", "أُعتقل {a} على يد {b}."),
        ("accuse", "blame", "ab", "{a} متهماً {b} بالتصعيد، غادر الجلسة."),
        ("request", "call_on", "ab", "غادر {a} الجلسة داعياً {b} إلى التهدئة."),
        ("threaten", "warn", "ab", "وجه {a} تحذيراً إلى {b}."),
        ("aid", "arm", "ab", "سلّمت {a} أسلحة إلى {b}."),
        ("aid", "fund", "ab", "تدفع {a} رواتب {b}."),
        ("reject", "refuse", "ab", "رفض {a} عرض {b}."),
        ("reject", "deny", "ab", "نفى {a} اتهامات {b}."),
        ("retreat", "ceasefire_announced", "ab", "أعلنت {a} هدنة مع {b}{where}."),
        ("mobilize", "ceasefire_ended", "ab", "أنهت {a} الهدنة مع {b}{where}."),
        ("cooperate", "joint_operation", "aa", "نفذ {a} و{b} عملية مشتركة{where}."),
        ("sanction", "designate", "ab", "فرضت {a} عقوبات على {b}{where}."),
        ("sanction", "designate", "ab", "فرض {a} عقوبات على {b}{where}."),
        ("threaten", "strike_threatened", "ab", "هدد {a} بقصف {b}{where}."),
        ("reject", "deny", "a", "نفت {a} ذلك."),
        ("reject", "deny", "a", "{a} نفت صلتها بالصواريخ{where}."),
        ("retreat", "resign", "a", "استقال {a}{where}."),
        ("retreat", "withdraw", "a", "انسحبت {a} من القاعدة{where}."),
        ("retreat", "ceasefire_announced", "a", "أعلنت {a} هدنة{where}."),
        ("mobilize", "alert", "a", "أعلنت {a} حالة الاستنفار{where}."),
        ("mobilize", "deploy", "a", "نشرت {a} قواتها{where}."),
        ("protest", "demonstrate", "a", "تظاهر أنصار {a}{where}."),
        ("", "", "", "تحدث {a} عن صواريخ مصدرها {b}."),
        ("", "", "", "يخشى {a} أن يهاجمه {b}."),
        ("", "", "", "قُتل رجلان بانفجار عبوة قرب منزل {a}."),
        ("", "", "", "لم يذكر بيان {a} شيئاً عن {b}."),
        ("", "", "", "كان {a} في بغداد حين سقطت الصواريخ."),
    ),
}


def _nominal(language: str, names: _Names, rng: random.Random) -> Iterator[Made]:
    for kind, mode, who, pattern in _NOMINAL[language]:
        for _ in range(_N + 1):
            a, b, c = (names.one("people", "groups", "bodies") for _ in range(3))
            said: Callable[[Actor], str] = _as_said if language == "en" else lambda x: str(x["name"])
            where = (
                rng.choice(("", " in Baghdad", " on Tuesday"))
                if language == "en"
                else rng.choice(("", " في بغداد", " أمس"))
            )
            text = pattern.format(a=said(a), b=said(b), c=said(c), where=where)
            sides = {
                "aa": ([a, b], []),
                "ab": ([a], [b]),
                "ba": ([b], [a]),
                "abc": ([a], [b, c]),
                "a": ([a], []),
                "b": ([b], []),
            }.get(who)
            deeds = [_deed(kind, mode, *sides)] if sides else []
            if who == "b":
                deeds.append(_deed("accuse", "blame", [a], [b]))
            yield text, deeds, []


Made = tuple[str, list[dict[str, Any]], list[dict[str, Any]]]


def _english(names: _Names, rng: random.Random) -> Iterator[Made]:
    verbs = [line.split("|") for line in _EN.strip().splitlines()]
    for kind_mode, past, base, done, to in verbs:
        kind, _, mode = kind_mode.partition(" ")
        to = f"{to} " if to else ""
        other_kind, other_mode, other_past = rng.choice(
            [(*v[0].partition(" ")[::2], v[1]) for v in verbs if not v[4] and v[0] != kind_mode]
        )
        patterns = (*_PLAIN, *(_PASSIVE if done else ()))
        for pattern in rng.sample(patterns, min(len(patterns), 6)):
            a, b, c, s = (names.one("people", "groups", "bodies") for _ in range(4))
            where = rng.choice(
                ("", " in Baghdad", " on Tuesday", " in Najaf on 3 June", " last week", " over the attack")
            )
            parts = {"a": _as_said(a), "b": _as_said(b), "c": _as_said(c), "s": _as_said(s), "he": a["he"]}
            text = pattern.format(**parts, past=past, base=base, done=done, to=to, where=where, past2=other_past)
            yield text, list(_told(pattern, kind, mode, other_kind, other_mode, a, b, c)), []


def _told(
    pattern: str, kind: str, mode: str, other_kind: str, other_mode: str, a: Actor, b: Actor, c: Actor
) -> Iterator[dict[str, Any]]:
    if pattern in _NONE:
        return
    if pattern in _TWO_ACT:
        yield _deed(kind, mode, [a, c], [b])
    elif pattern in _TWO_SUFFER:
        yield _deed(kind, mode, [a], [b, c])
    else:
        yield _deed(kind, mode, [a], [b])
    if "{past2}" in pattern:
        yield _deed(other_kind, other_mode, [a], [c])


_TWO_ACT = ("{a} and {c} {past} {to}{b}{where}.", "وقال مصدر إن {a} و{c} {past}ا {to}{b}.")
_TWO_SUFFER = ("{a} {past} {to}{b} and {c}{where}.", "{past} {a} {to}{b} و{c}{where}.")
_PLAIN = (
    "{a} {past} {to}{b}{where}.",
    "{a} {past} {to}{b}{where}, {s} said.",
    "{s} said that {a} had {past} {to}{b}{where}.",
    "{a}, speaking in Basra, {past} {to}{b}{where}.",
    "Yesterday {a} {past} {to}{b}.",
    "It was {a} that {past} {to}{b}{where}.",
    *_TWO_ACT[:1],
    *_TWO_SUFFER[:1],
    "{a} {past} {to}{b} and {past2} {c}.",
    "{a}, who {past} {to}{b}{where}, {past2} {c}.",
    "{a} did not {base} {to}{b}.",
    "If {a} {past} {to}{b}, {s} would answer.",
    "{a} never {past} {to}{b}, {s} said.",
    "{a} has again {past} {to}{b}{where}, according to a statement.",
    "{a}, who was in Basra with {s}, {past} {to}{b}{where}.",
    "{a} stayed in Basra for a day. Then {he} {past} {to}{b}{where}.",
    "{s} kept silent; {a} {past} {to}{b}{where}.",
    "{s} was there too, but {a}, in a statement, {past} {to}{b}.",
)
_PASSIVE = (
    "{b} was {done} by {a}{where}.",
    "{b} was {done}{where} by {a}.",
    "{b} has been {done} by {a}, {s} said.",
    "{b}, {done} by {a}{where}, made no comment.",
)
_NONE = (
    "{a} did not {base} {to}{b}.",
    "If {a} {past} {to}{b}, {s} would answer.",
    "{a} never {past} {to}{b}, {s} said.",
    "لم {present} {a} {to}{b}.",
    "إذا {past} {a} {to}{b} فسيكون لذلك ثمن.",
)
_ARABIC = (
    "{past} {a} {to}{b}{where}.",
    "{past} {a}{where} {to}{b}.",
    "{a} {past} {to}{b}{where}.",
    "وقال متحدث إن {a} {past} {to}{b}{where}.",
    "{past} {a}، بحضور {s}، {to}{b}{where}.",
    "{a}، الذي وصل مع {s} إلى البصرة، {past} {to}{b}{where}.",
    "لزم {s} الصمت، أما {a} فقد {past} {to}{b}{where}.",
    "تحدث {a} طويلاً أمام الصحفيين، ثم {past} {to}{b}{where}.",
    "كما {past} {a} {to}{b}، بحسب بيان.",
    "وكان {a} قد {past} {to}{b}{where}.",
    *_TWO_SUFFER[1:],
    "{past} {a} {to}{b} و{past2} {c}.",
    "لم {present} {a} {to}{b}.",
    "إذا {past} {a} {to}{b} فسيكون لذلك ثمن.",
    "{present} {a} {to}{b} منذ أسابيع.",
    "{a}، في كلمة متلفزة، {past} {to}{b}.",
    "أكدت وكالة محلية أن {a} {past} {to}{b}{where}.",
)


def _arabic(names: _Names, rng: random.Random) -> Iterator[Made]:
    verbs = [line.split("|") for line in _AR.strip().splitlines()]
    for kind_mode, past, present, _, to in verbs:
        kind, _, mode = kind_mode.partition(" ")
        glued = len(to) == 1
        to = to if glued or not to else f"{to} "
        other_kind, other_mode, other_past = rng.choice(
            [(*v[0].partition(" ")[::2], v[1]) for v in verbs if not v[4] and v[0] != kind_mode]
        )
        for pattern in rng.sample(_ARABIC, 7):
            a, b, c, s = (names.one("people", "groups", "bodies") for _ in range(4))
            where = rng.choice(("", " في بغداد", " أمس الثلاثاء", " الأسبوع الماضي", " في النجف"))
            other = f"لل{b['name'][2:]}" if to == "ل" and b["name"].startswith("ال") else f"{to}{b['name']}"
            text = pattern.replace("{to}{b}", "{other}").format(
                a=a["name"],
                b=b["name"],
                c=c["name"],
                s=s["name"],
                other=other,
                past=past,
                present=present,
                where=where,
                past2=other_past,
            )
            yield text, list(_told(pattern, kind, mode, other_kind, other_mode, a, b, c)), []


_TIES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("leads", "{p}, the leader of {g}, spoke on Friday."),
        ("leads", "{g} leader {p} spoke on Friday."),
        ("leads", "{p} leads {g}."),
        ("leads", "{g}, led by {p}, gave no figure."),
        ("leads", "{g}, which {p} heads, gave no figure."),
        ("leads", "{p}, who heads {g}, spoke on Friday."),
        ("leads", "{g}'s head, {p}, spoke on Friday."),
        ("leads", "{g} and its leader, {p}, kept silent."),
        ("leads", "The secretary-general of {g}, {p}, kept silent."),
        ("commands", "{p}, commander of {g}, kept silent."),
        ("commands", "{p} commands {g}."),
        ("commands", "{g} commander {p} kept silent."),
        ("member_of", "{p}, a member of {g}, kept silent."),
        ("member_of", "{p}, a spokesman for {g}, kept silent."),
        ("member_of", "{g} lawmaker {p} kept silent."),
        ("member_of", "{g} spokesman {p} kept silent."),
        ("member_of", "{p} is a senior figure in {g}."),
        ("member_of", "A senior {g} member, {p}, kept silent."),
        ("part_of", "{g} is part of {h}."),
        ("part_of", "{g}, an arm of {h}, kept silent."),
        ("part_of", "{g}, the armed wing of {h}, kept silent."),
        ("created", "{h} founded {g} in 2014."),
        ("created", "{g} was set up by {h} in 2014."),
        ("created", "{g}, which {h} created, kept silent."),
        ("funds", "{s} funds {g}."),
        ("funds", "{g} is funded by {s}."),
        ("funds", "{s}, which finances {g}, kept silent."),
        ("arms", "{s} arms {g}."),
        ("arms", "{g} is armed by {s}."),
        ("trains", "{s} trains {g}."),
        ("trains", "{g} is trained by {s}."),
        ("front_of", "{g} is a front for {h}."),
        ("front_of", "{g}, seen as a front for {h}, kept silent."),
        ("front_of", "{g} is widely believed to be a facade of {h}."),
        ("allied", "{g} is an ally of {h}."),
        ("allied", "{g}, an ally of {h}, kept silent."),
        ("rival", "{g} is a rival of {h}."),
        ("rival", "{g}, a rival of {h}, kept silent."),
        ("successor_of", "{p} succeeded {q}."),
        ("successor_of", "{p}, the successor of {q}, kept silent."),
        ("", "{p} and the leaders of {g} were in Baghdad."),
        ("", "{p} spoke of {g} and of {h}."),
        ("", "{g} and {h} held separate rallies in the past."),
        ("", "{p} knows {g} well."),
    ),
    "ar": (
        ("leads", "{p}، زعيم {g}، لزم الصمت."),
        ("leads", "زعيم {g} {p} لزم الصمت."),
        ("leads", "يقود {p} {g}."),
        ("leads", "{g} بزعامة {p} لم تعلق."),
        ("leads", "{g} التي يقودها {p} لم تعلق."),
        ("leads", "{p} الذي يرأس {g} لزم الصمت."),
        ("leads", "الأمين العام ل{g} {p} لزم الصمت."),
        ("leads", "لم تعلق {g} ولا زعيمها {p}."),
        ("commands", "قائد {g} {p} لزم الصمت."),
        ("commands", "{p}، قائد {g}، لزم الصمت."),
        ("member_of", "القيادي في {g} {p} لزم الصمت."),
        ("member_of", "{p}، القيادي في {g}، لزم الصمت."),
        ("member_of", "المتحدث باسم {g} {p} لزم الصمت."),
        ("member_of", "{p}، الناطق باسم {g}، لزم الصمت."),
        ("member_of", "النائب عن {g} {p} لزم الصمت."),
        ("member_of", "{p} عضو في {g}."),
        ("part_of", "{g} جزء من {h}."),
        ("part_of", "{g} المنضوية في {h} لم تعلق."),
        ("part_of", "{g}، الجناح المسلح ل{h}، لم تعلق."),
        ("created", "أسس {p} {g} عام 2014."),
        ("created", "{g} التي أسسها {p} لم تعلق."),
        ("created", "{p} مؤسس {g} لزم الصمت."),
        ("funds", "{s} تموّل {g}."),
        ("funds", "تموّل {s} {g}."),
        ("funds", "{g} التي تمولها {s} لم تعلق."),
        ("funds", "تتلقى {g} تمويلها من {s}."),
        ("arms", "{s} تسلّح {g}."),
        ("arms", "{g} التي تسلحها {s} لم تعلق."),
        ("trains", "{s} تدرّب {g}."),
        ("trains", "{g} التي تدربها {s} لم تعلق."),
        ("front_of", "{g} واجهة ل{h}."),
        ("front_of", "{g}، وهي واجهة ل{h}، لم تعلق."),
        ("front_of", "{g} ليست سوى اسم آخر ل{h}."),
        ("allied", "{g} حليفة {h}."),
        ("allied", "{g} متحالفة مع {h}."),
        ("rival", "{g} خصم {h}."),
        ("rival", "{g}، منافسة {h}، لم تعلق."),
        ("successor_of", "خلف {p} {q} في المنصب."),
        ("successor_of", "{p} خليفة {q} لزم الصمت."),
        ("", "كان {p} وقادة {g} في بغداد."),
        ("", "تحدث {p} عن {g} وعن {h}."),
        ("", "لا يعرف {p} شيئاً عن {g}."),
    ),
}


def _ties(language: str, names: _Names, rng: random.Random) -> Iterator[Made]:
    for kind, pattern in _TIES[language]:
        for _ in range(_N + 1):
            p, q = names.one("people"), names.one("people")
            g, h, s = names.one("groups"), names.one("groups"), names.one("bodies")
            said: Callable[[Actor], str] = _as_said if language == "en" else lambda a: str(a["name"])
            text = pattern.format(p=said(p), q=said(q), g=said(g), h=said(h), s=said(s)).replace("لال", "لل")
            subject = p if "{p}" in pattern else s if "{s}" in pattern else g
            if kind == "created" and "{p}" not in pattern:
                subject = h
            object = q if "{q}" in pattern else g if subject is not g else h
            if len({x["actor_id"] for x in (p, q, g, h, s)}) == 5:
                yield text, [], [_tie(kind, subject, object)] if kind else []


__all__ = ["sentences"]
