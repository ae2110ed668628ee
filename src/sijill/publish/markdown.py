"""A post as Markdown: the same figures, with numbered notes that hold the quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sijill.publish.page import basis, cards, dated, elsewhere_line, heading, rests_on, safe_url
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import Finding, Group, Line, Post, Quote, Shown, Words

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LIST_MARK = re.compile(r"^(\s*)(\d+)([.)])")


def markdown(post: Post) -> str:
    """The whole post. Each figure links to the incident's words under "Evidence"."""
    words = phrases(post.language)
    parts: list[str] = [f"# {line(post.headline, post)}"]
    if post.standfirst:
        parts.append(f"*{escape(post.standfirst)}*")
    if post.caption:
        parts.append(f"> {escape(post.caption)}")
    if post.correction is not None:
        parts.append(correction_note(post))
    parts.extend(line(paragraph, post) for paragraph in post.paragraphs)
    parts.append(f"## {words.text('page.list')}")
    for group in post.groups:
        parts.extend([f"### {escape(group.heading)}", *_lines(group, post)])
        if group.totals:
            parts.append(f"**{line(group.totals, post)}**")
    if post.chart:
        parts.extend(
            [
                f"## {heading(post, words, 'chart' if _monthly(post) else 'chart_week')}",
                _table(post, words),
                line(post.chart_caption, post),
            ]
        )
    if post.map:
        parts.extend([f"## {heading(post, words, 'map')}", _places(post, words), line(post.map_caption, post)])
    for number, found in enumerate(post.findings, 1):
        parts.extend(_finding(post, found, number, words))
    if post.others:
        parts.append(f"## {words.text('page.others')}")
        for group in post.others:
            parts.extend([f"### {escape(group.heading)}", *_lines(group, post)])
    if post.chronology:
        parts.extend([f"## {words.text('page.chronology')}", bullets(post.chronology, post)])
    if post.notes:
        parts.extend([f"## {words.text('page.checks')}", bullets(post.notes, post)])
    parts.append(f"## {words.text('page.sources')}")
    for _, entries in post.sources:
        parts.extend(line(entry, post) for entry in entries)
    parts.extend([f"## {words.text('page.method')}", *map(escape, post.method), evidence(post)])
    return "\n\n".join(part for part in parts if part) + "\n"


def _finding(post: Post, found: Finding, number: int, words: Phrases) -> list[str]:
    """What a statistic found, with its basis and links to the incidents that the post has words of."""
    linked, elsewhere = rests_on(post, found)
    links = words.text("comma").join(f"[{escape(date)}](#i-{id})" for id, date in linked)
    colon = words.text("colon")
    return [
        f'<a id="finding-{number}"></a>',
        f"## {escape(found.heading)}",
        *map(escape, found.sentences),
        f"{words.text('finding.assumes')}{colon}{escape(' '.join(found.assumptions))}",
        escape(basis(found, words)),
        f"{words.text('finding.how')}{colon}{escape(found.method)}",
        f"{words.text('finding.rests')}{colon}{links} {elsewhere_line(elsewhere, words)}".rstrip(),
    ]


def _lines(group: Group, post: Post) -> list[str]:
    """The lines of a group, each with its day and, where it is left out of the counts, with the reason."""
    words = phrases(post.language)
    return [
        f"{escape(day)}{words.text('page.dash')}{line(item, post)}" + (f" *({escape(reason)})*" if reason else "")
        for day, item, reason in dated(group, words)
    ]


def evidence(post: Post) -> str:
    """Every incident with its quotes, under an anchor of its own."""
    words = phrases(post.language)
    parts = [f"## {words.text('page.evidence')}"]
    for id, member, cited in cards(post):
        parts.append(f'<a id="i-{id}"></a>**{escape(member.date)}{words.text("page.dash")}{escape(member.line)}**')
        for label, told in (("differs", member.dissent), ("who", member.attribution)):
            if told:
                parts.append(
                    f"{words.text(f'page.{label}')}{words.text('colon')}{escape(words.text('semicolon').join(told))}"
                )
        parts.extend(quote(post.quotes[key], words) for key in cited)
    loose = [
        f'<a id="{id}"></a>\n\n{quote(q, words)}' for id, q in post.quotes.items() if q.incident not in post.members
    ]
    return "\n\n".join([*parts, *loose])


