"""The two sides of a verb in a language that puts it first: "met Qaani the leaders", "asked Tehran of the factions".

Who acts stands right behind the verb, or before it in a sentence that opens with a name; to whom it is done follows
without a word between, or behind a preposition that may be written with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sijill.extract.interactions.names import Name, named
from sijill.extract.interactions.sides import Before
from sijill.extract.interactions.words import Sentence, Token, Verb, joined
from sijill.extract.scan import Mark

_FAR = 12
_ASIDE = 14
_LED = 4
"""Letters above which a word that begins like a preposition is taken to be written with one."""
_NAMING = frozenset({"name", "noun", "word", "link"})
Group = list[Name]


def both_sides(sentence: Sentence, verb: Verb) -> tuple[Before, Group, Token | None, int]:
    """Who acts; to whom it is done; the pronoun that stands for them; and where to read on."""
    told = Before()
    _note(sentence, verb, told)
    opens = _before(sentence, verb)
    tail_first = sentence.at(verb.tail[0]) if verb.tail and verb.tail[0] >= verb.end else len(sentence.tokens)
    begins = _past_aside(sentence, verb.after) if opens else verb.after
    groups, end = _groups(sentence, begins, tail_first)
    if "" in verb.deed.to and len(groups) == (0 if opens else 1):
        more, at = _groups(sentence, _past_aside(sentence, end), tail_first)
        groups, end = (groups + more, at) if more else (groups, end)
    follows = verb.first > 0 and sentence.tokens[verb.first - 1].kind == "verb"
    linked = sentence.scan.flat[sentence.tokens[verb.first].start : verb.start][:1] in sentence.politics.words["list"]
    told_before = linked and len(groups) == 1 and verb != sentence.verbs[0]
    place = bool(groups) and any(p.overlaps(groups[0][0].start, groups[0][0].end) for p in sentence.places)
    if not opens and told_before and (follows or place or verb.deed.type == "consult"):
        # "visited Baghdad and met the prime minister": who visited met him.
        told.inherits = True
        return told, groups[0], None, groups[0][-1].end
    if opens:
        told.names = opens
        if not groups and "" in verb.deed.to:
            groups, end = _groups(sentence, _past_aside(sentence, verb.after), tail_first)
        others = groups[0] if groups and "" in verb.deed.to else []
    elif groups:
        told.names = groups[0]
        others = groups[1] if len(groups) > 1 and "" in verb.deed.to else []
    else:
        told.inherits, others = True, []
    if verb.suffix is not None:
        start, end_of = verb.suffix
        reach = max([verb.end, *(n.end for n in told.names)])
        return told, [], Token(start, end_of, sentence.scan.flat[start:end_of], "stop"), reach
    if not others and verb.tail and "" in verb.deed.to:
        behind_tail, _ = _groups(sentence, sentence.at(verb.tail[1]), len(sentence.tokens))
        others = behind_tail[0] if behind_tail else []
    if others:
        return told, others, None, others[-1].end
    found, pronoun = _behind_preposition(sentence, verb, end)
    reach = (
        found[-1].end
        if found
        else pronoun.end
        if pronoun
        else told.names[-1].end
        if told.names and not opens
        else verb.end
    )
    return told, found, pronoun, max(reach, verb.end)


def by_phrase(sentence: Sentence, verb: Verb) -> Group:
    """Who did what is told without a doer: "on the order of Tehran"."""
    pattern = sentence.politics.patterns["by"]
    found = pattern.search(sentence.scan.flat, verb.end, sentence.end)
    if found is None:
        return []
    groups, _ = _groups(sentence, sentence.at(found.end()), len(sentence.tokens))
    return groups[0] if groups else []


def _note(sentence: Sentence, verb: Verb, told: Before) -> None:
    words, tokens = sentence.politics.words, sentence.tokens
    future = words.get("future_letters", frozenset())
    if set(sentence.scan.flat[tokens[verb.first].start : verb.start]) & future:
        told.flags.add("future")
    for token in tokens[max(0, verb.first - 1) : verb.first]:
        if token.low in words["not"]:
            told.flags.add("negated")
        if token.low in words["future"]:
            told.flags.add("future")
        if token.low in words["infinitive"]:
            told.flags.add("infinitive")
    if any(phrase in joined(tokens[max(0, verb.first - 3) : verb.first]) for phrase in words["unless"]):
        told.flags.add("if")
    if "infinitive" in told.flags and any(
        t.low in words["intent"] for t in tokens[max(0, verb.first - 3) : verb.first]
    ):
        told.flags.add("future")
    if any(t.low in words["if"] for t in tokens[max(0, verb.first - 4) : verb.first]):
        told.flags.add("if")


def _before(sentence: Sentence, verb: Verb) -> Group:
    """Who is named right before the verb: "Tehran denied"."""
    tokens = sentence.tokens
    if sentence.scan.flat[tokens[verb.first].start : verb.start]:
        return []
    at = verb.first - 1
    relative = False
    while at >= 0 and tokens[at].kind in {"skip", "relative"}:
        relative = relative or tokens[at].kind == "relative"
        at -= 1
    if at >= 0 and tokens[at].low == "," and tokens[verb.first - 1].kind == "relative":
        at -= 1
    if at > 0 and tokens[at].low == ",":
        opening = next((n for n in range(at - 1, max(-1, at - _ASIDE), -1) if tokens[n].low == ","), None)
        if opening is not None and sentence.politics.patterns["aside"].search(joined(tokens[opening + 1 : at])):
            at = opening - 1
    after = at + 1
    while at >= 0 and tokens[at].kind in _NAMING and after - at < 9:
        if tokens[at].cut:
            at -= 1
            break
        at -= 1
    first = at + 1
    while first < after and tokens[first].kind not in {"name", "noun"}:
        first += 1
    if first >= after:
        return []
    lead = tokens[first]
    if at >= 0 and tokens[at].low in sentence.politics.words["before_place"] and not relative:
        return []
    if lead.cut and sentence.scan.flat[lead.start] not in sentence.politics.words["list"]:
        return []
    if not any(t.kind in {"name", "noun"} for t in tokens[first:after]):
        return []
    groups, end = _groups(sentence, first, after)
    return groups[-1] if groups and end == after else []


def _past_aside(sentence: Sentence, at: int) -> int:
    """Past a date, a number with "of", or an aside between commas behind who acts."""
    tokens, words = sentence.tokens, sentence.politics.words
    while at < len(tokens) and tokens[at].kind in {"date", "skip"}:
        at += 1
    if 0 < at < len(tokens) - 1 and tokens[at].low in words.get("out_of", ()):
        mark = sentence.mark_over(tokens[at + 1].start, tokens[at + 1].end)
        if mark is not None and sentence.bare(tokens[at - 1]) in words["members"]:
            # "deputies of the alliance" met someone.
            return sentence.at(mark.end)
    if at + 1 < len(tokens) and tokens[at].kind == "quantity" and tokens[at + 1].low in words.get("out_of", ()):
        return at + 2
    if at + 1 < len(tokens) and tokens[at].kind == "word" and tokens[at + 1].kind in {"noun", "name"}:
        # "refused to meet": the verbal noun stands before whom it is about.
        return at if _led_in(sentence, tokens[at]) else at + 1
    if at < len(tokens) and tokens[at].low == ",":
        closing = next((n for n in range(at + 1, min(len(tokens), at + _ASIDE)) if tokens[n].low == ","), None)
        if closing is not None and sentence.politics.patterns["aside"].search(joined(tokens[at + 1 : closing])):
            return closing + 1
    return at


def _groups(sentence: Sentence, first: int, limit: int) -> tuple[list[Group], int]:
    """The names that stand without a preposition from a token on, and the token at which they end."""
    tokens = sentence.tokens
    while first < limit and tokens[first].kind in {"skip", "date"}:
        first += 1
    at = first
    while at < limit and tokens[at].kind in _NAMING:
        if _is_preposed(sentence, tokens[at]) or _goes_over(sentence, first, at) or _led_in(sentence, tokens[at]):
            break
        at += 1
    return _split(sentence, first, at), at


def _led_in(sentence: Sentence, token: Token) -> bool:
    """Whether a word that no list knows seems to be written with a preposition: "by directing"."""
    return token.kind == "word" and len(token.low) > _LED and token.low[0] in sentence.politics.words["prefixes"]


def _goes_over(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a word is no part of the name before it: behind "the security forces" an indefinite one is not."""
    token = sentence.tokens[at]
    if at == first or token.kind != "word" or _is_definite(sentence, token):
        return False
    before = sentence.tokens[at - 1]
    if any(place.overlaps(before.start, before.end) for place in sentence.places):
        return True
    complete = sentence.mark_over(before.start, before.end) is not None or _is_definite(sentence, before)
    return complete and sentence.bare(sentence.tokens[first]) not in sentence.politics.words["titles"]


