"""Names of those who act: the stretches of a sentence that name someone, to the left and to the right of a verb."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.extract.interactions.words import Sentence, Token

_NAMING = frozenset({"name", "noun"})
_FEW = 3
"""Words of no known kind that may stand before a name: "the newly formed ..."."""
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that names someone, tokens [first, after), offsets [start, end) in the scan's text."""

    first: int
    after: int
    start: int
    end: int


def named(sentence: Sentence, first: int, after: int, *, loose: bool = False) -> Name | None:
    """The name that tokens [first, after) hold, without small words at its ends; None if no name is left.

    loose: a word that no list knows may be a name, as where a language has no capitals.
    """
    tokens = sentence.tokens
    while first < after and tokens[first].kind in {"det", "quantity", "link", "skip", "stop", "sign", "modifier"}:
        if tokens[first].kind == "modifier" and tokens[first].end - tokens[first].start > 3:
            break
        first += 1
    if not sentence.politics.verb_first:
        # "to expand the alliance": what stands before the article is no part of the name.
        naming = next((n for n in range(first, after) if tokens[n].kind in _NAMING), first)
        first = max([first, *(n + 1 for n in range(first, naming) if tokens[n].kind == "det")])
    while after > first and tokens[after - 1].kind not in _NAMING and tokens[after - 1].kind != "word":
        after -= 1
    first = _apposed(sentence, first, after)
    if first >= after or not any(
        t.kind in _NAMING or (loose and _is_loose(sentence, first, after)) for t in tokens[first:after]
    ):
        return None
    return Name(first, after, tokens[first].start + tokens[first].cut, tokens[after - 1].end)


def _is_loose(sentence: Sentence, first: int, after: int) -> bool:
    """Whether two words that no list knows are written as a person's name is: the second alone with an article."""
    article = sentence.scan.pack.grammar.article
    tokens = sentence.tokens[first:after]
    written = [sentence.scan.flat.startswith(article, t.start + t.cut) for t in tokens]
    return bool(article) and len(tokens) == 2 and all(t.kind == "word" for t in tokens) and written == [False, True]


def _apposed(sentence: Sentence, first: int, after: int) -> int:
    """Where the proper name begins behind a common noun: "human rights watchdog Amnesty International"."""
    tokens = sentence.tokens
    for n in range(after - 1, first, -1):
        if tokens[n].kind != "name":
            return n + 1 if tokens[n].kind == "noun" and n + 1 < after and not _is_title(sentence, tokens[n]) else first
    return first


def _is_title(sentence: Sentence, token: Token) -> bool:
    written = sentence.text(token.start, token.end)
    return (
        token.low in sentence.politics.words["titles"]
        or any(c.isupper() for c in written)
        or sentence.politics.verb_first
    )


def right_of(sentence: Sentence, at: int, limit: int) -> list[Name]:
    """The names that begin at token `at`, one after another where a list joins them, up to token `limit`."""
    found: list[Name] = []
    tokens = sentence.tokens
    # "a meeting between A and B was held": both are of the list.
    two = at > 0 and tokens[at - 1].low in sentence.politics.words["between"]
    while at < limit:
        begins = _lead(sentence, at, limit)
        if begins is None:
            break
        end = _grow_right(sentence, begins, limit)
        # "and the government has": the next clause begins, and its subject is no part of the list.
        if found and end < limit and _begins_clause(sentence, end) and not two:
            break
        name = named(sentence, begins, end)
        if name is None:
            break
        # ", the ministry said": it speaks.
        if found and end < limit and tokens[end].low in sentence.politics.words["speech"]:
            break
        found.append(name)
        example = _example(sentence, end, limit)
        if example is not None:
            found = []
            at = example
            continue
        following = _next_in_list(sentence, end, limit)
        if following is None:
            break
        at = following
    return found


def _begins_clause(sentence: Sentence, end: int) -> bool:
    token = sentence.tokens[end]
    words = sentence.politics.words
    return token.kind == "verb" or (
        token.kind == "skip" and any(token.low in words[w] for w in ("be", "have", "future"))
    )


def _lead(sentence: Sentence, at: int, limit: int) -> int | None:
    """Where the naming part begins, past articles, numbers and a few adjectives; None if none is near."""
    tokens, passed = sentence.tokens, 0
    begins = at
    while at < limit:
        kind = tokens[at].kind
        if kind == "noun" and passed < _FEW and _is_attribute(sentence, at, limit):
            passed += 1
            at += 1
            continue
        if kind in _NAMING:
            return begins
        if kind in {"det", "quantity", "modifier"} or (kind == "link" and at > begins):
            at += 1
            # "the killing of the adviser": whom it names is behind.
            begins = at if kind == "link" and passed else begins
            continue
        if kind == "word" and passed < _FEW and tokens[at].low[:1].isalpha():
            passed += 1
            at += 1
            continue
        if kind == "sign" and tokens[at].low == '"' and at == begins:
            at += 1
            begins = at
            continue
        return None
    return None


