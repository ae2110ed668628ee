"""What the llm extractor is told by its environment: where the endpoint is, what it costs, and the limits."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sijill.errors import BadInput

TIMEOUT_S = 120.0
CHUNK_TOKENS = 6_000


@dataclass(frozen=True, slots=True)
class Settings:
    """An endpoint and how far to go with it.

    url: of an OpenAI-compatible API, as up to `/v1`. price_in, price_out: money per million tokens, None if not told.
    max_cost: in the same money. chunk_tokens: the most of a document in one request, estimated. n_tries: per request.
    cache: the folder of answers, None for none. max_documents: to ask about in one run; cached ones are free.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    price_in: float | None = None
    price_out: float | None = None
    max_cost: float | None = None
    timeout_s: float = TIMEOUT_S
    chunk_tokens: int = CHUNK_TOKENS
    n_tries: int = 4
    cache: Path | None = None
    max_documents: int | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise BadInput(f"SIJILL_LLM_URL is {self.url!r}; write it like http://localhost:8000/v1")
        if self.max_cost is not None and None in (self.price_in, self.price_out):
            raise BadInput("SIJILL_LLM_MAX_COST needs SIJILL_LLM_PRICE_IN and SIJILL_LLM_PRICE_OUT, per million tokens")
        if self.max_documents is not None and self.max_documents < 0:
            raise BadInput(f"--max-documents is {self.max_documents}; give 0 or more")

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] = os.environ, *, cache: Path | None = None, max_documents: int | None = None
    ) -> Settings:
        """Read what the environment says. cache: where answers are kept if SIJILL_LLM_CACHE names no folder.

        Raises BadInput if the endpoint or the model is not named, or a number is none.
        """
        url, model = environ.get("SIJILL_LLM_URL"), environ.get("SIJILL_LLM_MODEL")
        if not url or not model:
            missing = " and ".join(
                name for name, told in (("SIJILL_LLM_URL", url), ("SIJILL_LLM_MODEL", model)) if not told
            )
            raise BadInput(
                f"{missing} not set; name the endpoint (like http://localhost:8000/v1) and the model that it serves, "
                "or read with --extractor rules"
            )
        chosen = environ.get("SIJILL_LLM_CACHE")
        return cls(
            url, model, environ.get("SIJILL_LLM_KEY") or None,
            price_in=_number(environ, "SIJILL_LLM_PRICE_IN"), price_out=_number(environ, "SIJILL_LLM_PRICE_OUT"),
            max_cost=_number(environ, "SIJILL_LLM_MAX_COST"),
            timeout_s=_number(environ, "SIJILL_LLM_TIMEOUT", above=0) or TIMEOUT_S,
            chunk_tokens=int(_number(environ, "SIJILL_LLM_CHUNK", above=99) or CHUNK_TOKENS),
            cache=Path(chosen) if chosen else cache, max_documents=max_documents,
        )  # fmt: skip


def _number(environ: Mapping[str, str], name: str, *, above: float | None = None) -> float | None:
    told = environ.get(name)
    if not told:
        return None
    try:
        number = float(told)
    except ValueError:
        number = float("nan")
    if not 0 <= number < float("inf") or (above is not None and number <= above):
        least = "0 or more" if above is None else f"more than {above:g}"
        raise BadInput(f"{name} is {told!r}; give a number, {least}") from None
    return number
