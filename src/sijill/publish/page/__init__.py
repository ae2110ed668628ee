"""A post as one HTML file that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape as html_escape
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from sijill.publish.chart import chart
from sijill.publish.map import choropleth
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.picture import svg
from sijill.publish.post import Cell, Figure, Finding, Group, Line, Member, Piece, Post, Quote, Shown, plain

_TOGETHER = 'class="together"'
WIDE_PX, NARROW_PX = 640, 340
FACES = (
    ("Newsreader", "400", "normal", "newsreader-400.woff2"),
    ("Newsreader", "600", "normal", "newsreader-600.woff2"),
    ("Newsreader", "400", "italic", "newsreader-400-italic.woff2"),
)
ARABIC_FACES = (
    ("Noto Naskh Arabic", "400", "normal", "noto-naskh-arabic-400.woff2"),
    ("Noto Naskh Arabic", "700", "normal", "noto-naskh-arabic-700.woff2"),
)
RTL = frozenset({"ar", "ckb", "fa", "he", "ur"})
ARABIC_RANGE = "U+0600-06FF,U+200C-200F,U+FD3E-FD3F"


def html(post: Post) -> str:
    """The whole page: styles, fonts, charts, quotes and the stored figures within it."""
    from markupsafe import Markup

    words = phrases(post.language)
    anchors = {id: f"fig-{at}" for at, id in enumerate(post.figures, 1)}
    links = {id: f"#{anchor}" for id, anchor in anchors.items() if post.figures[id].quotes}
    stored = _json(post.to_json())
    known: dict[str, Quote] = {**(post.correction.quotes if post.correction else {}), **post.quotes}
    script = _file("post.js")
    columns, rows = chart_table(post, words)
    page: str = template().render(
        post=post,
        anchors=anchors,
        quotes=post.quotes,
        members=post.members,
        say=words.text,
        plain=plain,
        tongue=lambda code: Markup(tongue(code)),  # noqa: S704  (a checked language code)
        together=lambda text: Markup(together(text, words, _TOGETHER)),  # noqa: S704  (escaped there)
        day=lambda iso: _day(words, iso),
        language=lambda code: _language(words, code),
        css=_file("post.css"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        stored=stored,
        fonts=faces(arabic=any("؀" <= letter <= "ۿ" for letter in set(stored))),
        made=_made(post, words),
        charts=charts(post, words, links),
        maps=maps(post, words, links),
        chart_rows_are="page.month" if months(post) else "page.whole",
        chart_heading=heading(post, words, "chart" if months(post) else "chart_week"),
        map_heading=heading(post, words, "map"),
        chart_table={"columns": columns, "rows": rows},
        map_table=map_table(post, words),
        findings=[shown_finding(post, found, words) for found in post.findings],
        cards=cards(post),
        loose=loose(post),
        dated=lambda group: dated(group, words),
        outlets=lambda member: outlets(post, member),
        blocks=lambda ids: blocks(known, ids),
        shown_words=_words(post, words),
    )
    return page


@lru_cache(maxsize=1)
def template() -> Any:
    """The page's template, everything in it escaped unless it is ours."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["safe_url"] = safe_url
    return environment.get_template("post.html.j2")


def safe_url(url: str | None) -> str:
    """A link that a reader may follow, else nothing: a document's address is a stranger's text."""
    return url if url and urlsplit(url).scheme in ("http", "https") else ""


def tongue(code: str | None) -> str:
    """The lang and dir attributes of words in a language."""
    if not code or not code.replace("-", "").isalnum():
        return ' dir="auto"'
    return f' lang="{code}" dir="{"rtl" if code.split("-")[0] in RTL else "ltr"}"'


def together(text: str, words: Phrases, attribute: str) -> str:
    """Text as HTML, a range of numbers kept on one line with the month beside it: "20–26", "1–30 أيلول".

    attribute: of the element around a range, which keeps it from being broken.
    """
    pieces = _ranges(words.language).split(html_escape(text))
    return "".join(f"<span {attribute}>{piece}</span>" if at % 2 else piece for at, piece in enumerate(pieces))


@lru_cache(maxsize=8)
def _ranges(language: str) -> re.Pattern[str]:
    """Finds ranges of numbers, each as its one group."""
    words = phrases(language)
    month = "|".join(map(re.escape, (*words.told["months"], *words.told["months_short"])))
    return re.compile(rf"((?:\b(?:{month}) )?\b\d[\d,.]*–\d[\d,.]*\b(?: (?:{month})\b)?)")


def faces(*, arabic: bool) -> str:
    """The fonts as data within the page; the Arabic ones where there is Arabic to show."""
    listed = [(face, "") for face in FACES] + [
        (face, f"unicode-range:{ARABIC_RANGE};") for face in ARABIC_FACES if arabic
    ]
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;{reach}'
        f'src:url(data:font/woff2;base64,{_font(name)}) format("woff2")}}\n'
        for (family, weight, style, name), reach in listed
    )


def months(post: Post) -> list[str]:
    """The months of the chart, in order; none where the period is told as one."""
    return [group.key for group in post.groups if group.key[:4].isdigit()]


