"""The place that someone has in the clause of a trigger: its subject, its object, whom a preposition leads to.

A shallow grammar of clauses. What it gives is the same for active and passive, and in a language that puts the verb
first for either order, so that little has to be learned of each verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from sijill.extract.interactions.asides import asides, hidden
from sijill.extract.interactions.cast import Mention
from sijill.extract.interactions.triggers import Trigger
from sijill.extract.interactions.words import Sentence

_FAR = 12
"""Words behind a trigger within which a preposition may still lead to someone of its clause."""
_OPEN = frozenset({"^", "word", "verb", "date", "noun", "name", ",", ":", ";", '"', "-"})
_FINITE = frozenset({"past", "present", "s", "base", "verb", "done", "ing", "part"})


def slots(
    sentence: Sentence, cast: Sequence[Mention], trigger: Trigger, finite: Sequence[int], carried: int
) -> list[str]:
    """The place of each of a cast in the clause of a trigger. finite: first tokens of the sentence's verbs."""
    own = len(cast) - carried
    find = _verb_first if sentence.politics.verb_first else _subject_first
    aside = hidden(asides(sentence, finite), trigger.first)
    told = find(sentence, cast[:own], trigger, [verb for verb in finite if verb not in aside], aside)
    return [*told, *("carried" for _ in range(carried))]


def _subject_first(
    sentence: Sentence, cast: Sequence[Mention], trigger: Trigger, finite: Sequence[int], aside: frozenset[int]
) -> list[str]:
    words = sentence.politics.words
    told = ["far"] * len(cast)
    passive = is_passive(sentence, trigger)
    subject = _subject(sentence, cast, trigger, finite, aside)
    taken = False
    for n, mention in enumerate(cast):
        left, right = mention.after <= trigger.first, mention.first >= trigger.after
        if not (left or right):
            told[n] = "inside"
            continue
        if mention.first in aside:
            told[n] = "aside" if right else "left:aside"
            continue
        lead = _lead(sentence, cast, n)
        if left:
            if mention.head == subject and not mention.inner:
                told[n] = "object" if passive else "subject"
            elif _owns(sentence, mention, trigger):
                told[n] = "owner"
            elif lead in words["before_place"] or lead in words["of"]:
                told[n] = f"left:{lead}"
            else:
                told[n] = "left:inner" if mention.inner else "left"
            continue
        if _cut_off(sentence, trigger.after, _begin(cast, n), finite, trigger, aside):
            told[n] = f"beyond:{lead}" if lead in words["before_place"] else "beyond"
            continue
        if lead in words["by"]:
            told[n] = "subject" if passive or trigger.form == "noun" else "by"
        elif lead in words["before_place"] or lead in words["of"]:
            told[n] = f"to:{lead}"
        elif mention.inner:
            told[n] = "inner"
        elif not taken:
            told[n] = "object" if not passive else "second"
        else:
            told[n] = "next"
        if not mention.inner and lead not in words["before_place"] and mention.place == 0:
            taken = True
    return told


def _subject(
    sentence: Sentence, cast: Sequence[Mention], trigger: Trigger, finite: Sequence[int], aside: frozenset[int]
) -> int | None:
    """The first of the list that is the subject of a trigger: the nearest to its left that no preposition leads to.

    Past verbs in between it is that of the verb which the trigger is joined to.
    """
    words = sentence.politics.words
    best: int | None = None
    for n in range(len(cast) - 1, -1, -1):
        mention = cast[n]
        if mention.after > trigger.first or mention.inner or mention.first in aside:
            continue
        lead = _lead(sentence, cast, n)
        if (lead in words["before_place"] or lead in words["of"]) and not _is_taken_up(sentence, mention, trigger):
            continue
        if any(mention.after <= v < trigger.first for v in finite) and _is_object(sentence, mention, finite):
            continue
        best = mention.head
        break
    return best


