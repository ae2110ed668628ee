"""HTML: the main text of a page, and what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from sijill.errors import BadDocument
from sijill.ingest.draft import Draft, Failure, Hints, check_size, told
from sijill.ingest.encoding import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w.-]+)", re.I
)
_HEAD: Final = 4096
"""Bytes in which a charset may stand; browsers look at 1024."""
_BLOCKS: Final = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section summary table tbody thead tr ul".split()
)
_UNSEEN: Final = frozenset("script style noscript template head title svg button select option iframe".split())
_PUBLISHED: Final = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='DC.date.issued' or @name='publish-date']/@content",
    "//time[@pubdate]/@datetime",
)
_MODIFIED: Final = (
    "//meta[@property='article:modified_time']/@content",
    "//meta[@property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified']/@content",
)
_ZONE: Final = re.compile(r"([+-]\d\d)(\d\d)$")


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """One document a page. Its address is the canonical one that it names, if that is on the same site.

    The language that markup names is not believed: sites leave "en" on pages in any language.
    """
    check_size(name, len(data))
    yield page(decode(data, name, charset=hints.charset or declared_charset(data)), name, url=hints.url)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page's own markup names."""
    found = _CHARSET.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def page(markup: str, name: str, *, url: str | None = None) -> Draft:
    """The document of a page. url: where it was retrieved from.

    Raises BadDocument if there is no text, as on a page that a script fills.
    """
    import trafilatura

    # What they cannot read they tell the log, which would mix with our messages.
    for library in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(library).setLevel(logging.CRITICAL)

    if not markup.strip():
        raise BadDocument(f"{name}: it is empty; there is no text to read")
    tree = _tree(markup, name)
    found: Any = trafilatura.bare_extraction(
        markup, url=url, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
    )
    text = _spaced(found.text) if found is not None and found.text else plain(markup)
    if not text.strip():
        raise BadDocument(
            f"{name}: the page holds no text (a script may fill it in a browser); "
            "copy what the browser shows into a .txt file, with front matter for url and published"
        )
    canonical = _first(tree, ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"))
    linked = _linked(tree)
    published = (
        _time(_first(tree, _PUBLISHED)) or _time(str(linked.get("datePublished") or "")) or _by_htmldate(tree, url)
    )
    return Draft(
        text,
        name,
        told(
            url=_address(canonical, url),
            title=found.title if found is not None else None,
            author=_first(tree, ("//meta[@name='author']/@content",)) or (found.author if found is not None else None),
            outlet=_first(tree, ("//meta[@property='og:site_name']/@content",))
            or (found.sitename if found is not None and url is None else None)
            or _publisher(linked),
            published=published,
            modified=_time(_first(tree, _MODIFIED)) or _time(str(linked.get("dateModified") or "")),
        ),
    )


def plain(markup: str) -> str:
    """All text of a piece of HTML: a line a block, a blank line between, for mail and feeds, which hold no menus."""
    from lxml import etree, html

    if not markup.strip():
        return ""
    try:
        root = html.fromstring(f"<div>{markup}</div>" if "<body" not in markup.lower() else markup.encode())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    _walk(root, pieces)
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _walk(root: HtmlElement, pieces: list[str]) -> None:
    """Depth first without recursion: a page may nest deeper than Python may call."""
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(node.tail or "") if event == "comment" else None
            continue
        tag = node.tag
        block = tag in _BLOCKS
        if event == "start":
            if block:
                pieces.append("\n- " if tag == "li" else "\n")
            if tag == "br":
                pieces.append("\n")
            pieces.append(re.sub(r"\s+", " ", node.text) if node.text and not _hidden(node) else "")
            continue
        if tag in ("p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4"):
            pieces.append("\n\n")
        elif tag in ("td", "th"):
            pieces.append(" | ")
        elif block:
            pieces.append("\n")
        if node.tail and node is not root and not _hidden(node.getparent()):
            pieces.append(re.sub(r"\s+", " ", node.tail))


def _hidden(node: Any) -> bool:
    return node is not None and (node.tag in _UNSEEN or any(up.tag in _UNSEEN for up in node.iterancestors()))


def _tree(markup: str, name: str) -> HtmlElement:
    from lxml import etree, html

    try:
        # In bytes: a text with an XML declaration of another charset is refused.
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadDocument(f"{name}: the page cannot be read: {error}; save the page anew, or copy its text") from error


def _spaced(text: str) -> str:
    """A blank line between paragraphs, none between the entries of a list and the rows of a table."""
    lines = [line.rstrip() for line in text.split("\n")]
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        together = line[:1] in "-|" and before[:1] == line[:1]
        if out and line and not together:
            out.append("")
        if line:
            out.append(line)
    return "\n".join(out)


def _first(tree: HtmlElement, paths: tuple[str, ...]) -> str | None:
    for path in paths:
        for value in tree.xpath(path):
            if str(value).strip():
                return str(value).strip()
    return None


def _linked(tree: HtmlElement) -> dict[str, Any]:
    """The page's JSON-LD object that tells a time of publication."""
    for body in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and item.get("datePublished"):
                return item
    return {}


def _publisher(linked: dict[str, Any]) -> str | None:
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    return name if isinstance(name, str) else None


def _time(value: str | None) -> str | None:
    """An ISO 8601 time as a page writes it; what is no time is unknown."""
    if not value:
        return None
    try:
        return datetime.fromisoformat(_ZONE.sub(r"\1:\2", value.strip())).isoformat()
    except ValueError:
        return None


def _by_htmldate(tree: HtmlElement, url: str | None) -> str | None:
    """The day in markup or address. Dates in the prose are of events, so they are not searched."""
    from copy import deepcopy

    from htmldate import find_date

    return find_date(deepcopy(tree), original_date=True, extensive_search=False, url=url) or None


def _address(canonical: str | None, url: str | None) -> str | None:
    if canonical is None:
        return url
    absolute = urljoin(url or "", canonical)
    parts = urlsplit(absolute)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return url
    # A page that names another site's address would replace that site's own document.
    return absolute if url is None or _site(parts.netloc) == _site(urlsplit(url).netloc) else url


def _site(netloc: str) -> str:
    return netloc.lower().rpartition("@")[2].removeprefix("www.").removeprefix("m.")
