"""What a language pack must bring, and the loader. A pack is a folder of data and a few functions.

lexicon.toml   words of weapons, targets, groups, tolls, kinds, status (sections are the code's, phrases the pack's)
news.toml      what running text says of events: deeds by kind, what takes them up, what is no event
heads.toml     optional: things and people that an attack may strike, for the learned choice of targets
layout.toml    words that carry the shape of a text: totals lines, table headers, bibliographies; and in [language]
               its script, and small words by which a text is known to be in the language
places.toml    words around place names (optional)
numbers.py     NUMBER, a pattern over flattened text, and value(match)
dates.py       MONTHS, WEEKDAYS, find(flat, text)
frames.py      optional: FRAMES, deeds told with words between them
politics.toml  optional: what was done to whom, standing ties, and the small words between (see `lang.politics`)
signs.toml     optional: words that may tell of either, with forms.py: forms(verb), every form of a verb
losses.py      optional: LOSSES, tolls told in other words than a number beside a verb of harm
__init__.py    normalise, GRAMMAR; and if the language needs them clean, NAMES, PROCLITICS, stem
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, resources
from pathlib import Path

from sijill.errors import UnknownLanguage
from sijill.lang.dates import DateMention
from sijill.lang.flat import flatten
from sijill.lang.frames import Frames
from sijill.lang.grounds import Grounds
from sijill.lang.lexicon import load_lists
from sijill.lang.losses import Losses
from sijill.lang.normal import Normaliser, as_written
from sijill.lang.parties import Parties
from sijill.model.values import Range

NEVER = re.compile(r"(?!)")
"""A pattern that matches nothing: what a language says of a thing that it does not mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The small words that bind numbers, verbs and names, as patterns over flattened text."""

    conjunction: re.Pattern[str]
    """Between two numbers of one sum: "three soldiers and a civilian"."""
    joins: re.Pattern[str]
    """Opens the next clause, so that what follows is not the verb's: ", and"."""
    including: re.Pattern[str]
    """What follows is a part of what was said."""
    formerly: re.Pattern[str] = NEVER
    """What follows, up to a comma, was the toll before: "up from "."""
    onto: re.Pattern[str]
    """Stands right before what is hit: "on", "against", "targeting"."""
    between: re.Pattern[str]
    """Filler that may stand between a number and its verb: "were", "others", "more"."""
    active: re.Pattern[str]
    """Toll verbs whose number follows: "killing", "wounding"."""
    plural: re.Pattern[str]
    """A group word of more than one person."""
    of_the: re.Pattern[str]
    """Before a number that is taken up again: "of the 12"."""
    out_of: re.Pattern[str]
    """Between a number and the greater one that it is counted out of: " of the "."""
    up_to: re.Pattern[str]
    """Between the first and the last date of a period: " to the end of "."""
    dated: re.Pattern[str] = NEVER
    """What an entry of a list may say before its date: "On "."""
    onward: re.Pattern[str]
    """Right before the day from which on something is told: "since "."""
    taken_up: re.Pattern[str]
    """Takes up what the count before was about: "of them"."""
    was: re.Pattern[str]
    """Right before what befell one person: "who was"."""
    noun_toll: re.Pattern[str]
    """Before a toll word that is a noun: "of the wounded"."""
    thing: re.Pattern[str]
    """After a number, what it counts that is no person."""
    means: re.Pattern[str] = NEVER
    """Opens a word that says by what someone was hurt and is not counted: "by gunfire"."""
    part: re.Pattern[str]
    """One member of a sum: "4 in", "Kirkuk 3,"."""
    copula: re.Pattern[str]
    """Between a whole and parts that make it up: "the 22 attacks were 6 ..."."""
    killed_whom: re.Pattern[str] = NEVER
    """Right behind a toll verb, what opens its object: " a ", " two "."""
    suffered: re.Pattern[str] = NEVER
    """Ends right before a toll verb whose subject suffers: " were "."""
    fallen: re.Pattern[str] = NEVER
    """Ends right before the force that those who were hurt belonged to: "of the dead belonged to the "."""
    divides: re.Pattern[str] = NEVER
    """Between a whole and all its parts: "split as follows "."""
    of_which: re.Pattern[str] = NEVER
    """Between a whole and some of its parts: ", of whom "."""
    unit: re.Pattern[str] = NEVER
    """A word `one` that says one and is no number elsewhere: the Arabic "one in Babil"."""
    someone: re.Pattern[str]
    """Between "a" and a toll verb: " cook was "."""
    persons: re.Pattern[str] = NEVER
    """Ends a word in the plural that by its form is of people: "grocers"."""
    trade: re.Pattern[str] = NEVER
    """Between "a" and a toll verb that ends its clause: " cook "."""
    each: re.Pattern[str]
    """After a number that holds for each of several: "one each in"."""
    anyone: re.Pattern[str] = NEVER
    """A word for people that says nothing of who they are: "people"."""
    unconfirmed: re.Pattern[str] = NEVER
    """Says that nobody stands by what is told: "could not be confirmed"."""
    supposed: re.Pattern[str] = NEVER
    """Words of harm that may come, none that came: "if any American was killed"."""
    unreported: re.Pattern[str] = NEVER
    """In a denial of running text: that nobody told of dead or wounded, which does not say that there were none."""
    completes: re.Pattern[str] = NEVER
    """Says of the last part of a sum that none is left: "and six by nobody", "eleven by night and six by day"."""
    beside_them: re.Pattern[str] = NEVER
    """People named beside a number or as a part of it: ", plus two bombers,", ", two children included"."""
    doubted: re.Pattern[str] = NEVER
    """Words of a toll of which nobody is sure: "may have died"; with a group `likely` where it is thought to be so."""
    stands_in: re.Pattern[str] = NEVER
    """Right before a "one" that counts nothing: "the only"."""
    differs_by: re.Pattern[str] = NEVER
    """A word after a number that says by how much two counts differ: "fewer"."""
    difference: re.Pattern[str] = NEVER
    """A stretch whose counts say how far two periods lie apart: "a drop of three attacks and nine dead"."""
    in_these: re.Pattern[str] = NEVER
    """Ends right before a number that says which of the attacks a count is of: "in the " of "in the two convoys"."""
    the_one: re.Pattern[str] = NEVER
    """Ends right before what tells one of several apart: "the one at " of "six bombs with the one at the shrine"."""
    period_before: re.Pattern[str] = NEVER
    """A stretch whose counts are of a period before the list's: "the week before I had 11 attacks and 19 dead"."""
    definite: re.Pattern[str]
    """Before a person who is one: "the driver"."""
    pronoun: re.Pattern[str]
    both: re.Pattern[str]
    range: re.Pattern[str]
    """Two numbers that bound a third, with groups a and b."""
    name: re.Pattern[str]
    """A run of words written as a name, over the original text."""
    namesake: re.Pattern[str] = NEVER
    """Stands right before a name that is a quarter's or a street's and only there a country's."""
    locative: re.Pattern[str]
    """Stands right before a place: "in", "near"."""
    inside: re.Pattern[str] = NEVER
    """Stands right before where something happened: "in", "near", and no more than that."""
    by: re.Pattern[str]
    """Stands right before who did it."""
    owed: re.Pattern[str] = NEVER
    """Stands right before the weapon that a toll is owed to: "twelve fell to the"."""
    home: re.Pattern[str] = NEVER
    """A house, in the words for one."""
    private: re.Pattern[str]
    """Says that someone was attacked at home or off duty."""
    passive: re.Pattern[str]
    """Follows a toll verb whose subject stands before it: " by"."""
    auxiliary: re.Pattern[str]
    """Between a person and what befell them: "was", "slightly"."""
    owned: re.Pattern[str]
    """Between a thing and its owner: "house of a"."""
    building: re.Pattern[str] = NEVER
    """A word for a post or an office, which suffers and does not act."""
    possessive: re.Pattern[str] = NEVER
    """Between a thing and the word that heads its phrase: the blanks in "judge's car" and "school pupils"."""
    acts: re.Pattern[str]
    """Follows security forces that act rather than suffer: " arrested", " found"."""
    fight: re.Pattern[str]
    """Says that two sides fought each other."""
    ahead: re.Pattern[str]
    """Between a toll verb and the number it governs: " at least "."""
    single: re.Pattern[str] = NEVER
    """A word for one person that needs no article or number to count: the Arabic "soldier"."""
    dual: re.Pattern[str] = NEVER
    """A word for two."""
    two: re.Pattern[str] = NEVER
    """After a word that may be a dual or a plural: " two"."""
    agent: re.Pattern[str] = NEVER
    """Toll verbs that name who did it before whom it befell: the Arabic "killed gunmen three soldiers"."""
    no_number: re.Pattern[str] = NEVER
    """Words as written that are flattened to a number and say none: the Arabic "two dead" for "two hundred"."""
    spared: re.Pattern[str] = NEVER
    """Says that nobody was hurt; with a group dead or hurt where it says so of one of the two only."""
    only: re.Pattern[str] = NEVER
    """Behind a toll, that it is no more: "only", the Arabic "one dead, one"."""
    no_others: re.Pattern[str] = NEVER
    """Says that nobody was hurt beside those told before: "nobody else was hurt"."""
    custom: re.Pattern[str] = NEVER
    """In a sentence, that it speaks of what someone does otherwise: "often", "most of the bombings"."""
    of_whole: re.Pattern[str] = NEVER
    """Ends right before a whole whose parts follow its comma: "of July's " of "of July's 15 attacks, 8 were"."""
    uncounted: re.Pattern[str] = NEVER
    """A last part of a sum that has no number: "and the one from Sinjar"."""
    seizes: re.Pattern[str] = NEVER
    """What tells of an abduction by a common verb, with a group `whom`: "took six men off the road"."""
    had_done: re.Pattern[str] = NEVER
    """Ends right before what someone had done earlier: "a patrol that had "."""
    road_behind: re.Pattern[str] = NEVER
    """Right behind a place whose name only names a road: " road"."""
    road_ahead: re.Pattern[str] = NEVER
    """The same right before it, at its end."""
    before_time: re.Pattern[str] = NEVER
    """Says that a bomber was stopped: "shot before he could set off his belt"."""
    slays: re.Pattern[str] = NEVER
    """What befell those who were seized: " and shot them dead"."""
    one_unhurt: re.Pattern[str] = NEVER
    """A denial of harm that is said of one among others: "unhurt"."""
    differs: re.Pattern[str] = NEVER
    """Ends right before a number that another source gives of what was said: "while another put it at "."""
    lone: re.Pattern[str] = NEVER
    """One person, whatever they are called, who opens a clause and ends right before what befell them: "; usher "."""
    circumstance: re.Pattern[str] = NEVER
    """Right behind what befell someone, that no object follows: " in", " while"."""
    lacking: re.Pattern[str] = NEVER
    """Right before what is not there: "without a "."""
    either: re.Pattern[str] = NEVER
    """Between two names of which either counts: "or"."""
    befalls: re.Pattern[str] = NEVER
    """A word of attack that, with no object behind it, befell who stands before it: "shot"."""
    befell: re.Pattern[str] = NEVER
    """A toll verb, and what follows it, that says what befell the one named before: ", and was wounded"."""
    counted: re.Pattern[str]
    """Between a number and what it counts: " rocket ", " of "."""
    doer: re.Pattern[str] = NEVER
    """A word in the form of one who acts, where a language tells it from one who suffers."""
    led: re.Pattern[str] = NEVER
    """Stands right before security forces that act, where a language puts the verb first: "arrested the police"."""
    accuser: re.Pattern[str] = NEVER
    """Between a word of blame and who casts it, where a language puts the verb first: "accused Washington Tehran"."""
    accused: re.Pattern[str] = NEVER
    """Follows whom a word of blame is about: " of shelling"."""
    ascribed: re.Pattern[str] = NEVER
    """Ends right before whom a deed is ascribed to: "laid the attack to"."""
    lays: re.Pattern[str] = NEVER
    """Ends right before a responsibility that someone lays on someone else: "laid on the group the"."""
    sent_by: re.Pattern[str] = NEVER
    """Ends right before whose rockets or drones they were: "fired by the "."""
    stops: re.Pattern[str] = NEVER
    """Follows who found weapons or brought them down: " intercepted"."""
    stopped_by: re.Pattern[str] = NEVER
    """Ends right before who found weapons or brought them down: «اعترضت »."""
    avowing: re.Pattern[str] = NEVER
    """Ends right before a group that says something, where a language puts the verb first: "said the group"."""
    aloof: re.Pattern[str] = NEVER
    """Follows, or ends right before, one who did not do it: who condemns it, whose dress the doers wore."""
    avows: re.Pattern[str] = NEVER
    """Follows a group that says that it did it: ", in a post, that it stormed"."""
    avowal: re.Pattern[str] = NEVER
    """A clause that only says who did what was told before: "said in it that it was they who fired"."""
    backer: re.Pattern[str]
    """Ends right before who backs the one that is meant: "groups backed by"."""
    branch: re.Pattern[str] = NEVER
    """Follows one of whom the one meant is a part: " branch" in "the Nahda, a Qaeda branch, said"."""
    speaks: re.Pattern[str]
    """Follows someone who is only the source: " officer said"."""
    credits: re.Pattern[str]
    """Ends right before a source: "according to a"."""
    said: re.Pattern[str]
    """Ends right before the date of a saying: "police said on "."""
    dateline: re.Pattern[str]
    week_named: re.Pattern[str]
    """What ends before a day that names a week, "week of "; its group "ends" where the day is the week's last."""
    """The place and date that open a report, over the original text."""
    clause: re.Pattern[str]
    """Joins two clauses that may tell of two events: ", while "."""
    afresh: re.Pattern[str] = NEVER
    """A joint before people who have a verb of their own: ", and three children are in hospital"."""
    tells: re.Pattern[str] = NEVER
    """Follows who tells, claims or saw something: " has claimed"."""
    undecided: re.Pattern[str] = NEVER
    """Says of people that they are dead or wounded, and not which: "killed or wounded"."""
    risen: re.Pattern[str] = NEVER
    """Ends right before the two numbers between which a toll rose: "rose "."""
    unclaimed: re.Pattern[str] = NEVER
    """Follows who has not claimed an attack: " has not claimed"."""
    unclaiming: re.Pattern[str] = NEVER
    """Ends before who has not claimed it, in one sentence: "nobody has claimed it, though the group is near"."""
    presumed: re.Pattern[str] = NEVER
    """Follows who is only thought to have done it: " likely "."""
    presumably: re.Pattern[str] = NEVER
    """Ends right before who is only thought to have done it: "suspected "."""
    negated: re.Pattern[str] = NEVER
    """Ends right before a word that is thereby denied: "has not "."""
    another: re.Pattern[str] = NEVER
    """Joins an event to another of the same sentence: ", a day after ", "came two weeks after ", ", sparking "."""
    bodies: re.Pattern[str] = NEVER
    """The dead who are found: "the body of"."""
    strikes_told: re.Pattern[str] = NEVER
    """Air strikes whose number may stand before them: "raids" in "nine raids"."""
    either_rocket: re.Pattern[str] = NEVER
    """A word for rockets and missiles alike."""
    on_one: re.Pattern[str] = NEVER
    """Follows air strikes that are told by their number and all hit one thing: "on a poultry farm"."""
    many: re.Pattern[str] = NEVER
    """Says that a clause tells of several attacks at once: "bombings across", "a wave of attacks", "three blasts"."""
    explains: re.Pattern[str] = NEVER
    """Opens a clause that says how what was told before came about: "when ", the Arabic "as"."""
    tried: re.Pattern[str] = NEVER
    """Says that a court dealt with a deed of old: "sentenced three men to death over a"."""
    one_more: re.Pattern[str] = NEVER
    """Opens a clause about one more of what the event before was done with: "another was shot down"."""
    earlier: re.Pattern[str] = NEVER
    """Opens a clause that tells of what came before: the Arabic "and had been"."""
    shifts: re.Pattern[str] = NEVER
    """Opens a clause that goes to another place or hour: "and in Basra, "."""
    subject: re.Pattern[str]
    """Between a doer and the deed: " fighters have "."""
    organisation: re.Pattern[str]
    """A name `who` built as those of armed groups are, over the original text."""
    forces: re.Pattern[str] = NEVER
    """Forces of a state, `who`, that no register has: "the military intelligence"."""
    belongs: re.Pattern[str] = NEVER
    """A weapon or a deed with the adjective `who` of the state it is of, where a language puts it behind."""
    strikes: re.Pattern[str] = NEVER
    """Opens the name of forces that strike from afar, which says whose deed it was: "the aircraft of"."""
    sides: re.Pattern[str] = NEVER
    """Ends right before the first of two sides: "between the "."""
    facing: re.Pattern[str] = NEVER
    """Between the two sides: " and "."""
    charged: tuple[re.Pattern[str], ...]
    """Claims and charges with a name `who` that no register has, over the original text."""
    said_behind: re.Pattern[str] = NEVER
    """Follows the date of a saying: " denied" in "the army on Monday denied"."""
    object: re.Pattern[str] = NEVER
    """Between a deed and what it was done to: " an ", " dead a "."""
    struck: re.Pattern[str] = NEVER
    """Ends right before what a weapon came down on: "landed near a"."""
    suffers: re.Pattern[str] = NEVER
    """Follows what is struck: " was hit", " came under"."""
    owner: re.Pattern[str] = NEVER
    """Follows whose weapon or office is named: "'s howitzers"."""
    owner_before: re.Pattern[str] = NEVER
    """Ends right before whose weapon is named: "drones of the"."""
    beside: re.Pattern[str] = NEVER
    """Ends right before what only says where: "near a"."""
    hour: re.Pattern[str] = NEVER
    """A time of day, which a deed has on the day that it is told: "at dawn"."""
    pluperfect: re.Pattern[str] = NEVER
    """Says that something had happened before what is told."""
    unplaced: re.Pattern[str] = NEVER
    """Ends right before a name that is no town: "the far bank of the"."""
    unplaced_behind: re.Pattern[str] = NEVER
    """Follows a name that says whose, not where: "-led"."""
    paper: re.Pattern[str] = NEVER
    """The words around a name, `@`, that is a newspaper's: "told the @ Post"."""
    quarter_of: re.Pattern[str] = NEVER
    """Between the name of a quarter and that of its city: " quarter of "."""
    likened: re.Pattern[str] = NEVER
    """Ends right before a deed that is a figure of speech: "like a"."""
    unended: re.Pattern[str] = NEVER
    """An abbreviation with its stop and the blank behind it, where no sentence ends: "Col. "; over text as written."""
    abbreviated: re.Pattern[str] = NEVER
    """A word that a full stop belongs to: "gen" in "Gen. Perez"."""
    phrase_leads: re.Pattern[str] = NEVER
    """Small words that open a phrase and are no part of it: "the", "several", "near"."""
    phrase_trails: re.Pattern[str] = NEVER
    """Small words that end one and are no part of it: "of", "with", "'s"."""
    phrase_ends: re.Pattern[str] = NEVER
    """Where a phrase ends that a clause or a note in brackets follows: " who", " [", " parked"."""
    phrase_of: re.Pattern[str] = NEVER
    """Between a thing and the name of whose it is, the space before the name included: " of the "."""
    times: re.Pattern[str] = NEVER
    """How often, where its number is none by itself: groups n and noun, or twice."""
    vehicles: re.Pattern[str] = NEVER
    """Vehicles, of which one attack may hit several: "fuel tankers", «شاحنات», but not "convoys"."""
    spread: re.Pattern[str] = NEVER
    """Says that several happened in several places: "across", "in different districts"."""
    twofold: re.Pattern[str] = NEVER
    """Says that a sentence announces two events apart, which the next ones tell: "first in Jadriya and later at"."""
    amidst: re.Pattern[str] = NEVER
    """Names some of the dead or wounded who are counted elsewhere: "a child was among the dead"."""
    attribute: re.Pattern[str] = NEVER
    """A word of toll (`toll`) that says of people behind it only who they are: "of wounded soldiers"."""
    one_of: re.Pattern[str] = NEVER
    """Ends right before people of whom one is meant, where that is no number: «أحد»."""
    ages: re.Pattern[str] = NEVER
    """Follows people: how old they are, ", 28", ", 61 and 70"."""
    one_of_age: re.Pattern[str] = NEVER
    """Ends right before the age of one whose word no list has: "a rabbi"."""
    noun_behind: re.Pattern[str] = NEVER
    """The noun behind a number, where it stands right behind it and says what is counted."""
    belonging: re.Pattern[str] = NEVER
    """Ends a word for who is of a group, which needs no article to mean it: «حوثيون»."""
    ambush: re.Pattern[str] = NEVER
    """A word for an attack by surprise, which lists may take for guns and running text does not: "ambushed"."""
    mob: re.Pattern[str] = NEVER
    """A crowd that takes the law into its own hands."""
    toward: re.Pattern[str] = NEVER
    """Ends right before a building that someone goes to, or that something lies at: "on his way to the "."""
    besides: re.Pattern[str] = NEVER
    """In a joint of two numbers before a word of toll, that the first is of another: "as well as"."""
    injuries: re.Pattern[str] = NEVER
    """In what denies casualties, that running text means the wounded alone: the Arabic "without injuries"."""
    bearers: re.Pattern[str] = NEVER
    """Those who bear a weapon in a phrase that names it: "suicide bombers"."""
    clitics: re.Pattern[str] = NEVER
    """What is written as part of the next word and is none; with a group `and` where it joins that word to others."""
    article: str = ""
    """Written as part of the word it stands before: a mark of the word takes it in."""


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """One language's words and functions. `hash` changes when any of its files does."""

    code: str
    clean: Normaliser
    """The text that is scanned: marks within words taken out, the way back kept."""
    normalise: Normaliser
    """A clean text as phrases are matched in it."""
    names: str
    """The code under which theatres and gazetteers have names in its script: "ar" Arabic, "en" any Latin one."""
    proclitics: frozenset[str]
    """What a word may begin with that is written as part of it: the Arabic "and", "in", "for"."""
    lists: Mapping[str, Mapping[str, list[str]]]
    layout: Mapping[str, Mapping[str, list[str]]]
    number: re.Pattern[str]
    number_value: Callable[[re.Match[str]], Range]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    find_dates: Callable[[str, str], Iterator[DateMention]]
    grammar: Grammar
    frames: Frames
    """Turns of phrase that tell a deed with words between them."""
    grounds: Grounds | None
    """How running text names a doer, where nearness to a word of claim or blame does not tell it."""
    losses: Losses | None
    """How running text tells of losses, where the plain reading of tolls needs more."""
    parties: Parties | None
    """What names who may do what is told, for the learned scorer of doers."""
    stem: Callable[[str], str]
    """The stem of a folded word, for the learned scorer."""
    folder: Path
    hash: str


