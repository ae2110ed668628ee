"""Single keys and lines from a terminal or a pipe."""

from __future__ import annotations

import codecs
import os
import select
import sys
from types import TracebackType
from typing import Any, TextIO

import click

ENDED = ""
"""What a key is when the input is at its end."""
# The same keys on an Arabic keyboard, so that nobody has to switch layouts while reading Arabic.
LAYOUT = {"ش": "a", "ؤ": "c", "ق": "r", "ع": "u", "س": "s", "ض": "q", "؟": "?", "ظ": "?"}


class Keys:
    """Reads keys at once, without Enter, and lines with it. A context manager: the terminal is then as it was.

    Where the input is no terminal, a key is one character of it, so that a program can press keys through a pipe.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdin
        self._fd: int | None = self._stream.fileno() if self._stream.isatty() else None
        self._before: list[Any] | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def __enter__(self) -> Keys:
        if self._fd is not None and os.name == "posix":
            import termios

            self._before = termios.tcgetattr(self._fd)
            self._raw()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._cooked()

    def key(self) -> str:
        """The next key, lower case, as on a Latin keyboard; ENDED at the end. Arrows and the like are passed over."""
        if self._fd is None:
            # A line end in a pipe ends a line; only at a terminal is it the key Enter.
            while (key := self._stream.read(1)) in ("\n", "\r"):
                pass
        elif self._before is None:
            key = click.getchar()
        else:
            key = self._character()
            while key == "\x1b":
                self._skip_sequence()
                key = self._character()
        if key == "\x03":
            raise KeyboardInterrupt
        key = ENDED if key == "\x04" else "\n" if key == "\r" else key.lower()
        return LAYOUT.get(key, key)

    def line(self) -> str | None:
        """A line that is typed and ended with Enter, without its end; None at the end of the input."""
        if self._fd is None:
            told = self._stream.readline()
        else:
            self._cooked()
            told = ""
            while not told.endswith("\n"):
                character = self._character()
                told += character
                if character == ENDED:
                    break
            self._raw()
        return told.rstrip("\r\n") if told else None

    def _character(self) -> str:
        """One character, read byte by byte: what is typed ahead stays where it is for the next reader."""
        assert self._fd is not None  # noqa: S101  asked of a terminal alone
        told = ""
        while not told:
            byte = os.read(self._fd, 1)
            if not byte:
                return ENDED
            told = self._decoder.decode(byte)
        return told

    def _skip_sequence(self) -> None:
        """Pass over the rest of what an arrow or function key sends, so that its letters are no commands."""
        assert self._fd is not None  # noqa: S101
        while select.select([self._fd], [], [], 0.02)[0]:
            byte = os.read(self._fd, 1)
            if not byte or (byte.isalpha() and byte != b"O") or byte == b"~":
                return

    def _raw(self) -> None:
        """Keys at once and unseen. Drained, not flushed: keys that were pressed ahead must not be lost."""
        import termios

        if self._before is not None and self._fd is not None:
            mode = [*self._before[:6], list(self._before[6])]
            mode[3] &= ~(termios.ICANON | termios.ECHO)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            termios.tcsetattr(self._fd, termios.TCSADRAIN, mode)

    def _cooked(self) -> None:
        import termios

        if self._before is not None and self._fd is not None:
            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
