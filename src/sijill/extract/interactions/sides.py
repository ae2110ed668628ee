"""The two sides of a verb: who stands before it and acts, to whom it is done, and what the small words between say."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.interactions.names import Name, left_of, right_of
from sijill.extract.interactions.words import Sentence, Token, Verb, joined

_ASIDE = 22
"""Words that what stands between two commas may have."""
_PREPOSED = 3
"""How many stretches such as "in Baghdad" may stand between who acts and the verb."""
_FAR = 9
"""Words within which a recipient's preposition may stand behind a verb."""


@dataclass(slots=True)
class Before:
    """What stands before a verb: the names, or whom to take up. flags: negated, future, would, maybe, must, passive."""

    names: list[Name] = field(default_factory=list)
    pronoun: Token | None = None
    inherits: bool = False
    apposed: list[Name] = field(default_factory=list)
    """Who is named in an aside behind them: "the head of the region, Masrour Barzani, "."""
    flags: set[str] = field(default_factory=set)


def before(sentence: Sentence, verb: Verb) -> Before:
    """Who acts, by what stands to the left of the verb."""
    told = Before()
    at, preposed = verb.first - 1, 0
    if at >= 0 and sentence.tokens[at].kind == "link":
        # "Iran's support for": a noun.
        told.flags.add("noun")
        return told
    if _is_conditional(sentence, at):
        told.flags.add("if")
    while at >= 0:
        token = sentence.tokens[at]
        _note(sentence, told, token)
        if (
            token.low in sentence.politics.words["infinitive"]
            or token.kind in {"skip", "date"}
            or (token.kind == "word" and token.low.endswith("ly"))
        ):
            told.inherits = told.inherits or token.low in sentence.politics.words["infinitive"]
            if token.low in sentence.politics.words["infinitive"]:
                told.flags.add("infinitive")
                if at and sentence.tokens[at - 1].low in sentence.politics.words["intent"]:
                    # "plans to release", "is ready to fight"
                    told.flags.add("future")
                    at -= 1
            at -= 1
        elif token.low == ")":
            at = _opening(sentence, at) - 1
        elif token.kind == "sign" and token.low in {'"', "'", "-", "("}:
            at -= 1
        elif token.kind == "relative":
            told.flags.add("relative")
            at -= 1
            if at >= 0 and sentence.tokens[at].low == ",":
                at -= 1
        elif token.low == ",":
            opening = _aside(sentence, at)
            if opening is None:
                told.inherits = True
                return told
            told.apposed = right_of(sentence, opening + 1, at) if not told.apposed else told.apposed
            at = opening - 1
        elif token.low in sentence.politics.words["before_place"] and _is_adverbial(sentence, at):
            # "at once disowned"
            at -= 1
        elif token.low in sentence.politics.words["he"] or token.low in sentence.politics.words["they"]:
            told.pronoun = token
            return told
        elif token.low in sentence.politics.words["join"]:
            told.inherits = True
            return told
        elif token.kind in {"name", "noun"}:
            names = left_of(sentence, at)
            first = names[0].first if names else at
            lead = _preposition(sentence, first, at)
            if lead is not None and "relative" in told.flags and not preposed:
                # "talks with Trump, who promised"
                lead = None
            if lead is None or preposed >= _PREPOSED:
                told.names = names if lead is None else []
                grown = sentence.tokens[max(0, first - 2) : first]
                if any(t.low in sentence.politics.words["nobody"] for t in grown):
                    told.flags.add("negated")
                return told
            preposed += 1
            at = lead - 1
        elif preposed and token.low.endswith(("ing", "ed")):
            # "workers affiliated with the union stopped": go on to the workers.
            at -= 1
        elif token.kind == "verb":
            told.inherits = True
            return told
        else:
            # "in Baghdad meeting with": he meets. "about attacking": nobody is said to.
            preposed_form = token.low in sentence.politics.words["before_place"]
            told.inherits = told.inherits or (verb_form(sentence, verb) == "ing" and not preposed_form)
            told.flags |= {"noun"} if preposed_form else set()
            return told
    return told


def _is_adverbial(sentence: Sentence, at: int) -> bool:
    """Whether a preposition stands with a word of time or manner alone."""
    return at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].kind in {"skip", "date"}


