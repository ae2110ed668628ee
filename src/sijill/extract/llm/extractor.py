"""The extractor itself: a document in pieces, an answer for each, and what stands of it as statements."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sijill.errors import LimitReached, ModelError
from sijill.extract.draft import Draft
from sijill.extract.llm import prompt
from sijill.extract.llm.answer import Reader, Rejection
from sijill.extract.llm.cache import Answer, Cache, key_of
from sijill.extract.llm.chunks import Chunk, chunks, halves, n_tokens
from sijill.extract.llm.dates import Dates
from sijill.extract.llm.endpoint import Endpoint, parsed
from sijill.extract.llm.settings import Settings
from sijill.extract.rules import RulesExtractor, place_names
from sijill.model.records import Extraction, Statement
from sijill.model.text import Document
from sijill.theatre import Theatre

VERSION = "1"
"""Raise it whenever the checks let other values through: documents are then read again, from the cache."""
FAILED_IN_A_ROW = 3
"""Documents that may fail one after the other before the rest is left for the next run."""
_TRIES_AT_AN_ANSWER = 2
"""How often a piece is asked about whose answer is no JSON of the form."""


@dataclass(slots=True)
class RunReport:
    """What a run has asked and spent so far. cost: None if no price is told. rejected: values dropped, by reason."""

    n_requests: int = 0
    n_cached: int = 0
    n_documents: int = 0
    n_failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    cost: float | None = None
    rejected: Counter[str] = field(default_factory=Counter)

    @property
    def n_rejected(self) -> int:
        return sum(self.rejected.values())

    def lines(self) -> list[str]:
        """The report for people, one line a matter."""
        spent = f"{self.tokens_in} tokens in, {self.tokens_out} out"
        if self.uncounted:
            spent += f" ({self.uncounted} answers without a count are not in these)"
        money = "" if self.cost is None else f", cost {self.cost:.4f}"
        told = [f"model: {self.n_requests} requests, {self.n_cached} answers from the cache; {spent}{money}"]
        if self.rejected:
            why = ", ".join(f"{n} {reason}" for reason, n in self.rejected.most_common())
            told.append(f"{self.n_rejected} values dropped: {why}")
        return told


class LlmExtractor:
    """Reads documents by a language model behind an OpenAI-compatible endpoint.

    theatre: whose places and actors to look for. settings: of the environment if not given.
    tell: is called with a line about each value that is dropped. sleep: waits between tries.
    What it says is that of the answers: with a cache, the same document gives the same statements.
    """

    name = "llm"

    def __init__(
        self,
        theatre: Theatre,
        *,
        settings: Settings | None = None,
        tell: Callable[[str], None] = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.theatre = theatre
        self.settings = settings or Settings.from_environment()
        self.report = RunReport(cost=None if self.settings.price_in is None else 0.0)
        self.rejections: dict[str, tuple[Rejection, ...]] = {}
        self._tell = tell
        self._endpoint = Endpoint(self.settings, sleep=sleep)
        self._cache = Cache(self.settings.cache)
        self._failed_in_a_row = 0

    @property
    def version(self) -> str:
        """The checks', the prompt's and the model's: another of them reads anew."""
        return f"{VERSION}.{prompt.VERSION}/{self.settings.model}"

    @property
    def packs(self) -> str:
        """The theatre's name, and a hash of it and of all language packs."""
        return RulesExtractor(self.theatre).packs

    def extraction(self, document: Document) -> Extraction:
        """The run that `extract` makes over a document."""
        return Extraction(document.id, "extract", f"{self.name}/{self.version}", self.packs)

    def extract(self, document: Document, *, today: date | None = None) -> Iterator[Statement]:
        """Every statement of the incidents that the model tells of and the text holds.

        Raises ModelError if no answer can be had or used, LimitReached if the run may ask no more.
        """
        try:
            drafts = self._read(document)
        except LimitReached:
            raise
        except ModelError:
            self._failed_in_a_row += 1
            self.report.n_failed += 1
            raise
        self._failed_in_a_row = 0
        run = self.extraction(document)
        for draft in drafts:
            yield from draft.statements(document, self.name, run.id)

    def _read(self, document: Document) -> list[Draft]:
        known = place_names(document, self.theatre)
        reader = Reader(
            document, self.theatre, Dates(document, self.theatre), [(a, b, words, row.id) for a, b, words, row in known]
        )
        waiting = chunks(document.text, most_tokens=self.settings.chunk_tokens)
        drafts: list[Draft] = []
        asking = _Asking(document, reader.dates.published)
        while waiting:
            chunk = waiting.pop(0)
            answer, body = self._answer(asking, chunk)
            if body is None:
                parts = halves(document.text, chunk)
                if not parts:
                    n = "" if answer.tokens_out is None else f" after {answer.tokens_out} tokens"
                    raise ModelError(f"the answer was cut off{n}; let the endpoint answer at more length")
                waiting[:0] = parts
                continue
            drafts += reader.drafts(body, chunk)
        self._note(document, reader.rejected)
        return sorted(drafts, key=lambda draft: (draft.start, draft.end))

    def _answer(self, asking: _Asking, chunk: Chunk) -> tuple[Answer, dict[str, object] | None]:
        """The answer about a piece, and its body; None if it was cut off. Only what can be used is kept."""
        text = chunk.of(asking.document.text)
        key = key_of(self.settings.model, prompt.VERSION, asking.messages(text, with_form=False))
        kept = self._cache.get(key)
        if kept is not None:
            self.report.n_cached += 1
            return kept, None if kept.cut else parsed(kept.content)
        for n in range(_TRIES_AT_AN_ANSWER):
            self._may_ask(asking, text)
            answer = self._endpoint.ask(lambda with_form: asking.messages(text, with_form=with_form))
            self._spend(answer, text)
            if answer.cut:
                self._cache.put(key, answer)
                return answer, None
            try:
                body = parsed(answer.content)
            except ModelError:
                if n + 1 == _TRIES_AT_AN_ANSWER:
                    raise
                continue
            self._cache.put(key, answer)
            return answer, body
        raise ModelError("no answer was asked for")

    def _may_ask(self, asking: _Asking, text: str) -> None:
        """Raise LimitReached if one more request would go beyond what the user allows."""
        if self._failed_in_a_row >= FAILED_IN_A_ROW:
            raise LimitReached(f"{FAILED_IN_A_ROW} documents failed one after the other; the rest is left")
        most = self.settings.max_documents
        if not asking.asked:
            if most is not None and self.report.n_documents >= most:
                raise LimitReached(f"--max-documents {most} reached; the rest is left for the next run")
            asking.asked = True
            self.report.n_documents += 1
        ceiling = self.settings.max_cost
        if ceiling is not None and self.report.cost is not None:
            # Endpoints count the form too, whether it stands in the words or beside them.
            next_in = sum(n_tokens(m["content"]) for m in asking.messages(text, with_form=True))
            if self.report.cost + next_in * (self.settings.price_in or 0) / 1e6 > ceiling:
                raise LimitReached(
                    f"SIJILL_LLM_MAX_COST {ceiling:g} reached with {self.report.cost:.4f} spent; the rest is left for "
                    "the next run"
                )

    def _spend(self, answer: Answer, text: str) -> None:
        report, settings = self.report, self.settings
        report.n_requests += 1
        n_in, n_out = answer.tokens_in, answer.tokens_out
        if n_in is None or n_out is None:
            report.uncounted += 1
            # A ceiling must hold for an endpoint that does not count too.
            n_in, n_out = n_tokens(text) + 2_000, n_tokens(answer.content)
        else:
            report.tokens_in += n_in
            report.tokens_out += n_out
        if report.cost is not None:
            report.cost += (n_in * (settings.price_in or 0) + n_out * (settings.price_out or 0)) / 1e6

    def _note(self, document: Document, rejected: list[Rejection]) -> None:
        self.rejections[document.id] = tuple(rejected)
        named = document.given_id or document.title or document.url or document.id[:10]
        for one in rejected:
            self.report.rejected[one.why] += 1
            quoted = f" “{one.quote}”" if one.quote else ""
            told = f"{named}: {one.path} dropped, {one.why}: {one.value}{quoted}"
            # A page's words go to a terminal here: no escape sequences, one line.
            self._tell("".join(c if c.isprintable() else " " for c in told))


@dataclass(slots=True)
class _Asking:
    """A document that is being asked about. published: its day in the theatre. asked: a request was made for it."""

    document: Document
    published: date | None
    asked: bool = False

    def messages(self, text: str, *, with_form: bool) -> list[dict[str, str]]:
        day = self.published.isoformat() if self.published else None
        return prompt.messages(self.document, text, published=day, with_form=with_form)
