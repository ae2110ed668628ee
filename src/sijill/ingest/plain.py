"""Plain text and Markdown, with front matter or the head of a pasted post."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.ingest.draft import Draft, Failure, Hints, check_size
from sijill.ingest.encoding import decode
from sijill.ingest.frontmatter import head_lines, split_front_matter
from sijill.ingest.pasted import posts


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """The text as it is, with what its first lines say of it; without its front matter; or the posts pasted into it."""
    check_size(name, len(data))
    text = decode(data, name, charset=hints.charset)
    told, body = split_front_matter(text)
    known = {"url": hints.url} if hints.url else {}
    pasted = [] if told else list(posts(text, name))
    if pasted:
        yield from pasted
        return
    is_input = not told and body.encode("utf-8", "surrogatepass") == data
    yield Draft(body, name, {**known, **(told or head_lines(body))}, text_is_input=is_input)