def _is_taken_up(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a relative right behind someone leads to a trigger: "from the ministry, which deplored"."""
    at = mention.after
    if at < len(sentence.tokens) and sentence.tokens[at].low == ",":
        at += 1
    return at < len(sentence.tokens) and sentence.tokens[at].kind == "relative" and at + 3 >= trigger.first


def _is_object(sentence: Sentence, mention: Mention, finite: Sequence[int]) -> bool:
    """Whether a verb stands right ahead of someone, whose object he then is."""
    at = mention.first - 1
    while at >= 0 and sentence.tokens[at].kind in {"det", "quantity", "modifier"}:
        at -= 1
    return at >= 0 and (sentence.tokens[at].kind == "verb" or at in finite)


def _lead(sentence: Sentence, cast: Sequence[Mention], n: int) -> str:
    mention = cast[n]
    head = cast[mention.head] if mention.place and mention.head < len(cast) else mention
    return head.lead


def _begin(cast: Sequence[Mention], n: int) -> int:
    mention = cast[n]
    head = cast[mention.head] if mention.place and mention.head < len(cast) else mention
    return head.first


def _owns(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    follows = sentence.tokens[mention.after] if mention.after < len(sentence.tokens) else None
    near = trigger.first - mention.after <= 3
    return near and follows is not None and follows.low in {"'s", "'"}


def _cut_off(
    sentence: Sentence, after: int, first: int, finite: Sequence[int], trigger: Trigger, aside: frozenset[int]
) -> bool:
    """Whether another clause begins between a trigger and someone behind it."""
    between = [n for n in range(after, first) if n not in aside]
    if len(between) > _FAR + 4:
        return True
    for n in between:
        token = sentence.tokens[n]
        if token.low in {";", ":", "."} or token.kind == "relative":
            return True
        if n in finite and n > after + 1 and (trigger.tail is None or token.start >= trigger.tail[1]):
            if not sentence.politics.verb_first or _opens_clause(sentence, n):
                return True
    return False


def _opens_clause(sentence: Sentence, n: int) -> bool:
    """Whether a verb stands behind a sign, a small word or an "and" written to it."""
    token, before = sentence.tokens[n], sentence.tokens[n - 1]
    joined = token.low[:1] in sentence.politics.words["joining_letters"] and token.kind == "verb"
    return joined or before.kind in {"sign", "relative", "stop"}


def is_passive(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what is done is told of the one to whom it is done."""
    if trigger.form not in {"past", "done", "verb"}:
        return False
    words = sentence.politics.words
    if sentence.politics.verb_first:
        raw = sentence.text(trigger.start, min(trigger.end, trigger.start + 4))
        return trigger.form == "past" and any(mark in raw for mark in words["passive_marks"])
    participle = trigger.form == "done" or sentence.tokens[trigger.first].low.endswith("ed") or trigger.form == "past"
    near = [t.low for t in sentence.tokens[trigger.after : trigger.after + 7]]
    if (
        "be" in trigger.flags
        and participle
        and not {"have", "has", "had"} & {t.low for t in sentence.tokens[trigger.first - 1 : trigger.first]}
    ):
        return True
    by = next((n for n, low in enumerate(near) if low in words["by"]), None)
    bare = trigger.first > 0 and sentence.tokens[trigger.first - 1].kind in {"name", "noun", "word", "sign", "modifier"}
    return by is not None and by <= 3 and participle and bare


def _verb_first(
    sentence: Sentence, cast: Sequence[Mention], trigger: Trigger, finite: Sequence[int], aside: frozenset[int]
) -> list[str]:
    words = sentence.politics.words
    told = ["far"] * len(cast)
    subject = _before_verb(sentence, cast, trigger, finite, aside)
    passive = is_passive(sentence, trigger)
    finite_form = trigger.form in {"past", "present", "verb"}
    bare = 0
    for n, mention in enumerate(cast):
        left, right = mention.after <= trigger.first, mention.first >= trigger.after
        lead = _lead(sentence, cast, n)
        if not (left or right):
            told[n] = "inside"
        elif mention.first in aside:
            told[n] = "aside" if right else "left:aside"
        elif left:
            if subject is not None and mention.head == subject and not mention.inner:
                told[n] = "object" if passive else "subject" if finite_form else "left-subject"
            else:
                told[n] = "left:inner" if mention.inner else f"left:{lead}" if lead in words["before_place"] else "left"
        elif _cut_off(sentence, trigger.after, _begin(cast, n), finite, trigger, aside):
            told[n] = "beyond"
        elif mention.inner:
            told[n] = "inner"
        elif lead in words["before_place"] or (sentence.tokens[_begin(cast, n)].cut and lead not in words["list"]):
            told[n] = f"to:{lead}"
        else:
            led = mention.place == 0
            at = bare if led else max(0, bare - 1)
            bare += led
            if finite_form and subject is None:
                told[n] = ("object" if passive else "subject") if at == 0 else "object" if at == 1 else "next"
            elif finite_form:
                told[n] = "object" if at == 0 else "next"
            else:
                told[n] = f"bare{min(2, at)}"
    if finite_form and "subject" not in told and bare == 0 and not passive:
        told = [
            "subject-before" if t == "left" and cast[n].head == _last_left(cast, trigger) else t
            for n, t in enumerate(told)
        ]
    return told


def _last_left(cast: Sequence[Mention], trigger: Trigger) -> int | None:
    return next((m.head for m in reversed(cast) if m.after <= trigger.first and not m.inner), None)


def _before_verb(
    sentence: Sentence, cast: Sequence[Mention], trigger: Trigger, finite: Sequence[int], aside: frozenset[int]
) -> int | None:
    """Who stands ahead of a verb as its subject: at the head of its clause, with no other verb between."""
    words = sentence.politics.words
    for n in range(len(cast) - 1, -1, -1):
        mention = cast[n]
        if mention.after > trigger.first or mention.inner or mention.how == "pronoun" or mention.first in aside:
            continue
        head = cast[mention.head] if mention.head < len(cast) else mention
        if any(mention.after <= v < trigger.first for v in finite):
            return None
        lead = head.lead
        cut = sentence.tokens[head.first].cut
        opens = head.first == 0 or lead in {"^", ":", ",", ";", '"', "-", "."} or lead in words["that_he"]
        opens = opens or lead in words["infinitive"] or (cut > 0 and lead in words["list"])
        follows = sentence.tokens[mention.after] if mention.after < len(sentence.tokens) else None
        relative = follows is not None and follows.kind == "relative" and mention.after + 1 >= trigger.first
        if relative or (opens and lead not in words["before_place"]):
            return mention.head
        return None
    return None


__all__ = ["is_passive", "slots"]
