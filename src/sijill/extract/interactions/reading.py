"""Reads a text sentence by sentence: by rules first, then by the learned choice among all that its words may tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sijill.extract import seen
from sijill.extract.draft import Draft
from sijill.extract.interactions.cast import Mention, cast
from sijill.extract.interactions.clues import Setting
from sijill.extract.interactions.deeds import Reader
from sijill.extract.interactions.descriptions import description_marks
from sijill.extract.interactions.judging import FILE, SEEN_FILE, Judged, judged, load
from sijill.extract.interactions.people import People
from sijill.extract.interactions.surnames import surname_marks
from sijill.extract.interactions.ties import LEADS, tie_draft, ties
from sijill.extract.interactions.triggers import SEEN, Trigger, of_seen, of_verb, triggers
from sijill.extract.interactions.words import Sentence, Verb
from sijill.extract.lines import sentences
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import signs
from sijill.lang.politics import Deed, Politics
from sijill.model.records import Derived

_KIND = frozenset({"agree", "consult", "support", "concede", "cooperate", "aid", "retreat"})
_HARSH = frozenset({"sanction", "coerce", "assault", "protest", "mobilize"})
_FEW = 3
"""Sentences of a text that are worth a look by the encoder although it did not read the news in it: no long list."""
_SURE = 0.6
"""What the share of a tie must be beside another of its type that the rules read of the same object."""
_CARRIED = 3
"""How many of the sentence before may have a part in what the next one tells."""


class Reading:
    """One text. settings: what each sentence is judged by; looks: whether the encoder may read it."""

    def __init__(self, scan: Scan, calendar: Calendar, words: Politics, *, looks: bool = True) -> None:
        self.scan, self.calendar, self.words = scan, calendar, words
        self.people = People(scan.theatre, scan.pack.names, calendar.published)
        self.cast_people = People(scan.theatre, scan.pack.names, calendar.published)
        self.reader = Reader(scan, calendar, self.people)
        self.signs = signs.load(scan.pack.code)
        if looks and scan.seen is None and len(whole_sentences(scan)) <= _FEW and load(scan.pack.folder, SEEN_FILE):
            seen.read(scan)
        self.model = load(scan.pack.folder, FILE if scan.seen is None else SEEN_FILE)
        self._before: list[Mention] = []
        # The choice was learned on texts about a register's actors; without one it knows too little.
        self._has_register = any(row.type == "person" for row in scan.theatre.actors.values())

    def drafts(self) -> list[Draft]:
        """The drafts of the text in order."""
        found: list[Draft] = []
        for sentence in self._sentences():
            self.reader.remember(sentence)
            deeds = self.reader.read(sentence)
            if self.signs is None or self.model is None or not self._has_register:
                found += [*deeds, *ties(sentence, self.people)]
                continue
            if not (sentence.marks or sentence.verbs):
                # Nobody that the register knows, and no word of politics that the rules know.
                self._pass_over(sentence)
                continue
            tied = ties(sentence, self.people)
            setting = self._setting(sentence, deeds, tied)
            found += self._told(sentence, judged(setting, self.model), deeds, tied)
        found = _told_once(found)
        # Who is called head and commander of one body is told once.
        led = {str(draft.key).removeprefix("leads") for draft in found if draft.value("type") == "leads"}
        return [d for d in found if d.value("type") != "commands" or str(d.key).removeprefix("commands") not in led]

    def settings(self) -> Iterator[tuple[Setting, list[Draft], list[Draft]]]:
        """What each sentence is judged by, with what the rules read: for training."""
        for sentence in self._sentences():
            self.reader.remember(sentence)
            deeds, tied = self.reader.read(sentence), ties(sentence, self.people)
            yield self._setting(sentence, deeds, tied), deeds, tied

    def _sentences(self) -> Iterator[Sentence]:
        named: set[str] = set()
        for start, end in whole_sentences(self.scan):
            if _is_citation(self.scan, start, end):
                continue
            marks = self.scan.marks("actors", start, end)
            named |= {m.value for m in marks}
            day = self.calendar.published
            more = surname_marks(self.scan, self.words, start, end, named, day)
            more += description_marks(self.scan, start, end, (*marks, *more), day)
            sentence = Sentence(self.scan, self.words, start, end, more)
            if self.words.patterns["question"].search(self.scan.flat, start, end):
                # It tells of no deed, but what follows takes up whom it names.
                self.reader.remember(sentence)
                self._pass_over(sentence)
                continue
            yield sentence

    def _pass_over(self, sentence: Sentence) -> None:
        """Keep whom a sentence names that tells of no deed: what follows takes them up."""
        self._before = _to_carry(cast(sentence, self.cast_people)) or self._before

    def _setting(self, sentence: Sentence, deeds: Sequence[Draft], tied: Sequence[Draft]) -> Setting:
        own = cast(sentence, self.cast_people)
        base = len(own)
        carried = [
            replace(m, head=base + n, place=n, how="carried", lead="carried", inner=False)
            for n, m in enumerate(self._before)
        ]
        told = triggers(sentence, self.signs) if self.signs is not None else []
        spoken = {(t.first, t.type, t.mode) for t in told if not t.tie}
        for verb in sentence.verbs:
            if (verb.first, verb.deed.type, verb.deed.mode) not in spoken:
                told.append(of_verb(sentence, verb))
        told += of_seen(sentence, told)
        told = [t for trigger in told for t in as_told(trigger)]
        told.sort(key=lambda t: (t.first, t.tie, t.type, t.mode or ""))
        if own:
            self._before = _to_carry(own)
        return Setting(sentence, (*own, *carried), told, _ruled(sentence, deeds), len(carried), _tied(tied))

    def _told(
        self, sentence: Sentence, found: Sequence[Judged], deeds: Sequence[Draft], tied: Sequence[Draft]
    ) -> list[Draft]:
        drafts: list[Draft] = []
        told = _tied(tied)
        paired = {(one, other) for _, one, other in told}
        ends = {(kind, end) for kind, *pair in told for end in pair}
        ruled = {sentence.over(draft.start): draft for draft in deeds}
        for one in found:
            trigger = one.trigger
            if trigger.tie and not (trigger.type in LEADS and _is_deputy(sentence, trigger)):
                for left in one.acting:
                    for right in one.others:
                        # Who leads one is seldom told to lead another; of one that is led, another leader may be.
                        told_of = (trigger.type, left.key) in ends
                        told_of = told_of or (one.share <= _SURE and (trigger.type, right.key) in ends)
                        turned = (trigger.type, right.key, left.key) in told
                        if (left.key, right.key) not in paired and not told_of and not turned:
                            one_tie = tie_draft(
                                sentence, trigger.type, left.someone, right.someone, trigger.start, trigger.end
                            )
                            drafts.append(_marked(one_tie, trigger))
            if trigger.tie:
                continue
            rule = ruled.get(trigger.first)
            if rule is not None and _agrees(rule, one):
                drafts.append(rule)
                continue
            tail = trigger.tail if trigger.tail else None
            deed = Deed(trigger.type, trigger.mode, ("",))
            verb = Verb(trigger.first, trigger.after, trigger.start, trigger.end, tail, deed)
            acting, others = [m.someone for m in one.acting], [m.someone for m in one.others]
            draft = self.reader.draft(sentence, verb, deed, acting, others, future="future" in trigger.flags)
            drafts.append(_marked(draft, trigger))
        self.reader.end(drafts, sentence)
        return [*drafts, *tied]


def as_told(trigger: Trigger) -> Iterator[Trigger]:
    """A trigger, and what it tells where it is to come, is asked for or is refused.

    Method: PLOVER's codebook takes what someone says he will do for a promise or a threat.
    """
    yield trigger
    if trigger.tie:
        return
    flags = trigger.flags
    if "must" in flags and trigger.type != "request":
        yield replace(trigger, type="request", mode="demand", root=f"must:{trigger.root}")
    to_come = bool({"future", "would"} & flags) or {"intent", "infinitive"} <= flags
    if "negated" in flags and (
        trigger.type in {"agree", "concede", "retreat", "aid"} or (to_come and trigger.type in _KIND)
    ):
        yield replace(trigger, type="reject", mode="refuse", root=f"not:{trigger.root}")
    elif to_come and trigger.type in _KIND - {"agree"}:
        yield replace(trigger, type="agree", mode=None, root=f"will:{trigger.root}")
    elif to_come and trigger.type in _HARSH:
        mode = "strike_threatened" if trigger.type == "assault" else None
        yield replace(trigger, type="threaten", mode=mode, root=f"will:{trigger.root}")


def _marked(draft: Draft, trigger: Trigger) -> Draft:
    """A draft whose type is said to be a guess where no list has the words that it rests on."""
    if trigger.form == SEEN:
        draft.mark("type", Derived("rule", "what the words most likely tell of; no list has them"))
    return draft


def _is_deputy(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the word right ahead makes a head another's deputy: "the deputy commander of"."""
    lead = sentence.tokens[trigger.first - 1] if trigger.first else None
    return lead is not None and sentence.bare(lead) in sentence.politics.words["deputies"]


