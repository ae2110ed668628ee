"""Every form of an Arabic verb in flat writing, from its past and its present; its noun and its participle."""

from __future__ import annotations

from collections.abc import Iterator


def forms(verb: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb written past/present/noun/participle, each with what it is.

    past, present, noun or part (the participle, also as "while doing so"). What follows a blank is kept behind each.
    """
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    parts = [*head.split("/"), "", "", ""][:4]
    seen: set[str] = set()
    for written, kind in (*_past(parts[0]), *_present(parts[1]), *_noun(parts[2]), *_part(parts[3])):
        if written and written + kind not in seen:
            seen.add(written + kind)
            yield written + tail, kind


def _past(past: str) -> Iterator[tuple[str, str]]:
    if not past:
        return
    weak = past[-1] in "يا" and len(past) > 2
    stem = past[:-1] if weak else past
    yield past, "past"
    yield stem + "ت", "past"
    yield stem + "وا", "past"
    if past[-1] == "ي":
        # With a pronoun written to it: التقاه.
        yield stem + "ا", "past"
        yield past + "ا", "past"
    elif not weak:
        yield past + "ا", "past"
    yield stem + "تا", "past"


def _present(present: str) -> Iterator[tuple[str, str]]:
    if not present:
        return
    yield present, "present"
    other = "ت" + present[1:] if present[0] == "ي" else present
    yield other, "present"
    stem = present[:-1] if present[-1] in "يو" else present
    yield stem + "ون", "present"
    yield stem + "وا", "present"
    if present[-1] == "ي":
        yield stem, "present"
        yield other[:-1], "present"
        yield stem + "ا", "present"
        yield other[:-1] + "ا", "present"
    yield present + "ان", "present"


def _noun(noun: str) -> Iterator[tuple[str, str]]:
    if not noun:
        return
    yield noun, "noun"
    yield (noun[:-1] + "ت" if noun[-1] == "ه" else noun + "ا"), "noun"


def _part(part: str) -> Iterator[tuple[str, str]]:
    if not part:
        return
    stem = part[:-1] if part.endswith("ا") and len(part) > 3 else part
    yield part, "part"
    yield stem, "part"
    yield (stem[:-1] + "يه" if stem.endswith("ي") else stem + "ه"), "part"
    yield (stem[:-1] if stem.endswith("ي") else stem) + "ين", "part"
    yield (stem[:-1] if stem.endswith("ي") else stem) + "ون", "part"


__all__ = ["forms"]
