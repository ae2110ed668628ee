"""The words of one sentence, each with what it may be for names and verbs: a name, a noun that acts, a stop, a date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.extract.scan import Mark, Scan
from sijill.lang.politics import Deed, Phrase, Politics, tail_at

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-./&][^\W\d_]+)*(?:'(?!s\b)[^\W\d_]+)*\.?(?=\W|$)|'s?\b|[^\W\d_]+|[^\w\s]"
)
_SHORT_VERB = 3
"""Letters of a verb that is too short to be told from a noun when a pronoun is written to it."""
_KEPT = 50_000
"""Words whose kinds are kept, so that each is looked up once."""
_ORDER = ("relative", "join", "det", "quantity", "skip", "stop", "link", "modifiers")
_KINDS = {"quantity": "quantity", "modifiers": "modifier", "join": "stop", "relative": "relative"}


@dataclass(slots=True)
class Token:
    """One word or sign. low: its flat form. kind: name, noun, modifier, det, quantity, link, skip, stop, relative,
    date, verb, word or sign."""

    start: int
    end: int
    low: str
    kind: str
    cut: int = 0
    """Letters in front that are written with it and no part of it."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A phrase of a deed: tokens [first, after); start and end are its words, with those of its tail if it has one."""

    first: int
    after: int
    start: int
    end: int
    tail: tuple[int, int] | None
    deed: Deed
    suffix: tuple[int, int] | None = None
    """The pronoun written with it, where a language does so: "received him"."""


