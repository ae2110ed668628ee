"""The cast of a sentence: everyone it names, in the order named, each with whom that means and what stands around it.

A name of the register, an office, a stretch that holds one ("Turkish jets"), a name that the register lacks, a common
noun that acts, and what takes an earlier one up: "he", "the group". Who of them did what is judged elsewhere.
"""

from __future__ import annotations

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
        found.append(_mention(sentence, chunk))
        if not chunk.inner and chunk.how not in {"pronoun", "place"}:
            people.memory.named.append(chunk.someone)
    found.sort(key=lambda m: (m.first, -m.after))
    found = _apposed(sentence, found)
    return _listed(sentence, found)


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
    told = list(found)
    for n in range(len(told) - 1):
        one, other = told[n], told[n + 1]
        gap = sentence.tokens[one.after : other.first]
        if one.inner or other.inner or [t.low for t in gap if t.low != '"'] not in ([","], []):
            continue
        for this, that, at, beside in ((one, other, n, other.after), (other, one, n + 1, other.after)):
            closes = beside >= len(sentence.tokens) or sentence.tokens[beside].kind in {"sign", "verb", "stop"}
            person = that.someone.actor.type == _PERSON and that.how in {"listed", "new"}
            title = this.how in {"office", "noun", "taken"} and _is_titled(sentence, this)
            if person and title and closes and this.key != that.key:
                told[at] = replace(this, someone=that.someone)
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
        if one.after <= mention.first and _joined(sentence, one.after, mention):
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
        joined = (lead is not None and lead.low in words) or sentence.scan.flat[begins : begins + cut] in words
        if not joined:
            for n in members[1:]:
                done[n] = replace(told[n], place=0, head=n, lead=_lead(sentence, told[n].first))
    return done


def takes(mentions: Sequence[Mention], key: str) -> bool:
    """Whether one of several means the actor of a key."""
    return any(m.key == key for m in mentions)


__all__ = ["Mention", "cast", "takes"]