@lru_cache(maxsize=1)
def installed() -> tuple[str, ...]:
    """Codes of the packs that come with the library."""
    root = resources.files("sijill.lang")
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.joinpath("lexicon.toml").is_file()))


@lru_cache(maxsize=8)
def load(code: str) -> LanguagePack:
    """Load a language pack by its ISO 639-1 code. Raises UnknownLanguage."""
    folder = Path(str(resources.files("sijill.lang").joinpath(code)))
    if not code.isalpha() or not (folder / "lexicon.toml").is_file():
        raise UnknownLanguage(f"no language pack {code!r}; installed: {', '.join(installed())}")
    package = import_module(f"sijill.lang.{code}")
    numbers = import_module(f"sijill.lang.{code}.numbers")
    dates = import_module(f"sijill.lang.{code}.dates")
    return LanguagePack(
        code=code,
        clean=getattr(package, "clean", as_written),
        normalise=package.normalise,
        names=getattr(package, "NAMES", "en"),
        proclitics=getattr(package, "PROCLITICS", frozenset()),
        lists={**load_lists(folder / "lexicon.toml"), **load_lists(folder / "news.toml"), **_heads(folder)},
        layout=_layout(folder),
        number=numbers.NUMBER,
        number_value=numbers.value,
        months=dates.MONTHS,
        weekdays=dates.WEEKDAYS,
        find_dates=dates.find,
        grammar=package.GRAMMAR,
        frames=getattr(package, "FRAMES", Frames({})),
        grounds=getattr(package, "GROUNDS", None),
        losses=getattr(package, "LOSSES", None),
        parties=getattr(package, "PARTIES", None),
        stem=getattr(package, "stem", str),
        folder=folder,
        hash=hash_of(code),
    )


@lru_cache(maxsize=8)
def hash_of(code: str) -> str:
    """The hash of a pack that is installed, without loading it."""
    return _hash(Path(str(resources.files("sijill.lang").joinpath(code))))


def _layout(folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """The lists of layout.toml; what stands in cells of tables flattened, since cells are read so."""
    lists = load_lists(folder / "layout.toml")
    flat = {
        name: {value: list(dict.fromkeys(map(flatten, cells))) for value, cells in lists[name].items()}
        for name in ("columns", "none")
    }
    return {**lists, **flat}


def _heads(folder: Path) -> Mapping[str, Mapping[str, list[str]]]:
    """The lists of heads.toml; [also] by all that a word may stand for: "media|militia"."""
    file = folder / "heads.toml"
    lists = load_lists(file) if file.is_file() else {}
    stands: dict[str, list[str]] = {}
    for value, phrases in lists.get("also", {}).items():
        for phrase in phrases:
            stands.setdefault(phrase, []).append(value)
    also: dict[str, list[str]] = {}
    for phrase, values in stands.items():
        also.setdefault("|".join(values), []).append(phrase)
    return {**lists, "also": also} if also else lists


def _hash(folder: Path) -> str:
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".toml", ".py", ".model", ".json", ".txt"}:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
