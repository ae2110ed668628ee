"""Patterns that are compiled when they are first asked: a language has hundreds, and one text needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern; whatever it is asked for the first time it takes from the compiled one and keeps."""

    def __init__(self, pattern: str, flags: re.RegexFlag | int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        told = self.__dict__[name] = getattr(re.compile(self.pattern, self._flags), name)
        return told


def pattern(words: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """A pattern by what it matches, not compiled yet: that it can be is for the tests to see, which ask all of them."""
    return cast("re.Pattern[str]", _Later(words, flags))


__all__ = ["pattern"]