def _agrees(rule: Draft, one: Judged) -> bool:
    """Whether the rules read the same deed of the same actor, and whom else, all of the register: they know lists."""
    if (rule.value("type"), rule.value("mode")) != (one.trigger.type, one.trigger.mode):
        return False
    sides = [a for side in ("initiators", "recipients") for a in rule.values(side) if isinstance(a, dict)]
    # What someone threatens with names whom it strikes, who is seldom whom he threatens.
    alone = one.trigger.mode == "strike_threatened"
    known = all(a.get("actor_id") for a in sides) and (alone or bool(rule.values("recipients")))
    theirs, mine = _keys(rule, "recipients"), {m.key for m in one.others}
    # "The ambassador of Jordan" is more than "Jordan".
    same = not theirs or not mine or any(key in other for key in mine for other in theirs)
    return known and same and bool(_keys(rule, "initiators") & {m.key for m in one.acting})


def _told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without talks of the same people that a sentence goes on about: "received X. The two discussed"."""
    kept: list[Draft] = []
    met: list[tuple[frozenset[str], object]] = []
    for draft in drafts:
        if draft.value("type") != "consult":
            kept.append(draft)
            continue
        who, when = _keys(draft, "initiators") | _keys(draft, "recipients"), draft.value("when")
        again = draft.value("mode") == "meet" and any(
            who and who <= others and (when is None or day is None or when == day) for others, day in met
        )
        met.append((who, when))
        if not again:
            kept.append(draft)
    return kept


def _ruled(sentence: Sentence, deeds: Sequence[Draft]) -> dict[int, tuple[frozenset[str], frozenset[str], str] | None]:
    told: dict[int, tuple[frozenset[str], frozenset[str], str] | None] = {v.first: None for v in sentence.verbs}
    for draft in deeds:
        first = sentence.over(draft.start)
        acting, others = (_keys(draft, side) for side in ("initiators", "recipients"))
        told[first] = (acting, others, f"{draft.value('type')}/{draft.value('mode')}")
    return told


def _keys(draft: Draft, side: str) -> frozenset[str]:
    actors = (value for value in draft.values(side) if isinstance(value, dict))
    return frozenset(str(a.get("actor_id") or str(a.get("name")).casefold()) for a in actors)


def _tied(tied: Sequence[Draft]) -> frozenset[tuple[str, str, str]]:
    found = set()
    for draft in tied:
        for one in _keys(draft, "subject"):
            for other in _keys(draft, "object"):
                found.add((str(draft.value("type")), one, other))
    return frozenset(found)


def _to_carry(own: Sequence[Mention]) -> list[Mention]:
    """Whom the next sentence may take up unsaid: the first of a sentence, its first person and its last."""
    outer = [m for m in own if not m.inner and m.how != "place"]
    people = [m for m in outer if m.someone.actor.type == "person"]
    found: list[Mention] = []
    for mention in (*outer[:1], *people[:1], *outer[-1:]):
        if mention.key not in {m.key for m in found}:
            found.append(mention)
    return found[:_CARRIED]


def whole_sentences(scan: Scan) -> list[tuple[int, int]]:
    """The sentences of a text; a line break within one is no end of it, where the next line goes on in lower case."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(scan, 0, len(scan.text)):
        gap = scan.text[found[-1][1] : start] if found else ""
        goes_on = scan.cased and gap.count("\n") == 1 and scan.text[start : start + 1].islower()
        tail = scan.flat[found[-1][0] : found[-1][1]].rstrip(".").rsplit(" ", 1)[-1] if found else ""
        abbreviated = "\n" not in gap and scan.pack.grammar.abbreviated.fullmatch(tail) is not None
        if goes_on or (
            found and (abbreviated or (_is_initial(scan.text[found[-1][0] : found[-1][1]]) and "\n" not in gap))
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_initial(told: str) -> bool:
    """Whether what is told so far ends in the initial of a name: "George W."."""
    words = told.rstrip().split(" ")[-2:]
    return len(words) == 2 and words[0][:1].isupper() and len(words[1]) == 2 and words[1][:1].isupper()


def _is_citation(scan: Scan, start: int, end: int) -> bool:
    """Whether a line names a source and its headline: what it says is the source's, read there."""
    begins = scan.text.rfind("\n", 0, start) + 1
    line_end = scan.text.find("\n", end)
    line = scan.flat[begins : line_end if line_end >= 0 else len(scan.flat)]
    return line.count('"') >= 2 and line.rstrip()[-1:].isdigit()


__all__ = ["Reading", "as_told", "whole_sentences"]
