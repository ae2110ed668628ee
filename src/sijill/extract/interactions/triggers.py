"""Words of a sentence that may tell of an interaction or a tie, with what the small words around them say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sijill.extract.interactions.words import Sentence, Token, Verb
from sijill.lang.signs import Sign, Signs
from sijill.model.vocabulary import TIE_TYPES

_FAR = 11
"""Words within which the second part of a phrase may stand behind its first."""
_BACK = 5
"""Words ahead of a verb among which those are looked for that say whether it is done."""
SEEN = "seen"
"""The form and root of a trigger that no list has."""
_SEEN_AT = 0.5
"""How likely the encoder must take a word for a deed or tie."""
_STEM = 4
"""Letters of a word that another may go on from: "attack" in "attackers"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that may tell of something: tokens [first, after), and its second part's first token, if any.

    type, mode, tie: what it may tell of. form: noun, or the form of the verb. root: the entry of the list it comes
    from. flags: what the words around say: negated, future, would, maybe, must, if, infinitive, passive, relative.
    """

    first: int
    after: int
    start: int
    end: int
    tail: tuple[int, int] | None
    type: str
    mode: str | None
    tie: bool
    form: str
    root: str
    flags: frozenset[str] = field(default_factory=frozenset)
    suffix: str = ""


def triggers(sentence: Sentence, signs: Signs) -> list[Trigger]:
    """The triggers of a sentence in order; of one word those that say most for each type and mode."""
    found: dict[tuple[int, str, str | None, bool], Trigger] = {}
    for at in range(len(sentence.tokens)):
        for trigger in _at(sentence, signs, at):
            key = (trigger.first, trigger.type, trigger.mode, trigger.tie)
            if key not in found or _size(trigger) > _size(found[key]):
                found[key] = trigger
    return sorted(found.values(), key=lambda t: (t.first, t.tie, t.type, t.mode or ""))


def of_verb(sentence: Sentence, verb: Verb) -> Trigger:
    """The trigger that a verb of the older lists is."""
    root = sentence.scan.flat[verb.start : verb.end]
    flags = _flags(sentence, verb.first, "")
    return Trigger(
        verb.first, verb.after, verb.start, verb.end, verb.tail, verb.deed.type, verb.deed.mode, False, "verb", root,
        flags,
    )  # fmt: skip


def of_seen(sentence: Sentence, known: Sequence[Trigger]) -> list[Trigger]:
    """The triggers that no list has and the encoder sees: runs of words that it takes for one deed or tie.

    known: those of the lists.
    """
    text = sentence.scan.seen
    if text is None:
        return []
    listed = {(n, trigger.type) for trigger in known for n in range(trigger.first, trigger.after)}
    found: list[Trigger] = []
    for at, token in enumerate(sentence.tokens):
        shares = text.deeds(token.start, token.end) if token.kind not in {"sign", "date", "name"} else {}
        likeliest = max((name for name in shares if name != "none"), key=lambda name: shares[name], default=None)
        if likeliest is None or shares[likeliest] < _SEEN_AT or (at, likeliest) in listed:
            continue
        if found and found[-1].after == at and found[-1].type == likeliest:
            found[-1] = replace(found[-1], after=at + 1, end=token.end)
            continue
        flags, tie = _flags(sentence, at, ""), likeliest in TIE_TYPES
        one = Trigger(at, at + 1, token.start, token.end, None, likeliest, None, tie, SEEN, SEEN, flags)
        found.append(one)
    return found


def _size(trigger: Trigger) -> int:
    return (trigger.after - trigger.first) + (3 if trigger.tail else 0)


def _at(sentence: Sentence, signs: Signs, at: int) -> Iterator[Trigger]:
    token = sentence.tokens[at]
    if token.kind in {"sign", "date"} or (token.kind == "name" and _is_name(sentence, at)):
        return
    for lead, word, suffix in _parts(sentence, token.low):
        for sign in signs.by_word.get(word, ()):
            if lead and not _may_lead(sentence, lead, sign.form):
                continue
            after = _behind(sentence, sign, at)
            if after is None:
                continue
            tail = _tail(sentence, sign, after) if sign.tail else None
            if sign.tail and tail is None:
                continue
            yield Trigger(
                at, after, token.start, sentence.tokens[after - 1].end, tail, sign.type, sign.mode, sign.tie, sign.form,
                sign.root, _flags(sentence, at, lead), suffix,
            )  # fmt: skip


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether a word is part of a name: "March", "Order of"; the first word of a sentence may be either."""
    token = sentence.tokens[at]
    if sentence.mark_over(token.start, token.end):
        return True
    return sentence.scan.cased and at > 0