def _is_conditional(sentence: Sentence, at: int) -> bool:
    """Whether an "if" or a fear opens the clause: what follows is not said to be done."""
    while at >= 0 and sentence.tokens[at].low not in {",", ";", ":", '"'}:
        if sentence.tokens[at].low in sentence.politics.words["if"]:
            return True
        at -= 1
    return False


def verb_form(sentence: Sentence, verb: Verb) -> str:
    """ "ing" for a form that borrows its subject, else ""."""
    return "ing" if sentence.tokens[verb.first].low.endswith("ing") else ""


def _note(sentence: Sentence, told: Before, token: Token) -> None:
    words = sentence.politics.words
    for flag, section in (
        ("negated", "not"), ("future", "future"), ("would", "would"), ("maybe", "maybe"), ("must", "must"),
        ("be", "be"),
    ):  # fmt: skip
        if token.low in words[section]:
            told.flags.add(flag)


def _opening(sentence: Sentence, at: int) -> int:
    return next((n for n in range(at - 1, -1, -1) if sentence.tokens[n].low == "("), at)


def _aside(sentence: Sentence, at: int) -> int | None:
    """The comma that opens what the comma at `at` closes, if that is an aside: ", who led the talks,"."""
    pattern = sentence.politics.patterns["aside"]
    for n in range(at - 1, max(-1, at - _ASIDE), -1):
        if sentence.tokens[n].low == ",":
            inside = sentence.tokens[n + 1 : at]
            apposed = all(t.kind in {"name", "noun", "date", "link", "modifier"} for t in inside)
            if n > 0 and (apposed or pattern.search(joined(inside))):
                return n
            return None
    return None


def _preposition(sentence: Sentence, first: int, at: int) -> int | None:
    """The preposition that a name stands behind, which is then no subject: "in Baghdad"."""
    n = first - 1
    while n >= 0 and sentence.tokens[n].kind in {"det", "quantity", "modifier", "link"}:
        # "in the northern city of Kirkuk"
        of = sentence.tokens[n].low in sentence.politics.words["of"]
        n -= 2 if of and n and sentence.tokens[n - 1].kind in {"word", "quantity"} else 1
    if n >= 0 and sentence.tokens[n].low in sentence.politics.words["before_place"]:
        return n
    return None


def main_subject(sentence: Sentence, before_token: int) -> list[Name]:
    """The first names of a sentence, which its later verbs borrow."""
    tokens = sentence.tokens
    at = sentence.opens
    comma = next((n for n in range(min(before_token, 14)) if tokens[n].low == ","), None)
    opens = bool(tokens) and (
        tokens[0].low in sentence.politics.words["before_place"] or tokens[0].kind in {"stop", "date"}
    )
    if opens and comma is not None:
        at = comma + 1
    while at < before_token and tokens[at].kind != "verb":
        if tokens[at].kind in {"name", "noun"} and _preposition(sentence, at, at) is None:
            comma = next((n for n in range(at, before_token) if tokens[n].low == ","), before_token)
            return right_of(sentence, at, comma)[:4]
        at += 1
    return []


def behind(sentence: Sentence, verb: Verb) -> tuple[list[Name], Token | None, int]:
    """To whom it is done: the names behind the verb, or the pronoun that stands there; and where to read on."""
    tail_first = sentence.at(verb.tail[0]) if verb.tail else None
    if tail_first is not None and tail_first > verb.after:
        # What stands between the parts of a phrase is its object: "talk the groups out of".
        pronoun = _pronoun(sentence, verb.after)
        inner = (
            right_of(sentence, _to(sentence, verb, _past(sentence, verb.after)), tail_first)
            if "" in verb.deed.to
            else []
        )
        particle = sentence.tokens[tail_first].low in sentence.politics.words["particles"]
        begins = _past(sentence, verb.after)
        named_first = bool(inner) and inner[0].first <= begins + 1 and sentence.tokens[inner[0].first].kind == "name"
        if (particle and (pronoun or inner)) or named_first:
            return inner, pronoun, verb.tail[0] if verb.tail else verb.end
    else:
        pronoun, inner = None, []
    at = sentence.at(verb.tail[1]) if verb.tail else verb.after
    found = _found(sentence, verb, at, _limit(sentence, at))
    if inner and not found[0] and not found[1]:
        return inner, None, found[2]
    return found


def _past(sentence: Sentence, at: int) -> int:
    """Past words of time behind a verb."""
    while at < len(sentence.tokens) and sentence.tokens[at].kind in {"date", "skip"}:
        at += 1
    return at