def _is_preposed(sentence: Sentence, token: Token) -> bool:
    return bool(token.cut) and sentence.scan.flat[token.start] not in sentence.politics.words["list"]


def _split(sentence: Sentence, first: int, after: int) -> list[Group]:
    """Tokens [first, after) as names; those joined by "and" are one group."""
    if first >= after:
        return []
    tokens = sentence.tokens
    groups: list[Group] = []
    begins, listed = first, False
    for n in range(first + 1, after + 1):
        if n < after and not _opens(sentence, begins, n):
            continue
        name = named(sentence, begins, n, loose=begins == first)
        if name is not None:
            if listed and groups:
                groups[-1].append(name)
            else:
                groups.append([name])
        if n < after:
            listed = bool(tokens[n].cut) and sentence.scan.flat[tokens[n].start] in sentence.politics.words["list"]
            begins = n
    return groups


def _opens(sentence: Sentence, begins: int, n: int) -> bool:
    """Whether another name opens at token n: behind a complete one, and not as its title's person or part."""
    tokens = sentence.tokens
    token, before = tokens[n], tokens[n - 1]
    mark, mark_before = sentence.mark_over(token.start, token.end), sentence.mark_over(before.start, before.end)
    if mark is not None and mark == mark_before:
        return False
    if token.cut and sentence.scan.flat[token.start] in sentence.politics.words["list"]:
        return token.kind in {"name", "noun"}
    if token.kind not in {"name", "noun"} or (mark is not None and mark.start < token.start):
        return False
    complete = mark_before is not None or _is_definite(sentence, before) or (before.kind == "word" and n - begins > 1)
    complete = complete or (mark is not None and all(t.kind == "word" for t in tokens[begins:n]))
    if not complete:
        return False
    people = sentence.scan.theatre.actors
    is_person = mark is not None and people[mark.value].type == "person"
    has_person = any(people[m.value].type == "person" for m in _marks(sentence, tokens[begins:n]))
    titled = tokens[begins].kind == "noun" and sentence.bare(tokens[begins]) in sentence.politics.words["titles"]
    return not (is_person and titled and not has_person)


