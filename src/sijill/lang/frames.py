"""Turns of phrase with words between them: "shot a grocer dead". Each is tried only where its first word stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

_WORD = re.compile(r"[\w'.-]*\w")


class Frames:
    """Frames by the value that each tells of. A frame is a pattern over flattened text that begins with a word."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        self._known: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def __bool__(self) -> bool:
        return bool(self._values)

    @cached_property
    def _frames(self) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
        return [
            (value, re.compile(_head(frame)), re.compile(frame))
            for value, frames in self._values.items()
            for frame in frames
        ]

    def find(self, flat: str) -> Iterator[tuple[int, int, str]]:
        """Where a frame stands, and its value; of one value only the first that begins at a word."""
        if not self._values:
            return
        for word in _WORD.finditer(flat):
            text = word[0]
            if (frames := self._known.get(text)) is None:
                # A cache of what is fixed: the frames that a word may begin.
                frames = self._known[text] = [(v, frame) for v, head, frame in self._frames if head.fullmatch(text)]
            said = ""
            for value, frame in frames:
                if value != said and (match := frame.match(flat, word.start())):
                    said = value
                    yield match.start(), match.end(), value


def _head(frame: str) -> str:
    """What the first word of a frame may be: of each alternative at its beginning the part before the first blank."""
    head: list[str] = []
    depth = 0
    skipped: int | None = None
    """The depth at which a blank was met: what follows there is no first word."""
    for at, sign in enumerate(frame):
        escaped = frame[at - 1 : at] == "\\"
        if sign == ")" and not escaped:
            skipped = None if skipped == depth else skipped
            depth -= 1
        elif sign == "|" and skipped == depth and not escaped:
            skipped = None
        if sign == " " and skipped is None:
            if depth == 0:
                break
            skipped = depth
        if skipped is None:
            head.append(sign)
        if sign == "(" and not escaped:
            depth += 1
    return "".join(head)


__all__ = ["Frames"]