def quote(found: Quote, words: Phrases) -> str:
    """A quote in its sentence, the words themselves in bold, and whose they are."""
    told = " ".join(f"{found.before}\x00{found.quote}\x01{found.after}".split())
    said = escape(told).replace("\x00", "**").replace("\x01", "**")
    date_told = f"{words.text('comma')}{words.day(date.fromisoformat(found.date))}" if found.date else ""
    title = escape(found.title or found.url or "")
    address = safe_url(found.url)
    link = f". [{title}](<{address}>)" if address and title else f". {title}" if title else ""
    return f"> {isolated(said, found.language, words)}\n>\n> — {escape(found.outlet or '')}{date_told}{link}"


def correction_note(post: Post) -> str:
    """What changed since an earlier post, to set under that post or above this one."""
    if post.correction is None:
        return ""
    words = phrases(post.language)
    known: Mapping[str, Quote] = {**post.correction.quotes, **post.quotes}
    parts = [f"**{escape(post.correction.heading)}**"]
    for change in post.correction.changes:
        lines = [f"- {escape(change.line)}"]
        for _, sentence, cited in change.causes:
            lines.append(f"    - {escape(sentence)}")
            lines.extend(f"        - {_short(known[id], words)}" for id in cited if id in known)
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def line(pieces: Line, post: Post) -> str:
    """A line as Markdown, its figures links to their words."""
    words = phrases(post.language)
    said = []
    for piece in pieces:
        if isinstance(piece, str):
            said.append(escape(piece))
        elif isinstance(piece, Shown):
            said.append(f"[{escape(piece.text)}](#{target(post, piece.figure)})")
        else:
            said.append(_words(piece, words))
    return _LIST_MARK.sub(r"\1\2\\\3", "".join(said))


def target(post: Post, figure: str) -> str:
    """Where a figure's words stand: its first incident, else its first quote, else the whole list of evidence."""
    found = post.figures[figure]
    if found.incidents:
        return f"i-{found.incidents[0]}"
    return found.quotes[0] if found.quotes else "evidence"


def bullets(lines: Sequence[Line], post: Post) -> str:
    return "\n".join(f"- {line(item, post)}" for item in lines)


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def isolated(text: str, language: str | None, words: Phrases) -> str:
    """Words of the other direction, kept from turning the marks around them."""
    return words.isolated(text) if language != words.language else text


def _words(piece: Words, words: Phrases) -> str:
    if piece.url:
        address = safe_url(piece.url)
        return f"<{address}>" if address else escape(piece.text)
    said = isolated(escape(piece.text), piece.language, words)
    return f"*{said}*" if piece.italic else said


def _short(found: Quote, words: Phrases) -> str:
    told = escape(" ".join(found.quote.split()))
    marks = words.text("open_quote"), words.text("close_quote")
    where = words.text("comma").join(
        filter(None, [found.outlet, found.date and words.day(date.fromisoformat(found.date))])
    )
    return f"{marks[0]}{isolated(told, found.language, words)}{marks[1]} ({escape(where)})"


def _monthly(post: Post) -> bool:
    return any(group.key[:4].isdigit() for group in post.groups)


def _table(post: Post, words: Phrases) -> str:
    from sijill.publish.page import chart_table

    columns, rows = chart_table(post, words)
    head = [words.text("page.month" if _monthly(post) else "page.whole"), *columns, words.text("page.total")]
    body = [[escape(name), *(line(cell, post) for cell in cells), line(total, post)] for name, cells, total in rows]
    return _grid(head, body)


def _places(post: Post, words: Phrases) -> str:
    from sijill.publish.page import map_table

    body = [[escape(name), line(cell, post)] for name, cell in map_table(post, words)]
    return _grid([words.text("page.province"), words.text("page.number")], body)


def _grid(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))