def charts(post: Post, words: Phrases, links: Mapping[str, str]) -> list[str]:
    """The chart for a wide page and for a phone; none if there is nothing to draw."""
    rows = chart_rows(post)
    if not rows:
        return []
    addresses = {(cell.row, cell.column): links[cell.figure] for cell in post.chart if cell.figure in links}
    if not months(post):
        addresses = {(cell.column, ""): links[cell.figure] for cell in post.chart if cell.figure in links}
    caption = plain(post.chart_caption)
    return [
        chart(rows, language=post.language, caption=caption, width=width, links=addresses)
        for width in (WIDE_PX, NARROW_PX)
    ]


def chart_rows(post: Post) -> list[dict[str, Any]]:
    """The chart's numbers as rows by month and weapon, empty months included; by weapon where there are no months."""
    order = months(post)
    rows = []
    for cell in sorted(post.chart, key=lambda cell: cell.row):
        figure = post.figures[cell.figure]
        key = {"month": cell.row, "weapon": cell.column} if order else {"weapon": cell.column}
        rows.append(
            {
                **key,
                "low": figure.low,
                "best": figure.best,
                "high": figure.high,
                "complete": cell.row not in post.unfinished,
            }
        )
    if not rows:
        return []
    told = {row["month"] for row in rows} if order else set()
    weapon = rows[0]["weapon"]
    rows.extend(
        {"month": key, "weapon": weapon, "low": 0, "best": 0, "high": 0, "complete": key not in post.unfinished}
        for key in order
        if key not in told
    )
    return sorted(rows, key=lambda row: row.get("month", ""))


def maps(post: Post, words: Phrases, links: Mapping[str, str]) -> list[str]:
    """The map for a wide page and for a phone; none without polygons or places."""
    counts, texts, labels = map_counts(post)
    if post.divisions is None or not counts:
        return []
    return [
        choropleth(
            counts,
            post.divisions,
            language=post.language,
            width=width,
            labels=labels,
            points=post.points,
            texts=texts,
            links={cell.row: links[cell.figure] for cell in post.map if cell.figure in links},
            countries=post.countries,
            caption=plain(post.map_caption),
        )
        for width in (WIDE_PX, NARROW_PX)
    ]


def map_counts(post: Post) -> tuple[dict[str, int], dict[str, str], dict[str, str]]:
    """By division: how many, the number to show ("3+" where it is open), and what to call it."""
    cells = {cell.row: (cell, post.figures[cell.figure]) for cell in post.map if cell.row != "?"}
    counts = {name: int(figure.best or figure.low or 0) for name, (_, figure) in cells.items()}
    texts = {name: f"{counts[name]:,}{'+' if figure.high is None else ''}" for name, (_, figure) in cells.items()}
    return counts, texts, {name: cell.label or name for name, (cell, _) in cells.items()}


def chart_table(post: Post, words: Phrases) -> tuple[list[str], list[tuple[str, list[Line], Line]]]:
    """The chart's numbers as a table of figures: weapon names, and a row a month with its total."""
    weapons = list(dict.fromkeys(cell.column for cell in post.chart))
    weapons.sort(key=lambda code: (code in ("unknown", "other"), -_sum(post, code), code))
    headings = {group.key: group.heading for group in post.groups}
    rows = []
    for key in months(post) or ["week"]:
        found = {cell.column: _shown(post, cell) for cell in post.chart if cell.row == key}
        total = post.figures.get(f"incidents/month={key}" if months(post) else "incidents")
        cells: list[Line] = [found.get(weapon, ("–",)) for weapon in weapons]
        summed: Line = (_piece(total),) if total else ("–",)
        rows.append((headings.get(key, post.period), cells, summed))
    return [words.label("weapons", weapon) for weapon in weapons], rows


def map_table(post: Post, words: Phrases) -> list[tuple[str, Line]]:
    """The map's numbers as a table of figures, the largest first, places unknown last."""
    cells = sorted(post.map, key=lambda cell: (cell.row == "?", -(post.figures[cell.figure].best or 0), cell.row))
    return [(cell.label or cell.row, _shown(post, cell)) for cell in cells]


def cards(post: Post) -> list[tuple[str, Member, list[str]]]:
    """Incidents by date, each with the quotes that some figure rests on."""
    used = {id for figure in post.figures.values() for id in figure.quotes}
    by_incident: dict[str, list[str]] = {}
    for id, quote in post.quotes.items():
        if id in used and quote.incident:
            by_incident.setdefault(quote.incident, []).append(id)
    told = sorted(post.members.items(), key=lambda pair: ((pair[1].when or {}).get("start", "9"), pair[0]))
    return [(id, member, by_incident[id]) for id, member in told if id in by_incident]


def loose(post: Post) -> list[str]:
    """Quotes that belong to no incident: those of the chronology and of the checks."""
    return [id for id, quote in post.quotes.items() if quote.incident not in post.members]


