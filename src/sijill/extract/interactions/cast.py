"""The cast of a sentence: everyone it names, in the order named, each with whom that means and what stands around it.

A name of the register, an office, a stretch that holds one ("Turkish jets"), a name that the register lacks, a common
noun that acts, and what takes an earlier one up: "he", "the group". Who of them did what is judged elsewhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.extract.interactions.chunks import Chunk, chunks
from sijill.extract.interactions.people import People, Someone
from sijill.extract.interactions.words import Sentence

_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: tokens [first, after), offsets [start, end), whom it means and how that is known.

    how: listed, office, chunk, new, noun, place, taken or pronoun. inner: it stands within another's naming, as the
    group does in "the group's leader". lead: the small word ahead of it, "" if none. place: its number in a list of
    several, 0 for the first; head: the number of that first one in the cast.
    """

    first: int
    after: int
    start: int
    end: int
    someone: Someone
    how: str
    inner: bool = False
    lead: str = ""
    place: int = 0
    head: int = 0

    @property
    def key(self) -> str:
        """What tells whether two mentions mean the same one."""
        return self.someone.actor.actor_id or self.someone.actor.name.casefold()


def cast(sentence: Sentence, people: People) -> list[Mention]:
    """Everyone that a sentence names, in order; people remembers them for the sentences behind."""
    found: list[Mention] = []
    for chunk in chunks(sentence, people):
        both = _both(sentence, chunk, people, found)
        if both:
            found += both
            continue
        found.append(_mention(sentence, chunk))
        if not chunk.inner and chunk.how not in {"pronoun", "place"}:
            people.memory.named.append(chunk.someone)
    found.sort(key=lambda m: (m.first, -m.after))
    found = _apposed(sentence, _sent(sentence, found))
    outer = [m.someone for m in found if not m.inner and m.how != "place"]
    people.memory.last = outer or people.memory.last
    return _listed(sentence, found)


def _both(sentence: Sentence, chunk: Chunk, people: People, found: Sequence[Mention]) -> list[Mention]:
    """The two that were told of before, where "the two sides", "both ministers" or "they" takes them up: the persons
    named ahead in the sentence where they are two, else those that the sentence before is about."""
    words = sentence.politics.words
    ahead = {m.key: m.someone for m in found if not m.inner and m.someone.actor.type == _PERSON}
    two = list(ahead.values()) if len(ahead) == 2 else people.memory.two()
    token, lead = sentence.tokens[chunk.after - 1], sentence.tokens[chunk.first - 1] if chunk.first else None
    sides = sentence.bare(token) in words["sides"] or token.low in words["two"]
    if sides and words["two"]:
        counted = [t.low for t in sentence.tokens[max(0, chunk.first - 2) : chunk.after]]
        sides = any(low in words["two"] for low in counted)
    they = chunk.how == "pronoun" and token.low in words["they"] and _many(two) and chunk.after - chunk.first == 1
    if len(two) < 2 or chunk.inner or not (they or (sides and chunk.how in {"noun", "taken"})):
        return []
    if they and (lead is not None and lead.kind not in {"sign", "skip", "link", "relative"}) and not words["two"]:
        return []
    span = sentence.scan.span(chunk.start, chunk.end)
    one = _mention(sentence, chunk)
    return [replace(one, someone=people.again(who, span), how="pronoun") for who in two]


def _many(two: Sequence[Someone]) -> bool:
    """Whether two are both persons: of others "they" may be the last alone."""
    return len(two) == 2 and all(s.actor.type == _PERSON for s in two)


