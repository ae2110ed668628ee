"""Ties that a sentence tells: turns of phrase around two names, "the head of the Quds Force Qaani"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract.draft import Draft
from sijill.extract.interactions.hedges import say_hedge
from sijill.extract.interactions.names import Name, left_of
from sijill.extract.interactions.people import People, Someone
from sijill.extract.interactions.speech import credit
from sijill.extract.interactions.words import Sentence
from sijill.lang.politics import TieFrame
from sijill.model.values import Actor

_GAP = 130
"""Characters that may stand between the two names of a tie."""

_ABOVE = {"member_of": ("leads", "commands"), "leads": ("commands",)}
"""Ties that say more than another of the same two names: who commands a brigade is not said to be its member too."""


_NO_OBJECT = {"leads": ("person", "state"), "commands": ("person", "state")}
"""Types of actors that nobody is said to head or command: who governs a state holds an office."""

LEADS = _ABOVE["member_of"]
"""Ties of who stands at the head of a body."""
CLOSE = frozenset({"leads", "commands", "member_of", "allied", "rival"})
"""Ties that are mostly told aside: what hedges the rest of a sentence does not hedge them."""


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    someone: Someone


def ties(sentence: Sentence, people: People) -> list[Draft]:
    """Drafts of the ties of one sentence, each pair and type once."""
    atoms = _atoms(sentence, people)
    found: list[Draft] = []
    seen: set[tuple[str, str, str]] = set()
    for frame in sentence.politics.ties:
        for one, other, start, end in _pairs(sentence, frame, atoms):
            subject, object = (one, other) if frame.shape == "a_b" else (other, one)
            if frame.people and (subject.someone.actor.type != "person" or _is_office(sentence, subject)):
                continue
            if object.someone.actor.type in _NO_OBJECT.get(frame.type, ()) or _acts_between(
                sentence, frame, one, other
            ):
                continue
            if frame.type == "part_of" and subject.someone.actor.type == "person":
                continue
            type = _by_rank(sentence, frame.type, start, end)
            key = (type, _key(subject), _key(object))
            if key in seen or key[1] == key[2]:
                continue
            seen.add(key)
            told = tie_draft(sentence, type, subject.someone, object.someone, start, end, hedged_by_frame=frame.hedged)
            found.append(told)
    found += [told for told in _titled(sentence, people) if told.key not in {d.key for d in found}]
    keys = {d.key for d in found}
    return [d for d in found if not any(f"{rank}:{_pair(d)}" in keys for rank in _ABOVE.get(str(d.value("type")), ()))]


def _by_rank(sentence: Sentence, type: str, start: int, end: int) -> str:
    """Who leads as its commander commands it; who is the deputy of its head is one of it."""
    first = sentence.over(start)
    tokens = sentence.tokens[max(0, first - 1) : sentence.at(end)]
    if type in LEADS and any(sentence.bare(t) in sentence.politics.words["deputies"] for t in tokens):
        return "member_of"
    commander = any(sentence.bare(t) in sentence.politics.words["commanders"] for t in tokens)
    return "commands" if type == "leads" and commander else type


def _acts_between(sentence: Sentence, frame: TieFrame, one: _Atom, other: _Atom) -> bool:
    """Whether one does something to who stands behind: "received the commander of" makes the host no commander."""
    if frame.type not in _NO_OBJECT or frame.shape != "a_b":
        return False
    return any(one.end <= verb.start < other.start for verb in sentence.verbs)


def _titled(sentence: Sentence, people: People) -> Iterator[Draft]:
    """Who is named right behind a title that the register knows as a name of his: "Sadrist leader Muqtada al-Sadr"."""
    marks = sorted(sentence.marks, key=lambda m: m.start)
    for title, name in itertools.pairwise(marks):
        first, after = sentence.over(title.start), sentence.at(title.end)
        lead = sentence.tokens[first]
        gap = sentence.scan.flat[title.end : name.start]
        if title.value != name.value or gap.strip(" ,") or after - first < 2:
            continue
        if sentence.bare(lead) not in sentence.politics.words["heads"]:
            continue
        rest = sentence.scan.span(sentence.tokens[first + 1].start, title.end)
        body = people.register.meant(rest.quote, people.code, at=people.at)
        row = people.theatre.actors.get(body.id) if body is not None else None
        if row is None or row.type in _NO_OBJECT["leads"]:
            continue
        holder = people.theatre.actors[name.value]
        who = sentence.scan.span(name.start, name.end)
        type = _by_rank(sentence, "leads", title.start, title.end)
        yield tie_draft(
            sentence,
            type,
            Someone(Actor(who.quote, holder.id, holder.type), (who,), (), name.start, name.end),
            Someone(Actor(rest.quote, row.id, row.type), (rest,), (), rest.start, rest.end),
            title.start,
            name.end,
        )


def _pair(draft: Draft) -> str:
    return str(draft.key).split(":", 1)[1]


def _is_office(sentence: Sentence, atom: _Atom) -> bool:
    """Whether it is only an office that is named, in a script with capitals to tell by."""
    actor = atom.someone.actor
    return actor.actor_id is None and sentence.scan.cased and not any(c.isupper() for c in actor.name)


def _key(atom: _Atom) -> str:
    return atom.someone.actor.actor_id or atom.someone.actor.name.casefold()


def _atoms(sentence: Sentence, people: People) -> list[_Atom]:
    """The names of a sentence one by one: the register's, and runs of others between them."""
    found: list[_Atom] = []
    for mark in sentence.marks:
        name = Name(sentence.at(mark.start), sentence.at(mark.end), mark.start, mark.end)
        someone = people.someone(sentence, name)
        if someone is not None:
            found.append(_Atom(mark.start, mark.end, someone))
    at = 0
    tokens = sentence.tokens
    while at < len(tokens):
        token = tokens[at]
        if token.kind not in {"name", "noun"} or any(a.start < token.end and token.start < a.end for a in found):
            at += 1
            continue
        after = at + 1
        while (
            after < len(tokens)
            and tokens[after].kind in {"name", "noun"}
            and not _over(found, tokens[after].start, tokens[after].end)
        ):
            after += 1
        for name in left_of(sentence, after - 1)[-1:]:
            if not _over(found, name.start, name.end) and not _is_title(sentence, name):
                someone = people.someone(sentence, name)
                if someone is not None:
                    found.append(_Atom(name.start, name.end, someone))
        at = after
    return _apposed(sentence, sorted(found, key=lambda a: a.start))


