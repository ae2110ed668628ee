"""Ask an OpenAI-compatible endpoint: with a time limit, again after a pause where that helps, in the form it takes."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import BadInput, ModelError
from sijill.extract.llm.cache import Answer
from sijill.extract.llm.prompt import SCHEMA
from sijill.extract.llm.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI

FORMS: Final = ("schema", "object", "text")
"""How an answer is asked for, best first: by a JSON schema, as any JSON object, or in words."""
_REFUSALS_OF_A_FORM: Final = frozenset((400, 404, 405, 415, 422, 501))
_WORTH_A_PAUSE: Final = frozenset((408, 409, 425, 429))
_LONGEST_PAUSE_S: Final = 60.0
_FENCE: Final = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)

Messages = Sequence[dict[str, str]]


class Endpoint:
    """One endpoint and model. sleep: waits so many seconds; given, so that nothing else decides on time."""

    def __init__(self, settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self._sleep = sleep
        self._form = 0
        self._client: OpenAI | None = None

    @property
    def form(self) -> str:
        """The form that the endpoint has taken so far, one of FORMS."""
        return FORMS[self._form]

    def ask(self, make: Callable[[bool], Messages]) -> Answer:
        """Ask once, in the best form that the endpoint takes. make: the messages, with the form spelt out or not.

        Raises ModelError if no answer comes.
        """
        self._open()
        from openai import APIStatusError

        for form in range(self._form, len(FORMS)):
            try:
                answer = self._patiently(make(FORMS[form] != "schema"), FORMS[form])
            except APIStatusError as error:
                if error.status_code not in _REFUSALS_OF_A_FORM or form == len(FORMS) - 1:
                    raise ModelError(self._status(error)) from error
                continue
            self._form = form
            return answer
        raise ModelError(f"{self.settings.url} takes no form of request")  # never reached; the last form raises

    def _patiently(self, messages: Messages, form: str) -> Answer:
        """One request, again after a pause if the endpoint is busy, out of order or silent."""
        from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

        last = self.settings.n_tries - 1
        for n in range(self.settings.n_tries):
            try:
                return self._once(messages, form)
            except APIStatusError as error:
                if not (error.status_code in _WORTH_A_PAUSE or error.status_code >= 500):
                    raise
                if n == last:
                    raise ModelError(f"{self._status(error)} (asked {n + 1} times)") from error
                pause = _asked_pause(error.response.headers.get("retry-after")) or 2.0**n
            except APITimeoutError as error:
                if n == last:
                    limit = f"{self.settings.timeout_s:g}"
                    raise ModelError(
                        f"no answer from {self.settings.url} within {limit} seconds (asked {n + 1} times); "
                        "raise SIJILL_LLM_TIMEOUT, or lower SIJILL_LLM_CHUNK"
                    ) from error
                pause = 2.0**n
            except APIConnectionError as error:
                if n == last:
                    why = error.__cause__ or error
                    raise ModelError(
                        f"cannot reach {self.settings.url} ({why}; asked {n + 1} times); see SIJILL_LLM_URL"
                    ) from error
                pause = 2.0**n
            except (APIError, ValueError, AttributeError, TypeError, IndexError) as error:
                raise ModelError(f"{self.settings.url} answers in another form than chat completions") from error
            self._sleep(min(pause, _LONGEST_PAUSE_S))
        raise ModelError(f"{self.settings.url} was asked no time at all")

    def _once(self, messages: Messages, form: str) -> Answer:
        formats: dict[str, Any] = {
            "schema": {"type": "json_schema", "json_schema": {"name": "incidents", "strict": True, "schema": SCHEMA}},
            "object": {"type": "json_object"},
        }
        choice: dict[str, Any] = {"response_format": formats[form]} if form in formats else {}
        client: Any = self._open()
        reply = client.chat.completions.create(
            model=self.settings.model, messages=list(messages), temperature=0, **choice
        )
        said = reply.choices[0]
        if getattr(said.message, "refusal", None):
            raise ModelError(f"the model refuses: {said.message.refusal[:200]}")
        content = said.message.content
        usage = reply.usage
        return Answer(
            content.encode("utf-8", "replace").decode() if isinstance(content, str) else "",
            usage.prompt_tokens if usage else None,
            usage.completion_tokens if usage else None,
            cut=said.finish_reason == "length",
        )

    def _open(self) -> OpenAI:
        if self._client is None:
            try:
                from openai import OpenAI
            except ImportError as error:
                raise BadInput(
                    "--extractor llm needs the `openai` client: pip install 'sijill[llm]', or read with rules"
                ) from error
            # A key is needed by the client, not by every endpoint. Never fall back on another service's key.
            self._client = OpenAI(
                base_url=self.settings.url, api_key=self.settings.key or "none", timeout=self.settings.timeout_s,
                max_retries=0,
            )  # fmt: skip
        return self._client

    def _status(self, error: Any) -> str:
        code, said = error.status_code, " ".join(str(error.message).split())[:300]
        what = {401: "see SIJILL_LLM_KEY", 403: "see SIJILL_LLM_KEY", 404: "see SIJILL_LLM_URL and SIJILL_LLM_MODEL"}
        remedy = f"; {what[code]}" if code in what else ""
        return f"{self.settings.url} refuses with status {code}: {said}{remedy}"


def _asked_pause(header: str | None) -> float | None:
    """The seconds that a Retry-After header asks for."""
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None


def parsed(content: str) -> dict[str, Any]:
    """The JSON object of an answer, also within a fence or between words. Raises ModelError if there is none."""
    text = content.strip()
    if not text:
        raise ModelError("the answer is empty")
    fenced = _FENCE.search(text)
    for tried in (text, fenced[1] if fenced else "", text[text.find("{") : text.rfind("}") + 1]):
        try:
            body = json.loads(tried) if tried else None
        except (ValueError, RecursionError):
            continue
        if isinstance(body, dict):
            # Half a surrogate pair can be written in JSON, and nowhere else.
            whole: dict[str, Any] = json.loads(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))
            if not isinstance(whole.get("incidents"), list):
                keys = ", ".join(map(str, list(whole)[:8])) or "none"
                raise ModelError(f"the answer has no list `incidents`; its keys are: {keys}")
            return whole
    shown = " ".join(text.split())[:80]
    raise ModelError(f"the answer is no JSON object; it begins {shown!r}")
