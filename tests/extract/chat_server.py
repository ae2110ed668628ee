"""A real server on 127.0.0.1 that speaks the chat-completions protocol, and answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Reply:
    """One HTTP answer. raw: sent in place of a chat completion. announced: a Content-Length that is not kept.

    hold: no answer until the test ends.
    """

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    finish: str = "stop"
    refusal: str | None = None
    usage: tuple[int, int] | None = (1000, 200)
    announced: int | None = None
    hold: bool = False

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.status >= 400:
            return json.dumps({"error": {"message": f"status {self.status}", "type": "test"}}).encode()
        said = self.content
        content = said if isinstance(said, str) or said is None else json.dumps(said, ensure_ascii=False)
        message = {"role": "assistant", "content": content, "refusal": self.refusal}
        told: Body = {
            "id": "x", "object": "chat.completion", "created": 1, "model": "m",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
        }  # fmt: skip
        if self.usage:
            n_in, n_out = self.usage
            told["usage"] = {"prompt_tokens": n_in, "completion_tokens": n_out, "total_tokens": n_in + n_out}
        return json.dumps(told).encode()


class ChatServer:
    """answer: what to reply to a request, by its body and its number from 0."""

    def __init__(self, answer: Callable[[Body, int], Reply]) -> None:
        self.answer = answer
        self.requests: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.ended = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.requests.append(body)
                server.headers.append({name.lower(): value for name, value in self.headers.items()})
                reply = server._reply(self.path, body)
                if reply.hold:
                    server.ended.wait(30)
                    return
                sent = reply.body()
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.headers.get("Content-Type", "application/json"))
                for name, value in reply.headers.items():
                    if name != "Content-Type":
                        self.send_header(name, value)
                self.send_header("Content-Length", str(reply.announced or len(sent)))
                self.end_headers()
                self.wfile.write(sent)
                self.close_connection = reply.announced is not None

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def _reply(self, path: str, body: Body) -> Reply:
        if path != "/v1/chat/completions":
            return Reply(status=404)
        if body.get("stream"):
            return Reply(status=400)
        return self.answer(body, len(self.requests) - 1)

    @property
    def asked(self) -> list[str]:
        """The texts that were sent, between their markers."""
        return [body["messages"][-1]["content"] for body in self.requests]

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def serving(*answers: Reply | Callable[[Body, int], Reply]) -> Iterator[ChatServer]:
    """A server that replies with these in turn, the last one ever after; or as a function says."""

    def in_turn(body: Body, n: int) -> Reply:
        told = answers[min(n, len(answers) - 1)]
        return told if isinstance(told, Reply) else told(body, n)

    server = ChatServer(in_turn)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def incident(quote: str, kind: str = "remote_explosive_landmine_ied", **more: Any) -> Body:
    """One incident of an answer, empty but for its kind and what is given."""
    return {
        "role": "news", "kind": {"value": kind, "quote": quote}, "status": {"value": "occurred", "quote": None},
        "when": None, "place": None, "weapons": [], "targets": [], "killed": None, "wounded": None, "victims": [],
        "perpetrators": [], "denials": [], "count": None, **more,
    }  # fmt: skip


def toll(low: int | None, best: int | None, high: int | None, *quotes: str) -> Body:
    return {"low": low, "best": best, "high": high, "quotes": list(quotes)}


def told(*incidents: Body, **reply: Any) -> Reply:
    """A good answer."""
    return Reply({"incidents": list(incidents)}, **reply)