def _is_attribute(sentence: Sentence, at: int, limit: int) -> bool:
    """Whether a noun only says of what kind the next word is: "all official contact"."""
    token = sentence.tokens[at]
    if sentence.politics.verb_first or at + 1 >= limit or sentence.mark_over(token.start, token.end):
        return False
    follows = sentence.tokens[at + 1]
    return follows.kind == "word" and not follows.low.endswith(("ing", "ed")) and follows.low[:1].isalpha()


def _grow_right(sentence: Sentence, at: int, limit: int) -> int:
    """Where the name that begins at token `at` ends."""
    tokens, seen, begins = sentence.tokens, False, at
    while at < limit and at - begins < _LONGEST:
        token = tokens[at]
        if seen and token.cut and not sentence.mark_over(token.start, token.start + token.cut):
            break
        if token.kind in _NAMING:
            seen = True
            at += 1
            continue
        if token.kind in {"det", "quantity", "modifier", "word", "link"} and not seen:
            at += 1
            continue
        if token.kind == "link" and _goes_on(sentence, at + 1, limit):
            at += 1
            continue
        if token.kind == "det" and tokens[at - 1].low in sentence.politics.words["of"]:
            at += 1
            continue
        if token.kind == "modifier" and at + 1 < limit and tokens[at + 1].kind in _NAMING | {"modifier"}:
            at += 1
            continue
        if sentence.politics.verb_first and token.kind in {"word", "modifier"}:
            at += 1
            continue
        break
    return at


def _goes_on(sentence: Sentence, at: int, limit: int) -> bool:
    """Whether a name goes on behind a small word: "of the Quds Force"."""
    for token in sentence.tokens[at : min(limit, at + 3)]:
        if token.kind in _NAMING:
            return True
        if token.kind not in {"det", "link", "modifier", "quantity"}:
            return False
    return False


def _example(sentence: Sentence, at: int, limit: int) -> int | None:
    """Where named examples begin: "friends such as the Badr head"."""
    tokens = sentence.tokens
    skip = at + (at < limit and tokens[at].low == ",")
    for phrase in sentence.politics.words["example"]:
        words = phrase.split()
        if [t.low for t in tokens[skip : skip + len(words)]] == words and skip + len(words) < limit:
            return skip + len(words)
    return None


def _next_in_list(sentence: Sentence, at: int, limit: int) -> int | None:
    tokens = sentence.tokens
    begins = at
    while at < limit and _joins(sentence, tokens[at]):
        if tokens[at].cut or (sentence.politics.verb_first and tokens[at].kind in _NAMING):
            return at
        at += 1
    if at == begins:
        return None
    return None if tokens[at : at + 1] and tokens[at].low == '"' else _lead(sentence, at, limit)


def _joins(sentence: Sentence, token: Token) -> bool:
    return token.low == "," or token.low in sentence.politics.words["list"] or _is_and(sentence, token)


def _is_and(sentence: Sentence, token: Token) -> bool:
    if token.low in sentence.politics.words["list"]:
        return True
    first = sentence.scan.flat[token.start : token.start + 1]
    return token.cut > 0 and first in sentence.politics.words["list"] and token.kind in _NAMING


def left_of(sentence: Sentence, at: int) -> list[Name]:
    """The names that end with token `at`, in the order of the text."""
    found: list[Name] = []
    tokens = sentence.tokens
    while at >= 0:
        if tokens[at].kind not in _NAMING:
            break
        begins = _grow_left(sentence, at)
        name = named(sentence, begins, at + 1)
        if name is None:
            break
        found.insert(0, name)
        before = begins - 1
        joins = False
        while before >= 0 and (tokens[before].low == "," or tokens[before].low in sentence.politics.words["list"]):
            joins = joins or tokens[before].low != "," or len(found) > 1
            before -= 1
        if before == begins - 1 or not joins or before < 0:
            break
        # "met the envoy and the army said": the envoy is met, and does not say.
        if tokens[before].kind in _NAMING and _is_object(sentence, _grow_left(sentence, before)):
            break
        at = before
    return found


def _is_object(sentence: Sentence, begins: int) -> bool:
    before = sentence.tokens[begins - 1] if begins > 0 else None
    return before is not None and (
        before.kind in {"verb", "stop"} or before.low in sentence.politics.words["before_place"]
    )


def _grow_left(sentence: Sentence, at: int) -> int:
    """Where the name that ends with token `at` begins."""
    tokens = sentence.tokens
    begins = at
    while begins > 0 and at - begins < _LONGEST:
        token, before = tokens[begins - 1], tokens[begins - 2] if begins > 1 else None
        if token.kind in _NAMING or token.kind == "modifier":
            begins -= 1
        elif token.kind == "link" and before is not None and before.kind in _NAMING | {"quantity", "link"}:
            begins -= 1
        elif token.kind == "det":
            # "the head of the Quds Force": go on past the article where "of" stands before it.
            goes_on = before is not None and before.kind == "link" and begins > 2
            begins -= 1
            if not goes_on or tokens[begins - 2].kind not in _NAMING | {"quantity"}:
                break
        elif token.kind == "quantity" or (token.kind == "word" and before is not None and before.kind == "det"):
            begins -= 1
        else:
            break
    return begins


__all__ = ["Name", "left_of", "named", "right_of"]
