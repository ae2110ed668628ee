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
    """The part of a frame up to its first blank outside brackets: what its first word may be."""
    depth = 0
    for at, sign in enumerate(frame):
        if frame[at - 1 : at] == "\\":
            continue
        depth += (sign in "([") - (sign in ")]")
        if sign == " " and depth == 0:
            return frame[:at]
    return frame


__all__ = ["Frames"]