class Sentence:
    """One sentence of a scan in words. marks: the register's names in it, with those of more.

    held: marks that lie within a longer one of more, which counts in their stead: "Sadr" in "Sadr's followers".
    """

    def __init__(self, scan: Scan, politics: Politics, start: int, end: int, more: Sequence[Mark] = ()) -> None:
        self.scan, self.politics, self.start, self.end = scan, politics, start, end
        marks = sorted((*scan.marks("actors", start, end), *more), key=lambda m: (m.start, -m.end))
        self.held = [m for m in marks if any(m is not o and o.start <= m.start and m.end <= o.end for o in more)]
        self.marks = [m for m in marks if m not in self.held]
        self._meant = {(m.start, m.end) for m in more}
        # Without capitals a place is known by the gazetteer alone.
        self.places = scan.marks("places", start, end) if politics.verb_first else []
        self.dates = [(d.start, d.end) for d in scan.dates_in(start, end)]
        self.tokens = [self._token(m) for m in _WORD.finditer(scan.flat, start, end)]
        self._token_starts = [t.start for t in self.tokens]
        self._settle()
        lead = scan.pack.grammar.dateline.match(scan.text, start) if _opens_line(scan.text, start) else None
        self.opens = self.at(lead.end()) if lead is not None and lead.end() < end else 0
        """The token behind the place and date that open a report."""
        self.verbs = list(self._verbs())
        for verb in self.verbs:
            for token in self.tokens[verb.first : verb.after]:
                token.kind = "verb"
        self._settle_subjects()

    def text(self, start: int, end: int) -> str:
        return self.scan.text[start:end]

    def at(self, offset: int) -> int:
        """The number of the first token that starts at or after an offset."""
        return bisect_left(self._token_starts, offset)

    def over(self, offset: int) -> int:
        """The number of the token that an offset lies in, or of the last before it."""
        return max(0, bisect_right(self._token_starts, offset) - 1)

    def is_meant(self, mark: Mark) -> bool:
        """Whether a mark is no listed name but a surname or a description, which is taken to mean whom it says."""
        return (mark.start, mark.end) in self._meant

    def mark_over(self, start: int, end: int) -> Mark | None:
        return next((m for m in self.marks if m.overlaps(start, end)), None)

    def _token(self, match: re.Match[str]) -> Token:
        start, end = match.span()
        low = match[0]
        if low.endswith(".") and len(low) > 1:
            kept = low.count(".") > 1 or self.scan.pack.grammar.abbreviated.fullmatch(low[:-1]) is not None
            end, low = (end, low.rstrip(".")) if kept else (end - 1, low[:-1])
        mark = self.mark_over(start, end)
        if mark is not None:
            cut = max(0, mark.start - start)
            # The article may be written with another alef than the one it is known by.
            return Token(start, end, low, "name", 0 if low[:cut] == self.scan.pack.grammar.article else cut)
        if place := next((p for p in self.places if p.overlaps(start, end)), None):
            return Token(start, end, low, "name", max(0, place.start - start))
        if any(a < end and start < b for a, b in self.dates):
            return Token(start, end, low, "date")
        if not (low[0].isalnum() or low in {"'s", "'"}):
            return Token(start, end, low, "sign")
        return Token(start, end, low, *self._kind(start, end, low))

    def _settle(self) -> None:
        """ "A group of rebels" counts them; "the small groups" act."""
        words, after = self.politics, Token(self.end, self.end, "", "sign")
        for n in range(len(self.tokens) - 1, -1, -1):
            token, before = self.tokens[n], self.tokens[n - 1] if n else after
            counts = after.low in words.words["of"]
            if token.kind == "quantity" and not counts and words.known("nouns", token.low):
                token.kind = "noun"
            elif token.low[0].isdigit() and token.kind == "word":
                token.kind = "quantity"
            elif words.known("around", token.low) and after.kind == "quantity":
                token.kind = "quantity"
            elif (
                token.kind == "modifier"
                and after.kind not in {"name", "noun", "modifier"}
                and words.known("nouns", token.low)
            ):
                token.kind = "noun"
            elif words.known("places", token.low) and before.kind == "name":
                token.kind = "name"
            after = token

    def _settle_subjects(self) -> None:
        """ "Serb snipers fired": a word behind a name and before a verb is who acts, if no list knows it."""
        for verb in self.verbs:
            at = verb.first - 1
            while at > 0 and self.tokens[at].kind in {"skip", "date"}:
                at -= 1
            if (
                at > 0
                and self.tokens[at].kind == "word"
                and self.tokens[at - 1].kind == "name"
                and self.tokens[at].low.isalpha()
            ):
                self.tokens[at].kind = "noun"

    def _kind(self, start: int, end: int, low: str) -> tuple[str, int]:
        written, kinds = self.text(start, end), self.politics.kinds
        capital = self.scan.cased and written != written.lower()
        key = (low, capital, start <= self.start, len(written) > 1 and written.isupper())
        kind = kinds.get(key)
        if kind is None:
            if len(kinds) >= _KEPT:
                kinds.clear()
            kind = kinds[key] = self._found_kind(*key)
        return kind

    def _found_kind(self, low: str, capital: bool, opens: bool, loud: bool) -> tuple[str, int]:
        """What a word may be. capital: it has one; opens: it is the first of its sentence; loud: all are capitals."""
        words = self.politics
        if low in {"'s", "'"}:
            return "link", 0
        if capital and words.known("modifiers", low) and not opens:
            return "name", 0
        for section in _ORDER:
            if words.known(section, low) and not loud:
                return _KINDS.get(section, section), 0
        plain = self._plain(low)
        if words.known("adjectives", plain):
            return "word", 0
        listed = ("nouns", "titles", "members") if words.verb_first else ("nouns", "titles")
        if any(words.known(section, plain) for section in listed) or self._owned(plain):
            return "noun", 0
        if capital and not low.isdigit():
            return "name", 0
        if self.politics.patterns["agent"].fullmatch(low):
            return "noun", 0
        glued = next((g for g in words.words.get("glued", ()) if low.startswith(g) and len(low) > len(g) + 1), None)
        if glued is not None:
            # A preposition and the article in one: "to the", "by the".
            rest = low[len(glued) :]
            known = words.known("nouns", rest) or words.known("titles", rest)
            return ("noun", len(glued)) if known else ("stop", len(glued))
        for cut in (1, 2):
            # A script that writes small words together with the next one.
            rest = low[cut:]
            if low[:cut] in words.proclitics and len(rest) > 2:
                rest = self._plain(rest)
                if words.known("nouns", rest) or words.known("titles", rest):
                    return "noun", cut
                if words.known("stop", rest) or words.known("skip", rest):
                    return "stop", cut
        return "word", 0

    def _owned(self, low: str) -> bool:
        """Whether a word is a noun with whose it is written to it: "its followers" in one word."""
        return any(
            low.endswith(suffix) and self.politics.known("nouns", low.removesuffix(suffix))
            for suffix in self.politics.words.get("suffixes", ())
        )

    def _plain(self, low: str) -> str:
        """A word without its article."""
        article = self.scan.pack.grammar.article
        return low.removeprefix(article) if article and len(low) > len(article) + 2 else low

    def bare(self, token: Token) -> str:
        """A token without what is written with it, in front and as an article."""
        return self._plain(token.low[token.cut :])

    def _verbs(self) -> list[Verb]:
        found: list[Verb] = []
        at = 0
        while at < len(self.tokens):
            verb = self._verb(at)
            if verb is None or self._is_attribute(verb, found):
                at += 1
                continue
            found.append(verb)
            at = verb.after
        return found

    def _is_attribute(self, verb: Verb, found: list[Verb]) -> bool:
        """Whether a word is no verb: "the attack", "an armed group", "reject proposed changes"."""
        if verb.after > verb.first + 1 or self.politics.verb_first:
            return False
        before = self.tokens[verb.first - 1] if verb.first else None
        if (
            before is not None
            and before.kind in {"det", "quantity"}
            and before.low not in self.politics.words["relative"]
        ):
            return True
        follows = self.tokens[verb.after] if verb.after < len(self.tokens) else None
        participle = self.tokens[verb.first].low.endswith("ed") and follows is not None and follows.kind == "noun"
        if participle and before is not None and before.kind == "modifier":
            # "a little-known armed group"
            return True
        nounlike = self.tokens[verb.first].low in self.politics.words["nounlike"]
        if (
            nounlike
            and before is not None
            and (before.kind in {"word", "modifier"} or (found and found[-1].after == verb.first))
        ):
            # "a roadside bomb", "accused guards"
            return True
        return bool(found) and found[-1].after == verb.first and self.tokens[verb.first].low.endswith("ed")

    def _verb(self, at: int) -> Verb | None:
        token, flat, words = self.tokens[at], self.scan.flat, self.politics
        if not self._may_be_verb(flat[token.start : token.end]):
            return None
        if token.kind == "name" and self.mark_over(token.start, token.end):
            return None
        for cut in (0, 1, 2):
            if cut and flat[token.start : token.start + cut] not in words.verb_proclitics:
                continue
            start = token.start + cut
            fitting: list[Verb] = []
            for phrase in words.phrases.get(flat[start : token.end], ()):
                end = start + len(phrase.head)
                if end > self.end or not self._stands(phrase, start, end):
                    continue
                tail = tail_at(phrase, flat, end, self.end)
                if tail is not None:
                    after = max(self.at(end), at + 1)
                    fitting.append(Verb(at, after, start, end, tail if phrase.tail else None, phrase.deed))
            if fitting:
                # The longest first part; of equals the one whose second part is nearest, and any before none.
                return min(fitting, key=lambda v: (-v.end, v.tail is None, v.tail or (0, 0)))
        return self._with_pronoun(at)

    def _may_be_verb(self, low: str) -> bool:
        """Whether any phrase of a deed begins with a word, with or without what is written together with it."""
        words, known = self.politics, self.politics.openers
        may = known.get(low)
        if may is None:
            if len(known) >= _KEPT:
                known.clear()
            suffixes = ("", *words.words.get("suffixes", ()))
            may = known[low] = any(
                low[cut : len(low) - len(suffix)] in words.phrases
                for cut in (0, 1, 2)
                for suffix in suffixes
                if (not cut or low[:cut] in words.verb_proclitics) and low.endswith(suffix)
            )
        return may

    def _with_pronoun(self, at: int) -> Verb | None:
        """A verb with its object written to it, in a language that does so."""
        token, flat, words = self.tokens[at], self.scan.flat, self.politics
        for suffix in sorted(words.words.get("suffixes", ()), key=len, reverse=True):
            if not flat.endswith(suffix, token.start, token.end):
                continue
            for cut in (0, 1, 2):
                if cut and flat[token.start : token.start + cut] not in words.verb_proclitics:
                    continue
                head = flat[token.start + cut : token.end - len(suffix)]
                for phrase in words.phrases.get(head, ()):
                    if phrase.head == head and phrase.tail is None and "" in phrase.deed.to and len(head) > _SHORT_VERB:
                        start, end = token.start + cut, token.end
                        return Verb(at, at + 1, start, end, None, phrase.deed, (end - len(suffix), end))
        return None

    def _stands(self, phrase: Phrase, start: int, end: int) -> bool:
        flat = self.scan.flat
        here = flat[start:end]
        if here != phrase.head and " ".join(here.split()) != phrase.head:
            return False
        return not flat[end : end + 1].isalnum() and not flat[end : end + 2].startswith("-")


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def joined(tokens: Sequence[Token]) -> str:
    """The flat words of tokens, for a look at what stands there."""
    return " ".join(t.low for t in tokens)


__all__ = ["Sentence", "Token", "Verb", "joined"]