@lru_cache(maxsize=1 << 15)
def _variants(low: str, leads: frozenset[str], suffixes: frozenset[str]) -> tuple[tuple[str, str, str], ...]:
    """What a word may be without what is written together with it: (in front, the word, behind).

    leads, suffixes: what a language writes together with a word; () where it writes nothing so.
    """
    found = [("", low, "")]
    for lead in sorted({"", *leads}, key=len):
        rest = low.removeprefix(lead)
        if not low.startswith(lead):
            continue
        for suffix in sorted({"", *suffixes}, key=len):
            if rest.endswith(suffix) and len(rest) - len(suffix) > 1 and (lead or suffix):
                stem = rest[: len(rest) - len(suffix)]
                found.append((lead, stem, suffix))
                found += [(lead, stem[:-1] + end, suffix) for was, end in _SHOWN if suffix and stem.endswith(was)]
    return tuple(found)


_SHOWN = (("\u062a", "\u0647"),)
"""The last letter of a noun as it shows before a pronoun, and as flat text writes it without one."""


def _parts(sentence: Sentence, low: str) -> tuple[tuple[str, str, str], ...]:
    words = sentence.politics.words
    return _variants(low, words["written_before"], words["written_behind"])


def _may_lead(sentence: Sentence, lead: str, form: str) -> bool:
    words = sentence.politics.words
    if form in {"past", "present"}:
        to_come = lead in words["future_leads"] or lead in words["infinitive_leads"]
        return lead in words["verb_leads"] and (not to_come or form == "present")
    return lead not in words["future_leads"]


def _behind(sentence: Sentence, sign: Sign, at: int) -> int | None:
    """The token behind a sign's first words that begin at a token; None if they do not all stand there."""
    tokens = sentence.tokens
    n = at + 1
    for word in sign.words[1:]:
        if n < len(tokens) and tokens[n].low == word:
            n += 1
        elif len(word) == 1 and n < len(tokens) and tokens[n].low.startswith(word):
            # A preposition of one letter is written with the next word.
            return n
        else:
            return None
    return n


def _tail(sentence: Sentence, sign: Sign, after: int) -> tuple[int, int] | None:
    tokens = sentence.tokens
    for n in range(after, min(len(tokens), after + _FAR)):
        if tokens[n].low in {".", ";", "?"}:
            return None
        if _fits(sentence, tokens[n], sign.tail[0]) and all(
            n + k < len(tokens) and tokens[n + k].low == word for k, word in enumerate(sign.tail[1:], 1)
        ):
            return tokens[n].start, tokens[n + len(sign.tail) - 1].end
    return None


def _fits(sentence: Sentence, token: Token, word: str) -> bool:
    if token.low == word:
        return True
    if not sentence.politics.verb_first:
        return len(word) > _STEM and token.low.startswith(word) and len(token.low) - len(word) < _STEM
    return any(
        stem == word or (len(word) >= _STEM and stem.startswith(word)) for _, stem, _ in _parts(sentence, token.low)
    )


def _flags(sentence: Sentence, first: int, lead: str) -> frozenset[str]:
    """What the words ahead of a word say of it."""
    words = sentence.politics.words
    flags = {"future"} if lead in words["future_leads"] else set()
    if lead in words["infinitive_leads"]:
        flags.add("infinitive")
    tokens = sentence.tokens
    for n in range(first - 1, max(-1, first - 1 - _BACK), -1):
        token = tokens[n]
        if token.kind == "sign" and token.low != '"':
            break
        for flag in ("future", "would", "maybe", "must", "be", "infinitive"):
            if token.low in words[flag]:
                flags.add(flag)
        if token.low in words["not"]:
            flags.add("negated")
        if token.low in words["nobody"]:
            flags.add("negated")
        if token.low in words["if"]:
            flags.add("if")
        if token.low in words["intent"]:
            flags.add("intent")
        if token.kind == "relative":
            flags.add("relative")
        if token.kind in {"name", "noun", "verb"} or (sentence.politics.verb_first and n < first - 1):
            break
    for n in range(first - 1, -1, -1):
        if tokens[n].low in {",", ";", ":", '"'}:
            break
        if tokens[n].low in words["if"]:
            flags.add("if")
    return frozenset(flags)


__all__ = ["SEEN", "Trigger", "of_seen", "of_verb", "triggers"]