def shown_finding(post: Post, found: Finding, words: Phrases) -> dict[str, Any]:
    """A finding as a page shows it: its pictures, and which of its incidents the post has words of."""
    linked, elsewhere = rests_on(post, found)
    return {
        "found": found,
        "plates": [svg(spec, named=found.caption) for spec in (found.chart, found.narrow)],
        "linked": linked,
        "elsewhere": elsewhere_line(elsewhere, words),
        "basis": basis(found, words),
    }


def rests_on(post: Post, found: Finding) -> tuple[list[tuple[str, str]], int]:
    """The incidents of the days compared that the post has words of, with their dates; and how many more there are."""
    own = set(found.incidents)
    first, last = found.start.isoformat(), found.end.isoformat()
    linked = [
        (id, member.date)
        for id, member, _ in cards(post)
        if id in own and member.when and member.when["start"] <= last and member.when["end"] >= first
    ]
    return linked, len(own) - len(linked)


def elsewhere_line(n: int, words: Phrases) -> str:
    return words.text("finding.elsewhere", n=f"{n:,}") if n else ""


def basis(found: Finding, words: Phrases) -> str:
    """Filter, codebook and record, in a line."""
    return words.text(
        "finding.basis", filter=words.isolated(found.filter), codebook=found.codebook, as_of=f"{found.as_of:,}"
    )


def outlets(post: Post, member: Member) -> list[str]:
    """The outlets that tell of an incident."""
    names = {quote.document: quote.outlet or "" for quote in post.quotes.values()}
    return list(dict.fromkeys(names[document] for document in member.documents if names.get(document)))


def dated(group: Group, words: Phrases) -> list[tuple[str, Line, str]]:
    """The lines of a group with their days, and "left out: foiled" or, for a line that counts, ""."""
    told = [words.text("page.because", reason=words.isolated(why)) if why else "" for why in group.reasons]
    return list(zip(group.dates, group.lines, told or [""] * len(group.lines), strict=True))


def heading(post: Post, words: Phrases, key: str) -> str:
    return words.text(f"page.{key}", noun=words.text(f"nouns.{post.noun}"))


def blocks(known: Mapping[str, Quote], ids: Iterable[str]) -> list[dict[str, Any]]:
    """Quotes by document, and within it by sentence, each sentence once with all its words marked."""
    documents: dict[str, list[Quote]] = {}
    for id in ids:
        documents.setdefault(known[id].document, []).append(known[id])
    made = []
    for quotes in documents.values():
        sentences: dict[str, list[tuple[int, int]]] = {}
        for quote in sorted(quotes, key=lambda q: (q.start, q.end)):
            at = len(quote.before)
            whole = f"{quote.before}{quote.quote}{quote.after}"
            sentences.setdefault(whole, []).append((at, at + len(quote.quote)))
        parts = [_marked(text, spans) for text, spans in sentences.items()]
        made.append({"quote": quotes[0], "ids": [q.id for q in quotes], "sentences": parts})
    return made


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[bool, str]]:
    """A sentence cut into (marked or not, words)."""
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    parts, done = [], 0
    for start, end in joined:
        parts.extend([(False, text[done:start]), (True, text[start:end])])
        done = end
    return [part for part in (*parts, (False, text[done:])) if part[1]]


def _words(post: Post, words: Phrases) -> str:
    """What the script needs to show a quote in the post's language."""
    dates = {quote.date for quote in post.quotes.values() if quote.date}
    return _json(
        {
            "days": {iso: _day(words, iso) for iso in sorted(dates)},
            "comma": words.text("comma"),
            "dash": words.text("page.dash"),
            "by": words.text("attribution.by"),
            "rtl": sorted(RTL),
        }
    )


def _json(body: Any) -> str:
    """JSON that may stand within a script element."""
    told = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return (
        told.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def _sum(post: Post, weapon: str) -> float:
    return sum(post.figures[cell.figure].best or 0 for cell in post.chart if cell.column == weapon)


def _shown(post: Post, cell: Cell) -> Line:
    return (_piece(post.figures[cell.figure]),)


def _piece(figure: Figure) -> Piece:
    digits = f"{figure.best:,.0f}" if figure.best is not None else figure.text
    if figure.high is None or figure.low != figure.high:
        digits += "+" if figure.high is None else f" ({figure.low:,.0f}–{figure.high:,.0f})"
    return Shown(figure.id, digits) if figure.quotes else "–"


def _made(post: Post, words: Phrases) -> str:
    return words.text(
        "page.made",
        date=words.day(post.made_day),
        as_of=f"{post.as_of:,}",
        codebook=post.codebook,
        codebook_version=post.codebook_version,
        version=post.version,
    )


def _day(words: Phrases, iso: str) -> str:
    from datetime import date

    return words.day(date.fromisoformat(iso))


def _language(words: Phrases, code: str) -> str:
    return str(words.told["languages"].get(code, words.text("languages.other")))


@lru_cache(maxsize=16)
def _file(name: str) -> str:
    return resources.files("sijill.publish.page").joinpath(name).read_text("utf-8")


@lru_cache(maxsize=16)
def _font(name: str) -> str:
    return base64.b64encode(resources.files("sijill.publish").joinpath(f"fonts/{name}").read_bytes()).decode("ascii")