def _marks(sentence: Sentence, tokens: Sequence[Token]) -> list[Mark]:
    return [m for m in sentence.marks if tokens and m.overlaps(tokens[0].start, tokens[-1].end)]


def _is_definite(sentence: Sentence, token: Token) -> bool:
    article = sentence.scan.pack.grammar.article
    return bool(article) and sentence.scan.flat.startswith(article, token.start + token.cut)


def _behind_preposition(sentence: Sentence, verb: Verb, at: int) -> tuple[Group, Token | None]:
    """The names behind one of the verb's prepositions, the nearest first; or the pronoun written with one."""
    tokens, words = sentence.tokens, sentence.politics.words
    start = max(at, sentence.at(verb.tail[1]) if verb.tail and verb.tail[0] >= verb.end else at)
    candidates = [*range(at, min(len(tokens), at + _FAR)), *range(start, min(len(tokens), start + _FAR))]
    for n in candidates:
        token = tokens[n]
        if token.low in {";", "."} or (token.kind == "verb" and n > at + 1):
            break
        if n <= at + 4 and (token.low in words["they"] or token.low in words["he"]):
            return [], token
        letters = sentence.scan.flat[token.start : token.start + token.cut].lstrip("و")
        if token.cut and letters[:1] in verb.deed.to and token.kind in {"name", "noun"}:
            groups, _ = _list_from(sentence, n)
            return groups, None
        if _led_in(sentence, token) and token.low[0] in verb.deed.to:
            groups, _ = _list_from(sentence, n + 1)
            if groups:
                return groups, None
        if n > at and token.low in words["infinitive"]:
            break
        if token.low in verb.deed.to:
            groups, _ = _list_from(sentence, n + 1)
            if groups:
                return groups, None
    return [], None


def _list_from(sentence: Sentence, first: int) -> tuple[Group, int]:
    """The names of a list that begins at a token, the first of which may be written with a preposition."""
    tokens = sentence.tokens
    found: Group = []
    at = first
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and tokens[end].kind in _NAMING and not tokens[end].cut:
            if _led_in(sentence, tokens[end]):
                break
            end += 1
        groups = _split(sentence, at, end)
        if not groups:
            break
        found += groups[0]
        if len(groups) > 1:
            break
        while end < len(tokens) and tokens[end].low == ",":
            end += 1
        if end >= len(tokens) or tokens[end].kind not in {"name", "noun"}:
            break
        lead = sentence.scan.flat[tokens[end].start]
        if not (tokens[end].cut and lead in sentence.politics.words["list"]):
            break
        at = end
    return found, at


__all__ = ["both_sides", "by_phrase"]
