"""The encoder in NumPy: a text to one vector for each of its pieces, and what the heads make of them.

A BERT (Devlin et al. 2019) that began as multilingual-e5-small (Wang et al. 2024) and was trained on labelled texts by
eval/encoder/train.py. Weights are kept as signed bytes with a scale for each row, word vectors as four bits with a
scale for each block of 32. Its model card is docs/background/encoder.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sijill.encoder.pieces import Cut, Pieces
from sijill.encoder.weights import FILE, HURT

_BEGIN, _END, _UNKNOWN = 0, 2, 3
_LIMIT = 510
"""How many pieces of a text are read at once; a longer text is read in windows."""
_OVERLAP = 128
"""How many pieces two windows share."""

LOWER = 6
"""The layers of the encoder that the reading of the dead and the wounded begins from."""
_FIRST, _MORE, _OTHERS = 1, 2, 3
"""What a piece is to an event: of the clause that opens it, of a further one, of a clause of another event."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        return np.asarray(x @ self.weight + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(x * self.weight + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: _Linear
    ao: _Linear
    aln: _Norm
    fi: _Linear
    fo: _Linear
    oln: _Norm

    def __call__(self, x: Array, heads: int) -> Array:
        n, width = x.shape
        q, k, v = self.qkv(x).reshape(n, 3, heads, -1).transpose(1, 2, 0, 3)
        seen = q * np.float32(1 / math.sqrt(width // heads)) @ k.transpose(0, 2, 1)
        seen = np.exp(seen - seen.max(-1, keepdims=True))
        seen /= seen.sum(-1, keepdims=True)
        x = self.aln(x + self.ao((seen @ v).transpose(1, 0, 2).reshape(n, width)))
        return self.oln(x + self.fo(_gelu(self.fi(x))))


class _Stored:
    """The tensors of a file of weights: matrices in signed bytes with a scale for each row."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as told:
            self.tensors: dict[str, NDArray[Any]] = dict(told)

    def linear(self, name: str) -> _Linear:
        full = self.tensors[f"{name}.w"].astype(np.float32)
        full *= self.tensors[f"{name}.scale"]
        return _Linear(np.ascontiguousarray(full.T), self.tensors[f"{name}.b"])

    def norm(self, name: str) -> _Norm:
        return _Norm(*self.tensors[name])

    def layer(self, n: int) -> _Layer:
        linear, norm = self.linear, self.norm
        return _Layer(linear(f"{n}.qkv"), linear(f"{n}.ao"), norm(f"{n}.aln"), linear(f"{n}.fi"), linear(f"{n}.fo"),
                      norm(f"{n}.oln"))  # fmt: skip


class _Hurt:
    """Layers over the lower ones of the encoder that read the dead and the wounded of one event of a text.

    To each piece's state the vector of what it is to the event is added: none of it, of the clause that opens it, of a
    further clause of it, of a clause of another event. eval/encoder/hurt.py trains them.
    """

    def __init__(self, file: Path, heads: int) -> None:
        stored = _Stored(file)
        self._heads = heads
        self._marks: Array = stored.tensors["marks"].astype(np.float32)
        self._layers = [stored.layer(n) for n in range(int(stored.tensors["layers"]))]
        self._of_piece, self._of_event = stored.linear("of_piece"), stored.linear("of_event")

    def __call__(self, lower: Array, marks: NDArray[np.int64]) -> tuple[Array, Array]:
        """The shares and states of `Hurt`, with the two edges of the text. lower: (pieces, width); marks: (pieces,)."""
        if len(lower) > _LIMIT + 2:
            return self._by_window(lower, marks)
        x = lower + self._marks[marks]
        for layer in self._layers:
            x = layer(x, self._heads)
        own = x[marks == _FIRST]
        own = own if len(own) else x[:1]
        event = np.concatenate([own.mean(0), own.max(0), x[0]])
        return _logistic(self._of_piece(x)), _softmax(self._of_event(event).reshape(2, 3))

    def _by_window(self, lower: Array, marks: NDArray[np.int64]) -> tuple[Array, Array]:
        """Of a text too long to be read at once, the stretch from a little before the event; nothing of the rest."""
        first = int(np.argmax(marks == _FIRST))
        start = min(max(1, first - _OVERLAP), len(lower) - 1 - _LIMIT)
        kept = [0, *range(start, start + _LIMIT), len(lower) - 1]
        shares = np.zeros((len(lower), 4), dtype=np.float32)
        shares[kept], states = self(lower[kept], marks[kept])
        return shares, states


class Encoder:
    """The network of a file of weights."""

    def __init__(self, file: Path = FILE) -> None:
        stored = _Stored(file)
        head = json.loads(stored.tensors["head"].tobytes())
        self.pieces = Pieces(head["pieces"], head["scores"], _UNKNOWN)
        self.labels: dict[str, list[str]] = head["clause"]
        self.fields: list[str] = head["fields"]
        self.deeds: list[str] = head["deeds"]
        self._heads: int = head["heads"]
        self._steps = np.array(head["steps"])
        self._words, self._scales = stored.tensors["words"], stored.tensors["words.scale"]
        self._places = stored.tensors["places"].astype(np.float32)
        self._norm = stored.norm("norm")
        self._layers = [stored.layer(n) for n in range(head["layers"])]
        self._of_clause = {name: stored.linear(f"clause.{name}") for name in self.labels}
        self._of_event, self._of_piece = stored.linear("of_event"), stored.linear("of_piece")
        self._alone = stored.linear("alone")
        self._of_deed, self._of_first = stored.linear("of_deed"), stored.linear("of_first")
        self._far: Array = stored.tensors["far"]

    def read(self, text: str) -> Text:
        """A text with the vectors of its pieces."""
        cut = self.pieces.cut(text)
        ids = np.array(cut.ids, dtype=np.int64)
        if len(ids) <= _LIMIT:
            lower, states = self._states(ids)
            return Text(self, cut, states[1:-1], states[0], lower)
        windows: list[tuple[Array, Array]] = []
        for start in range(0, len(ids) - _OVERLAP, _LIMIT - _OVERLAP):
            windows.append(self._states(ids[start : start + _LIMIT]))
        # Of what two windows share, each reads the half that lies further from its edge.
        half, last = _OVERLAP // 2, len(windows) - 1
        lower, states = (
            np.concatenate([
                window[of][1 + (half if n else 0) : len(window[of]) - 1 - (half if n < last else 0)]
                for n, window in enumerate(windows)
            ])
            for of in (0, 1)
        )  # fmt: skip
        edges = windows[0][0][:1], windows[-1][0][-1:]
        return Text(self, cut, states, windows[0][1][0], np.concatenate([edges[0], lower, edges[1]]))

    def _states(self, ids: NDArray[np.int64]) -> tuple[Array, Array]:
        """Of each piece its state after the lower layers, and after all."""
        ids = np.concatenate([[_BEGIN], ids, [_END]])
        packed, scales = self._words.reshape(-1, 12, 16)[ids], self._scales.reshape(-1, 12, 1)[ids]
        x = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        x = (x * scales.astype(np.float32)).reshape(len(ids), -1)
        x = lower = self._norm(x + self._places[: len(ids)])
        for n, layer in enumerate(self._layers, 1):
            x = layer(x, self._heads)
            lower = x if n == LOWER else lower
        return lower, x

    @cached_property
    def hurt(self) -> _Hurt:
        """What reads the dead and the wounded of an event."""
        return _Hurt(HURT, self._heads)

    def clause_shares(self, states: Array) -> dict[str, Array]:
        """For each head the share of each label, a row a clause. states: of the clauses, (clauses, 3 * width)."""
        return {name: _softmax(head(states)) for name, head in self._of_clause.items()}

    def field_odds(self, states: Array, start: int, end: int) -> Array:
        """The log-odds of each piece being of each field of the event told at pieces [start, end): (pieces, fields)."""
        n = len(self.fields)
        event = self._of_event(states[start:end].mean(0)).reshape(n, -1)
        pieces = self._of_piece(states).reshape(len(states), n, -1)
        likeness = (pieces * event).sum(-1) / np.float32(math.sqrt(event.shape[1]))
        at = np.arange(len(states))
        before, behind = np.maximum(start - at, 0), np.maximum(at - end + 1, 0)
        steps = len(self._steps) - np.searchsorted(self._steps, before) + np.searchsorted(self._steps, behind)
        return np.asarray(likeness + self._alone(states) + self._far[steps], dtype=np.float32)

    def deed_shares(self, states: Array) -> Array:
        """How likely each piece says each deed of politics or tie, or none: (pieces, deeds)."""
        return _softmax(self._of_deed(states))

    def first_shares(self, states: Array) -> Array:
        """How likely each piece is the first of the words that tell of an event: (pieces,)."""
        return np.asarray(_softmax(self._of_first(states))[:, 1])


class Text:
    """A text that has been read."""

    def __init__(self, encoder: Encoder, cut: Cut, states: Array, whole: Array, lower: Array) -> None:
        self._encoder, self._states, self._whole, self._lower = encoder, states, whole, lower
        self._starts, self._ends = np.array(cut.starts), np.array(cut.ends)
        self._deeds: Array | None = None
        self._events: dict[tuple[int, int], Event] = {}
        self._hurt: dict[tuple[tuple[tuple[int, int], ...], ...], Hurt] = {}

    def clauses(self, spans: Sequence[tuple[int, int]]) -> list[dict[str, dict[str, float]]]:
        """Of each clause, by head, how likely each label is. spans: offsets in the text."""
        rows = []
        for span in spans:
            held = self._states[slice(*self._within(*span))]
            held = held if len(held) else self._whole[None]
            rows.append(np.concatenate([held.mean(0), held.max(0), self._whole]))
        if not rows:
            return []
        shares = self._encoder.clause_shares(np.stack(rows))
        labels = self._encoder.labels
        return [
            {name: dict(zip(labels[name], map(float, shares[name][n]), strict=True)) for name in labels}
            for n in range(len(rows))
        ]

    def event(self, start: int, end: int) -> Event:
        """What of the text belongs to the event that is told at [start, end)."""
        if (start, end) not in self._events:
            a, b = self._within(start, end)
            a = min(a, max(len(self._states) - 1, 0))
            odds = self._encoder.field_odds(self._states, a, max(b, a + 1))
            columns = {name: n for n, name in enumerate(self._encoder.fields)}
            self._events[start, end] = Event(self, _logistic(odds), columns)
        return self._events[start, end]

    def hurt(self, spans: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> Hurt:
        """Who was killed and wounded in the event told in these clauses, the opening one first; others: the clauses of
        other events."""
        key = tuple(spans), tuple(others)
        if key not in self._hurt:
            marks = np.zeros(len(self._lower), dtype=np.int64)
            for mark, told in ((_OTHERS, others), (_MORE, spans), (_FIRST, spans[:1])):
                for start, end in told:
                    a, b = self._within(start, end)
                    marks[a + 1 : b + 1] = mark
            shares, states = self._encoder.hurt(self._lower, marks)
            self._hurt[key] = Hurt(self, shares[1:-1], states)
        return self._hurt[key]

    def deeds(self, start: int, end: int) -> dict[str, float]:
        """How likely the words at [start, end) say each deed of politics or tie; empty of no words."""
        if self._deeds is None:
            self._deeds = self._encoder.deed_shares(self._states)
        a, b = self._within(start, end) if start < end else (0, 0)
        return dict(zip(self._encoder.deeds, map(float, self._deeds[a:b].max(0)), strict=True)) if b > a else {}

    def firsts(self) -> list[tuple[int, float]]:
        """Where words begin that may be the first to tell of an event, and how likely each is."""
        return list(zip(map(int, self._starts), map(float, self._encoder.first_shares(self._states)), strict=True))

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the pieces at [start, end) stand."""
        a, b = self._within(start, end) if start < end else (0, 0)
        return list(zip(map(int, self._starts[a:b]), map(int, self._ends[a:b]), strict=True))

    def _within(self, start: int, end: int) -> tuple[int, int]:
        """The pieces [a, b) that lie in [start, end)."""
        return int(np.searchsorted(self._ends, start, "right")), int(np.searchsorted(self._starts, end, "left"))


@dataclass(frozen=True, slots=True)
class Hurt:
    """Who was killed and wounded in an event of a text.

    shares: (pieces, 4), how likely each piece says who was killed, who was wounded, that nobody was killed, that nobody
    was wounded. states: (2, 3), for killed and wounded how likely it is that nothing is told, that there were none, and
    that there were some.
    """

    text: Text
    shares: Array
    states: Array

    def of(self, column: int, start: int, end: int) -> Array:
        """The shares of the pieces at [start, end) in a column."""
        a, b = self.text._within(start, end) if start < end else (0, 0)
        return self.shares[a:b, column]

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the pieces at [start, end) stand in the text."""
        return self.text.spans(start, end)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a text, and how likely each piece is of each of its fields."""

    text: Text
    shares: Array
    columns: Mapping[str, int]

    def share(self, field: str, start: int, end: int) -> float:
        """How likely the words at [start, end) are of a field: the mean of their pieces. 0 of no words."""
        a, b = self.text._within(start, end) if start < end else (0, 0)
        return float(self.shares[a:b, self.columns[field]].mean()) if b > a else 0.0


def _softmax(x: Array) -> Array:
    x = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(x / x.sum(-1, keepdims=True), dtype=np.float32)


def _logistic(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def _gelu(x: Array) -> Array:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978846 * (x + 0.044715 * x * x * x))), dtype=np.float32)


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The encoder that ships."""
    return Encoder()


__all__ = ["LOWER", "Encoder", "Event", "Hurt", "Text", "load"]
