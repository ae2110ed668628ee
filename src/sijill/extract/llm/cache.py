"""Answers kept by what was asked, so that a run that is started again pays for nothing twice."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sijill.model.values import Json

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said. tokens_in, tokens_out: as the endpoint counts them, None if it does not.

    cut: it ended at the endpoint's limit, not of itself.
    """

    content: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cut: bool = False


def key_of(model: str, prompt: str, messages: Messages) -> str:
    """The name of an answer: of the model, the version of the prompt, and everything that was asked."""
    told = json.dumps([model, prompt, messages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """Answers in a folder, one file each. folder: None keeps none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key; None if there is none, or the file cannot be read."""
        if self.folder is None:
            return None
        try:
            body: dict[str, Json] = json.loads(self._file(key).read_text("utf-8"))
            return Answer(**body) if isinstance(body.get("content"), str) else None
        except (OSError, ValueError, TypeError, AttributeError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, whole or not at all. A folder that cannot be written to is no reason to stop."""
        if self.folder is None:
            return
        file = self._file(key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(f".{os.getpid()}")
            unfinished.write_text(json.dumps(asdict(answer), ensure_ascii=False), "utf-8")
            unfinished.replace(file)

    def _file(self, key: str) -> Path:
        assert self.folder is not None  # noqa: S101  the callers have looked
        return self.folder / key[:2] / f"{key}.json"