def _apposed(sentence: Sentence, found: Sequence[_Atom]) -> list[_Atom]:
    """A noun set beside a name with a comma is the one named: "Harakat al-Nujaba, an Iraqi group that is armed by"."""
    told = list(found[:1])
    for before, atom in itertools.pairwise(found):
        known = told[-1].someone.actor
        noun = atom.someone.actor.actor_id is None and not atom.someone.many
        noun = noun and sentence.tokens[sentence.at(atom.end) - 1].kind == "noun"
        gap = sentence.politics.patterns["apposed"].fullmatch(sentence.scan.flat, before.end, atom.start)
        if noun and gap and known.actor_id and known.type != "person":
            told.append(_Atom(atom.start, atom.end, told[-1].someone))
        else:
            told.append(atom)
    return told


def _over(found: Sequence[_Atom], start: int, end: int) -> bool:
    return any(a.start < end and start < a.end for a in found)


def _is_title(sentence: Sentence, name: Name) -> bool:
    return all(t.low in sentence.politics.words["titles"] for t in sentence.tokens[name.first : name.after])


def _pairs(sentence: Sentence, frame: TieFrame, atoms: Sequence[_Atom]) -> Iterator[tuple[_Atom, _Atom, int, int]]:
    flat = sentence.scan.flat
    for n, one in enumerate(atoms):
        if frame.before is not None and frame.before.search(flat[sentence.start : one.start]) is None:
            continue
        for m in range(n + 1, min(len(atoms), n + 5)):
            other = atoms[m]
            if other.start - one.end > _GAP:
                break
            if frame.between.fullmatch(flat, one.end, other.start) is None:
                continue
            if m + 1 < len(atoms) and flat[other.end : atoms[m + 1].start] == "'s ":
                # "part of Iran's Revolutionary Guard"
                m, other = m + 1, atoms[m + 1]
            if frame.after is not None and frame.after.match(flat, other.end) is None:
                continue
            start = one.start
            if frame.before is not None and (lead := frame.before.search(flat[sentence.start : one.start])):
                start = sentence.start + lead.start()
            for left in _listed_left(sentence, atoms, n, frame):
                for right in _listed_right(sentence, atoms, m, frame):
                    yield left, right, min(start, left.start), max(other.end, right.end)
            break


def _listed_left(sentence: Sentence, atoms: Sequence[_Atom], n: int, frame: TieFrame) -> list[_Atom]:
    """A name and those that a list joins to it: "Kataib Hezbollah and Asaib Ahl al-Haq were created by"."""
    found = [atoms[n]]
    pattern = sentence.politics.patterns["listed"]
    while frame.before is None and n > 0 and pattern.fullmatch(sentence.scan.flat, atoms[n - 1].end, atoms[n].start):
        n -= 1
        found.insert(0, atoms[n])
    return found


def _listed_right(sentence: Sentence, atoms: Sequence[_Atom], m: int, frame: TieFrame) -> list[_Atom]:
    found = [atoms[m]]
    pattern = sentence.politics.patterns["listed"]
    person = atoms[m].someone.actor.type == "person"
    while not person and m + 1 < len(atoms) and pattern.fullmatch(sentence.scan.flat, atoms[m].end, atoms[m + 1].start):
        m += 1
        found.append(atoms[m])
    return found


def tie_draft(
    sentence: Sentence, type: str, subject: Someone, object: Someone, start: int, end: int, *,
    hedged_by_frame: bool = False,
) -> Draft:  # fmt: skip
    """A draft of one tie that stands at [start, end). hedged_by_frame: the turn of phrase only hints at it."""
    scan = sentence.scan
    names = (someone.actor.actor_id or someone.actor.name for someone in (subject, object))
    draft = Draft("tie", start, end, key=":".join((type, *names)))
    words = scan.span(start, end)
    draft.say("type", type, (words,))
    draft.say("subject", subject.actor.to_json(), subject.spans, *subject.derived)
    draft.say("object", object.actor.to_json(), object.spans, *object.derived)
    hint = words if hedged_by_frame else None
    say_hedge(draft, sentence, start, end, tie=True, close=type in CLOSE, hint=hint)
    says = credit(sentence, start)
    if says is not None and not re.search(re.escape(says.quote), words.quote):
        draft.say("says", says.quote, (says,))
    return draft


__all__ = ["CLOSE", "LEADS", "tie_draft", "ties"]