def _sent(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """Who is told by whom he heads or speaks for is named with them: "the ambassador of Jordan"."""
    told: list[Mention] = []
    words = sentence.politics.words
    for mention in found:
        before = told[-1] if told else None
        gap = [t.low for t in sentence.tokens[before.after : mention.first]] if before is not None else []
        sent = gap[:1] and gap[0] in words["of"] | words["from"] and all(low in words["the"] for low in gap[1:])
        holds = before is not None and before.how in {"noun", "new"} and mention.how in {"listed", "new", "office"}
        if before is None or not sent or not holds or sentence.tokens[before.after - 1].low not in words["sent_by"]:
            told.append(mention)
            continue
        span = sentence.scan.span(before.start, mention.end)
        actor = replace(before.someone.actor, name=span.quote)
        whole = replace(before.someone, actor=actor, spans=(span,), end=mention.end)
        told[-1] = replace(before, after=mention.after, end=mention.end, someone=whole)
        told.append(replace(mention, inner=True))
    return told


def _mention(sentence: Sentence, chunk: Chunk) -> Mention:
    lead = _lead(sentence, chunk.first)
    return Mention(chunk.first, chunk.after, chunk.start, chunk.end, chunk.someone, chunk.how, chunk.inner, lead)


def _lead(sentence: Sentence, first: int) -> str:
    """The small word that leads to a naming: a preposition, written with it or not."""
    token = sentence.tokens[first]
    if token.cut:
        return sentence.scan.flat[token.start : token.start + token.cut]
    at = first - 1
    while at >= 0 and sentence.tokens[at].kind in {"det", "quantity", "modifier"}:
        at -= 1
    if at < 0:
        return "^"
    token = sentence.tokens[at]
    if token.kind in {"verb", "name", "noun", "date"}:
        return token.kind
    return token.low if token.kind in {"stop", "link", "skip", "relative", "sign", "det"} else "word"


def _apposed(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """An office told with a comma beside its holder means the holder: "the foreign minister, Fuad Hussein,"."""
    told, counterparts = list(found), sentence.politics.words["counterparts"]
    for n, m in itertools.pairwise([n for n, mention in enumerate(told) if not mention.inner]):
        one, other = told[n], told[m]
        gap = sentence.tokens[one.after : other.first]
        if [t.low for t in gap if t.low != '"'] not in ([","], []):
            continue
        for this, that, at, beside in ((one, other, n, other.after), (other, one, m, other.after)):
            closes = beside >= len(sentence.tokens) or sentence.tokens[beside].kind in {"sign", "verb", "stop"}
            person = that.someone.actor.type == _PERSON and that.how in {"listed", "new"}
            named = that.how == "new" and that.someone.actor.type is None and " " in that.someone.actor.name
            title = this.how in {"office", "noun", "taken"} and _is_titled(sentence, this)
            title = title or (this.how == "new" and sentence.bare(sentence.tokens[this.after - 1]) in counterparts)
            if not gap and this is other and sentence.politics.verb_first and this.how == "office":
                # Two who stand side by side: who acts, and whom it is done to.
                title = False
            if (person or (named and title)) and title and closes and this.key != that.key:
                someone = replace(that.someone, actor=replace(that.someone.actor, type=_PERSON))
                told[at] = replace(this, someone=someone)
                told[m if at == n else n] = replace(that, someone=someone)
                break
    return told


def _is_titled(sentence: Sentence, mention: Mention) -> bool:
    titles = sentence.politics.words["titles"]
    return any(sentence.bare(t) in titles for t in sentence.tokens[mention.first : mention.after])


def _listed(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """Number those that a list joins: "Hadi al-Amiri, Nouri al-Maliki and Qais al-Khazali"."""
    told: list[Mention] = []
    for mention in found:
        before = next((n for n in range(len(told) - 1, -1, -1) if not told[n].inner), None)
        if before is None or mention.inner:
            told.append(replace(mention, head=len(told)))
            continue
        one = told[before]
        if (one.first, one.after) == (mention.first, mention.after):
            # Both are meant by the same words.
            told.append(replace(mention, place=one.place + 1, head=one.head, lead=one.lead))
        elif one.after <= mention.first and _joined(sentence, one.after, mention):
            told.append(replace(mention, place=one.place + 1, head=one.head, lead=one.lead))
        else:
            told.append(replace(mention, head=len(told)))
    return _closed(sentence, told)


def _joined(sentence: Sentence, after: int, mention: Mention) -> bool:
    """Whether only commas, an "and" and small words stand between two."""
    words = sentence.politics.words
    gap = sentence.tokens[after : mention.first]
    cut = sentence.scan.flat[
        sentence.tokens[mention.first].start : sentence.tokens[mention.first].start + sentence.tokens[mention.first].cut
    ]
    joining = [t for t in gap if t.low in words["list"] or t.low == ","]
    rest = [t for t in gap if t not in joining and t.kind not in {"det", "quantity", "modifier"} and t.low != '"']
    return not rest and bool(joining or (cut and cut in words["list"]))


def _closed(sentence: Sentence, told: list[Mention]) -> list[Mention]:
    """A list of commas alone is none: its last member needs an "and"."""
    words = sentence.politics.words["list"]
    done = list(told)
    heads = {m.head for m in told if m.place}
    for head in heads:
        members = [n for n, m in enumerate(told) if m.head == head]
        last = told[members[-1]]
        lead = sentence.tokens[last.first - 1] if last.first else None
        while lead is not None and lead.kind in {"det", "quantity", "modifier"} and lead.start:
            at = sentence.tokens.index(lead)
            lead = sentence.tokens[at - 1] if at else None
        cut = sentence.tokens[last.first].cut
        begins = sentence.tokens[last.first].start
        twins = any(told[n].first == told[members[0]].first for n in members[1:])
        joined = twins or (lead is not None and lead.low in words) or sentence.scan.flat[begins : begins + cut] in words
        if not joined:
            for n in members[1:]:
                done[n] = replace(told[n], place=0, head=n, lead=_lead(sentence, told[n].first))
    return done


def takes(mentions: Sequence[Mention], key: str) -> bool:
    """Whether one of several means the actor of a key."""
    return any(m.key == key for m in mentions)


__all__ = ["Mention", "cast", "takes"]