def _found(sentence: Sentence, verb: Verb, at: int, limit: int) -> tuple[list[Name], Token | None, int]:
    tokens = sentence.tokens
    end = tokens[at - 1].end if at else verb.end
    while (
        at < limit
        and tokens[at].kind in {"date", "skip"}
        and tokens[at].low not in sentence.politics.words["infinitive"]
    ):
        at += 1
    if found := _of_complement(sentence, verb, at, limit):
        return found, None, end
    named_here = _to(sentence, verb, at)
    if "" in verb.deed.to or named_here > at:
        if pronoun := _pronoun(sentence, named_here):
            return [], pronoun, pronoun.end
        if found := right_of(sentence, named_here, limit):
            return found, None, found[-1].end
    for n in range(at, min(limit, at + _FAR + (4 if "" not in verb.deed.to else 0))):
        behind_it = _to(sentence, verb, n)
        if behind_it > n:
            if pronoun := _pronoun(sentence, behind_it):
                return [], pronoun, pronoun.end
            if found := right_of(sentence, behind_it, limit):
                return found, None, end
    return _any_side(sentence, at, limit), None, end


def _any_side(sentence: Sentence, at: int, limit: int) -> list[Name]:
    """The first name behind a preposition that may lead to the other side, where the verb's own leads to none."""
    tokens, words = sentence.tokens, sentence.politics.words
    for n in range(at, min(limit, at + 2 * _FAR)):
        low, kind = tokens[n].low, tokens[n].kind
        if kind in {"verb", "relative"} or low == "," or (kind == "stop" and low not in words["before_place"]):
            break
        if low in words["any_side"]:
            found = right_of(sentence, n + 1, limit)
            if found and any(t.kind == "name" for t in tokens[found[0].first : found[0].after]):
                return found[:1]
    return []


def _of_complement(sentence: Sentence, verb: Verb, at: int, limit: int) -> list[Name]:
    """Whom the deed is about that someone threatens or agrees to do: "threatened to ban the candidates"."""
    tokens = sentence.tokens
    takes = verb.deed.type in {"agree", "threaten", "request", "reject"}
    infinitive = sentence.politics.words["infinitive"]
    at -= at > 0 and tokens[at - 1].low in infinitive
    if not takes or at + 2 >= limit or tokens[at].low not in infinitive:
        return []
    begins = at + 2
    while begins < limit and tokens[begins].low in sentence.politics.words["before_place"]:
        begins += 1
    return right_of(sentence, begins, limit)


def _to(sentence: Sentence, verb: Verb, at: int) -> int:
    """The token behind a recipient's preposition that stands at `at`; `at` itself if none does."""
    tokens = sentence.tokens
    for words in verb.deed.to:
        parts = words.split()
        if parts and [t.low for t in tokens[at : at + len(parts)]] == parts:
            return at + len(parts)
    return at


def _pronoun(sentence: Sentence, at: int) -> Token | None:
    if at >= len(sentence.tokens):
        return None
    token = sentence.tokens[at]
    words = sentence.politics.words
    return token if token.low in words["he"] or token.low in words["they"] else None


def _limit(sentence: Sentence, at: int) -> int:
    """Where the clause ends that begins at `at`: at a full stop, a semicolon or the next relative."""
    for n in range(at, len(sentence.tokens)):
        if sentence.tokens[n].low in {";", ":", "?"}:
            return n
    return len(sentence.tokens)


def by_whom(sentence: Sentence, verb: Verb, words: frozenset[str]) -> list[Name]:
    """Who did what is told in the passive: "ordered by Tehran"."""
    at = sentence.at(verb.tail[1]) if verb.tail else verb.after
    for n in range(at, min(len(sentence.tokens), at + _FAR)):
        if sentence.tokens[n].low in words:
            return right_of(sentence, n + 1, _limit(sentence, n))
    return []


def is_speaker(sentence: Sentence, subject: list[Name]) -> bool:
    """Whether the first names of a sentence only say what the rest tells: "police said that"."""
    if not subject:
        return False
    behind_it = sentence.tokens[subject[-1].after : subject[-1].after + 4]
    return any(t.low in sentence.politics.words["speech"] for t in behind_it)


__all__ = ["Before", "before", "behind", "by_whom", "is_speaker", "main_subject"]
