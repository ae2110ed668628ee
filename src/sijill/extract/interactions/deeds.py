"""Sentences to interactions: each verb of a deed with who acts, on whom, when, where, about what, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sijill.extract import places
from sijill.extract.draft import Draft
from sijill.extract.interactions.hedges import say_hedge
from sijill.extract.interactions.names import Name
from sijill.extract.interactions.people import People, Someone
from sijill.extract.interactions.sides import Before, before, behind, by_whom, is_speaker, main_subject, verb_form
from sijill.extract.interactions.speech import credit
from sijill.extract.interactions.verb_first import both_sides, by_phrase
from sijill.extract.interactions.words import Sentence, Verb
from sijill.extract.say import say_place
from sijill.extract.scan import Mark, Scan
from sijill.extract.when import Calendar, Reading
from sijill.lang.dates import DateMention
from sijill.lang.politics import Deed
from sijill.model.records import Derived
from sijill.model.text import Span
from sijill.model.values import When

_KIND_DEEDS = frozenset({"agree", "consult", "support", "concede", "cooperate", "aid", "retreat"})
_HARSH = frozenset({"sanction", "coerce", "assault", "protest", "mobilize"})
_OF_ONE = frozenset({"protest", "mobilize", "retreat", "concede"})
"""Types that need no other side."""
_COMMA = 40
"""Letters that a comma between a verb and a date counts for."""
_FURTHER = 90
"""Letters behind a verb and who acts within which the other side may be named."""
_LEAST_ABOUT = 6
_DATED = 4
"""Letters within which a date may stand behind the first word of what a deed would be about: "on Sunday"."""


class Reader:
    """Reads the sentences of one text in order."""

    def __init__(self, scan: Scan, calendar: Calendar, people: People) -> None:
        self.scan, self.calendar, self.people = scan, calendar, people
        self.last_when: When | None = None
        self._counted_from: tuple[int, When | None] = (-1, None)
        """Where the sentence begins that is being read, and the day told last before it."""
        self._last: Draft | None = None
        self._unnamed = False
        """Whether the last verb of the sentence has a subject that is nobody: "a bomb hit a convoy, wounding"."""

    def read(self, sentence: Sentence) -> list[Draft]:
        """The interactions of one sentence."""
        found: list[Draft] = []
        previous: tuple[list[Someone], list[Someone]] = ([], [])
        taken = 0
        open_verb: tuple[Draft, Verb] | None = None
        self._unnamed = False
        for verb in sentence.verbs:
            if verb.start < taken:
                continue
            told = self._deed(sentence, verb, previous)
            if told is None:
                continue
            draft, acting, others = told
            previous = (acting or previous[0], others or previous[1])
            if verb.tail:
                taken = verb.tail[1]
            found.append(draft)
            if open_verb is not None and others and _joined_to(sentence, open_verb[1], verb):
                # "trained and armed the group": the group is trained too.
                for someone in others:
                    open_verb[0].say("recipients", someone.actor.to_json(), someone.spans, *someone.derived)
            open_verb = None if others else (draft, verb)
        self._say_topic(sentence, found)
        self._last = found[-1] if found else self._last
        return found

    def _say_topic(self, sentence: Sentence, found: Sequence[Draft]) -> None:
        """ "The talks were about ...": what the meeting told last was about."""
        pattern = sentence.politics.patterns.get("topic")
        told = pattern.search(self.scan.flat, sentence.start, sentence.end) if pattern else None
        draft = next((d for d in reversed(found) if d.value("type") == "consult"), self._last)
        if told is None or draft is None or draft.value("type") != "consult" or draft.value("about"):
            return
        span = self.scan.span(*told.span("what"))
        draft.say("about", span.quote, (span,))

    def remember(self, sentence: Sentence) -> None:
        """Keep who was named, for what a later sentence takes up."""
        told = [m for m in sentence.marks]
        for mark in told:
            row = self.scan.theatre.actors[mark.value]
            name = Name(sentence.at(mark.start), sentence.at(mark.end), mark.start, mark.end)
            someone = self.people.someone(sentence, name)
            if someone is not None and someone.actor.actor_id == row.id:
                self.people.memory.named.append(someone)

    def _deed(
        self, sentence: Sentence, verb: Verb, previous: tuple[list[Someone], list[Someone]]
    ) -> tuple[Draft, list[Someone], list[Someone]] | None:
        sides = both_sides(sentence, verb) if sentence.politics.verb_first else None
        lead = sides[0] if sides else before(sentence, verb)
        if "future" in lead.flags and self._on_condition(sentence, verb):
            lead.flags.add("condition")
        deed = _as_told(verb.deed, lead)
        if deed is None or self._is_no_deed(sentence, verb, lead, previous):
            self._unnamed = self._unnamed or not (lead.names or lead.pronoun or lead.inherits)
            return None
        acting = self._acting(sentence, verb, lead, previous)
        named, pronoun, reach = sides[1:] if sides else behind(sentence, verb)
        others = self._meant(sentence, named, capital=verb.deed.mode != "visit")
        if pronoun is not None:
            others = self._taken_up(sentence, pronoun.start, pronoun.end, pronoun.low, previous, acting, object=True)
        if verb.deed.by:
            acting, others = others, acting
        elif self._is_passive(sentence, verb, lead):
            if not acting and "relative" in lead.flags:
                # "a ceasefire that was ordered by Tehran": whoever announced it was ordered.
                acting = previous[0]
            acting, others = self._meant(sentence, by_whom(sentence, verb, sentence.politics.words["by"])), acting
        if sides and (by := by_phrase(sentence, verb)):
            acting, others = self._meant(sentence, by), others or acting
        if not others and acting and deed.type not in _OF_ONE and deed.type != "agree":
            others = self._further_on(sentence, verb, acting)
        if not acting and verb.deed.sides and len(others) > 1:
            # "a meeting between A and B"
            acting, others = others[:1], others[1:]
        others = [o for o in others if not any(_same(o, a) for a in acting)]
        if not acting and (not others or deed.type in _OF_ONE or deed.leans):
            return None
        if deed.people and not any(o.actor.type == "person" for o in others):
            return None
        draft = Draft("interaction", verb.start, verb.end)
        to_come = bool({"future", "would"} & lead.flags) or (deed.type == "agree" and deed.mode != "sign")
        self._say(draft, sentence, verb, deed, acting, others, to_come=to_come)
        self._say_about(draft, sentence, verb, max([reach, verb.end, *(o.end for o in others if o.start > verb.start)]))
        return draft, acting, others

    def draft(
        self, sentence: Sentence, verb: Verb, deed: Deed, acting: Sequence[Someone], others: Sequence[Someone], *,
        future: bool,
    ) -> Draft:  # fmt: skip
        """A draft of what a verb tells. future: it is said to be still to come."""
        draft = Draft("interaction", verb.start, verb.end, key=f"{deed.type}/{deed.mode}")
        to_come = future or (deed.type == "agree" and deed.mode != "sign")
        self._say(draft, sentence, verb, deed, acting, others, to_come=to_come)
        self._say_about(draft, sentence, verb, max([verb.end, *(o.end for o in others if o.start > verb.start)]))
        return draft

    def end(self, found: Sequence[Draft], sentence: Sentence) -> None:
        """Say of what a sentence told what it was about, and keep the last for the next sentence."""
        deeds = [d for d in found if d.family == "interaction"]
        self._say_topic(sentence, deeds)
        self._last = deeds[-1] if deeds else self._last

    def _further_on(self, sentence: Sentence, verb: Verb, acting: Sequence[Someone]) -> list[Someone]:
        """Who of the register is named next in the clause, where no one stands right behind the verb.

        "received, at the palace last night, the envoy": words of time and place stand between.
        """
        behind = max([verb.end, *(s.end for s in acting)])
        stops = [v.start for v in sentence.verbs if v.start >= behind]
        limit = min([*stops, behind + _FURTHER, sentence.end])
        for mark in sentence.marks:
            if mark.start < behind or mark.end > limit or ";" in self.scan.flat[behind : mark.start]:
                continue
            name = Name(sentence.at(mark.start), sentence.at(mark.end), mark.start, mark.end)
            found = [s for s in self._meant(sentence, [name]) if not any(_same(s, a) for a in acting)]
            if found:
                return found
        return []

    def _on_condition(self, sentence: Sentence, verb: Verb) -> bool:
        """Whether what someone will do hangs on a condition: "will withdraw unless"."""
        condition = sentence.politics.words["unless"]
        return any(t.low in condition for t in sentence.tokens[verb.after :])

    def _is_no_deed(
        self, sentence: Sentence, verb: Verb, lead: Before, previous: tuple[list[Someone], list[Someone]]
    ) -> bool:
        """Whether a verb is a noun here, or only feared, or the complement of what was told before."""
        if {"noun", "if"} & lead.flags:
            return True
        low = sentence.tokens[verb.first].low
        if sentence.politics.verb_first:
            words = sentence.politics.words
            before_it = sentence.tokens[verb.first - 1] if verb.first else None
            said = before_it is not None and before_it.low in words["that_he"]
            behind_stop = before_it is not None and before_it.kind == "stop" and not said
            noun = low in words["nounlike"] and not said and (bool(previous[0]) or behind_stop)
            return noun or ("infinitive" in lead.flags and "future" not in lead.flags)
        if low in sentence.politics.words["nounlike"] and verb.after == verb.first + 1:
            if not (
                lead.names or lead.pronoun or "infinitive" in lead.flags or {"future", "would", "must"} & lead.flags
            ):
                return True
        if "infinitive" in lead.flags and "future" not in lead.flags:
            return bool(previous[0]) or verb.deed.type not in {"request", "consult"}
        return False

    def _acting(
        self, sentence: Sentence, verb: Verb, lead: Before, previous: tuple[list[Someone], list[Someone]]
    ) -> list[Someone]:
        if lead.names:
            found = self._meant(sentence, lead.names, capital=True)
            if len(found) == 1 and found[0].actor.actor_id is None:
                apposed = [s for s in self._meant(sentence, lead.apposed[:1]) if s.actor.actor_id]
                found = apposed or found
            self._unnamed = not found
            return found
        if lead.pronoun is not None:
            token = lead.pronoun
            return self._taken_up(sentence, token.start, token.end, token.low, previous, [], object=False)
        if lead.inherits or verb_form(sentence, verb):
            subject = main_subject(sentence, verb.first)
            if self._unnamed and (verb_form(sentence, verb) or is_speaker(sentence, subject)):
                return []
            return previous[0] or self._meant(sentence, subject)
        self._unnamed = True
        return []

    def _is_passive(self, sentence: Sentence, verb: Verb, lead: Before) -> bool:
        word = sentence.tokens[verb.first].low
        past = word.endswith(("ed", "en")) or word in sentence.politics.words.get("participles", ())
        by = sentence.tokens[verb.after].low if verb.after < len(sentence.tokens) else ""
        return past and ("be" in lead.flags or by in sentence.politics.words["by"])

    def _meant(self, sentence: Sentence, names: Iterable[Name], *, capital: bool = False) -> list[Someone]:
        """Whom names mean, each once. capital: the capital may stand for its government."""
        found: list[Someone] = []
        for name in names:
            someone = self.people.someone(sentence, name, at=self._day(), capital=capital)
            if someone is not None and not any(_same(someone, other) for other in found):
                found.append(someone)
        return found

    def _day(self) -> date | None:
        return self.last_when.start if self.last_when and self.last_when.precision == "day" else None

    def _taken_up(
        self, sentence: Sentence, start: int, end: int, low: str, previous: tuple[list[Someone], list[Someone]],
        acting: Sequence[Someone], *, object: bool,
    ) -> list[Someone]:  # fmt: skip
        """Whom a pronoun means: the other side told before as object, else who acted, else who was named last."""
        span = self.scan.span(start, end)
        single = low in sentence.politics.words["he"]
        told = previous[1] if object else previous[0]
        told = [s for s in told if not any(_same(s, a) for a in acting)]
        if not told:
            subject = self._meant(sentence, main_subject(sentence, sentence.at(start)))
            told = [s for s in subject if not any(_same(s, a) for a in acting)]
        if single:
            free = [s for s in (*told, *previous[0], *previous[1]) if not any(_same(s, a) for a in acting)]
            person = next((s for s in free if s.actor.type == "person"), None) or self.people.memory.person(start)
            told = [person] if person is not None and not any(_same(person, a) for a in acting) else told
        return [self.people.again(someone, span) for someone in told]

    def _say(
        self, draft: Draft, sentence: Sentence, verb: Verb, deed: Deed, acting: Sequence[Someone],
        others: Sequence[Someone], *, to_come: bool,
    ) -> None:  # fmt: skip
        words = (self.scan.span(verb.start, verb.end), *((self.scan.span(*verb.tail),) if verb.tail else ()))
        draft.say("type", deed.type, words)
        if deed.mode is not None:
            draft.say("mode", deed.mode, words)
        for side, told in (("initiators", acting), ("recipients", others)):
            for someone in told:
                draft.say(side, someone.actor.to_json(), someone.spans, *someone.derived)
        self._say_when(draft, sentence, verb, to_come=to_come)
        self._say_place(draft, sentence, verb, (*acting, *others))
        say_hedge(draft, sentence, verb.start, verb.end)
        says = credit(sentence, min([verb.start, *(s.start for s in acting)]))
        if says is not None and says.quote not in {s.actor.name for s in acting}:
            draft.say("says", says.quote, (says,))

    def _say_when(self, draft: Draft, sentence: Sentence, verb: Verb, *, to_come: bool) -> None:
        told = []
        for mention, reading in self._read_days(sentence):
            if to_come and mention.start > verb.start:
                # "promised to leave by January": the promise was made before.
                continue
            if self.scan.flat.startswith("'s ", mention.end):
                # "Condemned Sunday's bombing": the bombing was on Sunday.
                continue
            if reading is not None:
                near, far = sorted((mention.start, verb.start))
                # A comma between puts a date into another clause.
                commas = self.scan.flat.count(",", near, far)
                told.append((far - near + _COMMA * commas, mention, reading))
        if told:
            _, mention, reading = min(told, key=lambda t: t[0])
            span = self.scan.span(mention.start, mention.end)
            derived = (Derived("metadata", "counted from the day of publication"),) if reading.from_published else ()
            draft.say("when", reading.when.to_json(), (span,), *derived)
            self.last_when = reading.when
            return
        later = self._a_month_later(sentence)
        if later is not None:
            when, span = later
            draft.say("when", when.to_json(), (span,), Derived("rule", "the month after the one told before"))
            self.last_when = when

    def _read_days(self, sentence: Sentence) -> Iterator[tuple[DateMention, Reading | None]]:
        """The dates of a sentence; "a day earlier" counts from the day told last."""
        if self._counted_from[0] != sentence.start:
            self._counted_from = sentence.start, self.last_when
        last = self._counted_from[1]
        for mention in self.scan.dates_in(sentence.start, sentence.end):
            reading = self.calendar.read(mention, last if mention.from_last is not None else None)
            last = reading.when if reading is not None and reading.when.precision == "day" else last
            yield mention, reading

    def _a_month_later(self, sentence: Sentence) -> tuple[When, Span] | None:
        for phrase in sentence.politics.words["months_after"]:
            at = self.scan.flat.find(phrase, sentence.start, sentence.end)
            if at >= 0 and self.last_when is not None:
                year, month = self.last_when.start.year, self.last_when.start.month + 1
                when = When.month(year + (month > 12), 1 if month > 12 else month)
                return when, self.scan.span(at, at + len(phrase))
        return None

    def _say_place(self, draft: Draft, sentence: Sentence, verb: Verb, sides: Sequence[Someone]) -> None:
        found = places.named(self.scan, sentence.start, sentence.end)
        free = [
            p
            for p in found
            if not any(s.start <= p.mark.start < s.end for s in sides)
            and not self._is_actor(sentence, p.mark)
            and (verb.deed.mode == "visit" or self._is_located(p.mark.start))
        ]  # fmt: skip
        if free:
            nearest = min(free, key=lambda p: abs(p.mark.start - verb.start))
            meant = places.chosen(self.scan, [p for p in free if abs(p.mark.start - nearest.mark.start) < 60])
            say_place(draft, self.scan, meant)

    def _is_actor(self, sentence: Sentence, place: Mark) -> bool:
        """Whether a place's name is an actor's here; a state may be both."""
        over = [m for m in sentence.marks if m.overlaps(place.start, place.end)]
        return any(self.scan.theatre.actors[m.value].type != "state" for m in over)

    def _is_located(self, start: int) -> bool:
        return self.scan.pack.grammar.locative.search(self.scan.flat[max(0, start - 14) : start]) is not None

    def _say_about(self, draft: Draft, sentence: Sentence, verb: Verb, reach: int) -> None:
        pattern = sentence.politics.patterns["about"]
        begins = [reach]
        if verb.tail:
            # "told them to": what it is about begins with the last word of the phrase.
            last_word = self.scan.flat.rfind(" ", verb.tail[0], verb.tail[1])
            begins = [last_word if last_word > 0 else verb.tail[0] - 1, verb.tail[0] - 1, reach, verb.end]
        found = next(
            (m for at in begins if at >= verb.end and (m := pattern.match(self.scan.flat, at, sentence.end))), None
        )
        if found is None:
            return
        start = found.start("what")
        # ", the ministry said" is no part of it.
        credited = [at for says in draft.spans("says") if (at := self.scan.text.find(says.quote, start)) > start]
        end = min([found.end("what"), *credited])
        dated = any(day.start - start <= _DATED for day in self.scan.dates_in(start, end))
        if end - start < _LEAST_ABOUT or dated:
            return
        span = self.scan.span(start, end)
        quote = span.quote.rstrip(" ,")
        span = Span(span.start, span.start + len(quote), quote)
        draft.say("about", quote, (span,))


def _joined_to(sentence: Sentence, first: Verb, second: Verb) -> bool:
    """Whether only an "and" stands between two verbs."""
    between = sentence.tokens[first.after : second.first]
    linked = sentence.scan.flat[sentence.tokens[second.first].start : second.start]
    listing = sentence.politics.words["list"]
    return all(t.low in listing for t in between) and bool(between or (linked and linked[0] in listing))


def _same(one: Someone, other: Someone) -> bool:
    if one.actor.actor_id or other.actor.actor_id:
        return one.actor.actor_id == other.actor.actor_id
    return one.actor.name.casefold() == other.actor.name.casefold()


def _as_told(deed: Deed, lead: Before) -> Deed | None:
    """What a verb tells with the small words before it: "will visit" agrees to, "would boycott" threatens, "must" asks.

    Method: PLOVER's codebook takes what someone says he will do for a promise or a threat. None if it tells nothing:
    "may attack", "did not meet".
    """
    if "negated" in lead.flags:
        to_come = {"future", "would"} & lead.flags
        refused = deed.type in {"agree", "concede", "retreat", "aid"} or (to_come and deed.type in _KIND_DEEDS)
        return replace(deed, type="reject", mode="refuse") if refused else None
    if "maybe" in lead.flags:
        return None
    if "must" in lead.flags:
        return replace(deed, type="request", mode="demand")
    if "condition" in lead.flags and deed.type != "consult":
        return replace(deed, type="threaten", mode=None)
    if {"future", "would"} & lead.flags and deed.type in _KIND_DEEDS - {"agree"}:
        return replace(deed, type="agree", mode=None)
    if {"future", "would"} & lead.flags and deed.type in _HARSH:
        return replace(deed, type="threaten", mode=None)
    return deed


__all__ = ["Reader"]
