"""A fragment for a blog editor: no script, no style element, no class; pictures as PNG files beside it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sijill.publish.chart import chart
from sijill.publish.map import choropleth
from sijill.publish.markdown import target
from sijill.publish.page import (
    basis,
    cards,
    chart_rows,
    dated,
    elsewhere_line,
    map_counts,
    rests_on,
    safe_url,
    together,
    tongue,
)
from sijill.publish.phrases import phrases
from sijill.publish.picture import picture
from sijill.publish.post import Finding, Group, Line, Post, Quote, Shown, plain

PICTURE_PX = 720
_MUTED = "color:#626973;font-size:0.9em"
_TOGETHER = 'style="white-space:nowrap"'
_QUOTE = "margin:0.6em 0;padding:0 0.9em;border-inline-start:3px solid #dcdfe3"


def fragment(post: Post, pictures: Mapping[str, str]) -> str:
    """The post as an HTML fragment in the seed's order: text, list, sources, then the evidence.

    pictures: "chart", "map" and "finding-1" to the file names of their pictures.
    """
    words = phrases(post.language)
    dir = words.text("direction")
    parts = [f'<div lang="{post.language}" dir="{dir}">', f"<h2>{_line(post, post.headline)}</h2>"]
    if post.standfirst:
        parts.append(f'<p dir="auto"><em>{html.escape(post.standfirst)}</em></p>')
    if post.caption:
        parts.append(f'<p dir="auto" style="{_MUTED}">{html.escape(post.caption)}</p>')
    if post.correction:
        parts.append(_correction(post))
    parts.extend(f"<p>{_line(post, paragraph)}</p>" for paragraph in post.paragraphs)
    for name, caption in (("chart", post.chart_caption), ("map", post.map_caption)):
        if name in pictures:
            alt = html.escape(plain(caption), quote=True)
            address = html.escape(pictures[name], quote=True)
            image = f'<img src="{address}" alt="{alt}" style="max-width:100%;height:auto" width="{PICTURE_PX}">'
            parts.append(f'<p>{image}<br><span style="{_MUTED}">{_line(post, caption)}</span></p>')
    for number, found in enumerate(post.findings, 1):
        parts.extend(_finding(post, found, pictures.get(f"finding-{number}")))
    for key, groups in (("list", post.groups), ("others", post.others)):
        parts.extend([f"<h3>{words.text(f'page.{key}')}</h3>"] if groups else [])
        for group in groups:
            parts.extend(_group(post, group))
    for key, lines in (("chronology", post.chronology), ("checks", post.notes)):
        if lines:
            items = "".join(f"<li>{_line(post, item)}</li>" for item in lines)
            parts.append(f"<h3>{words.text(f'page.{key}')}</h3><ul>{items}</ul>")
    parts.append(f"<h3>{words.text('page.sources')}</h3>")
    parts.extend(f"<p>{_line(post, entry)}</p>" for _, entries in post.sources for entry in entries)
    parts.extend(f'<p style="{_MUTED}">{html.escape(sentence)}</p>' for sentence in post.method)
    parts.extend([_evidence(post), "</div>"])
    return "\n".join(parts) + "\n"


def _group(post: Post, group: Group) -> list[str]:
    """A heading, its lines with their days and the reason of each that is left out, and the totals."""
    words = phrases(post.language)
    parts = [f"<h4>{together(group.heading, words, _TOGETHER)}</h4>"]
    for day, item, reason in dated(group, words):
        why = f' <span style="{_MUTED}">({html.escape(reason)})</span>' if reason else ""
        when = f'<span style="{_MUTED}">{html.escape(day)}</span>{words.text("page.dash")}'
        parts.append(f"<p>{when}{_line(post, item)}{why}</p>")
    if group.totals:
        parts.append(f"<p><strong>{_line(post, group.totals)}</strong></p>")
    return parts


def _finding(post: Post, found: Finding, image: str | None) -> list[str]:
    """What a statistic found: sentences, picture, basis, links."""
    words = phrases(post.language)
    colon = words.text("colon")
    parts = [f"<h3>{html.escape(found.heading)}</h3>"]
    parts.extend(f"<p>{html.escape(sentence)}</p>" for sentence in found.sentences)
    if image:
        address, alt = (html.escape(text, quote=True) for text in (image, found.caption))
        drawn = f'<img src="{address}" alt="{alt}" style="max-width:100%;height:auto" width="{PICTURE_PX}">'
        parts.append(f'<p>{drawn}<br><span style="{_MUTED}">{html.escape(found.caption)}</span></p>')
    linked, elsewhere = rests_on(post, found)
    links = words.text("comma").join(f'<a href="#i-{id}">{html.escape(date)}</a>' for id, date in linked)
    for told in (
        f"{words.text('finding.assumes')}{colon}{html.escape(' '.join(found.assumptions))}",
        html.escape(basis(found, words)),
        f"{words.text('finding.how')}{colon}{html.escape(found.method)}",
        f"{words.text('finding.rests')}{colon}{links} {html.escape(elsewhere_line(elsewhere, words))}",
    ):
        parts.append(f'<p style="{_MUTED}">{told}</p>')
    return parts


def pictures(post: Post, folder: Path, stem: str) -> dict[str, Path]:
    """Draw the chart, the map and each finding as PNG files; what there is nothing to draw for is left out."""
    drawn: dict[str, Path] = {}
    rows = chart_rows(post)
    if rows:
        drawn["chart"] = folder / f"{stem}.chart.png"
        chart(rows, drawn["chart"], language=post.language, caption=plain(post.chart_caption), width=PICTURE_PX)
    counts, texts, labels = map_counts(post)
    if post.divisions is not None and counts:
        drawn["map"] = folder / f"{stem}.map.png"
        choropleth(
            counts,
            post.divisions,
            drawn["map"],
            language=post.language,
            width=PICTURE_PX,
            labels=labels,
            texts=texts,
            points=post.points,
            countries=post.countries,
            caption=plain(post.map_caption),
        )
    for number, found in enumerate(post.findings, 1):
        file = drawn[f"finding-{number}"] = folder / f"{stem}.finding-{number}.png"
        picture(dict(found.chart), file, title=found.heading, caption=found.caption, language=post.language)
    return drawn


def _line(post: Post, line: Line) -> str:
    words, said = phrases(post.language), []
    for piece in line:
        if isinstance(piece, str):
            said.append(together(piece, words, _TOGETHER))
        elif isinstance(piece, Shown):
            said.append(f'<a href="#{target(post, piece.figure)}">{together(piece.text, words, _TOGETHER)}</a>')
        elif piece.url and safe_url(piece.url):
            address = html.escape(piece.url, quote=True)
            told = html.escape(piece.text)
            said.append(f'<a href="{address}" dir="ltr" style="overflow-wrap:anywhere">{told}</a>')
        else:
            tag = "em" if piece.italic else "bdi"
            said.append(f"<{tag}{tongue(piece.language)}>{html.escape(piece.text)}</{tag}>")
    return "".join(said)


def _evidence(post: Post) -> str:
    words = phrases(post.language)
    parts = [f'<h3 id="evidence">{words.text("page.evidence")}</h3>']
    for id, member, cited in cards(post):
        title = f"{html.escape(member.date)}{words.text('page.dash')}{html.escape(member.line)}"
        parts.append(f'<p id="i-{id}"><strong>{title}</strong></p>')
        for label, told in (("differs", member.dissent), ("who", member.attribution)):
            if told:
                sentence = html.escape(words.text("semicolon").join(told))
                parts.append(f'<p style="{_MUTED}">{words.text(f"page.{label}")}{words.text("colon")}{sentence}</p>')
        parts.extend(_quote(post, post.quotes[key]) for key in cited)
    parts.extend(_quote(post, q) for q in post.quotes.values() if q.incident not in post.members)
    return "\n".join(parts)


def _quote(post: Post, quote: Quote) -> str:
    words = phrases(post.language)
    when = f"{words.text('comma')}{words.day(date.fromisoformat(quote.date))}" if quote.date else ""
    said = f"{html.escape(quote.before)}<strong>{html.escape(quote.quote)}</strong>{html.escape(quote.after)}"
    address = safe_url(quote.url)
    outlet = f"<bdi>{html.escape(quote.outlet or '')}</bdi>"
    source = f'<a href="{html.escape(address, quote=True)}">{outlet}</a>' if address else outlet
    return (
        f'<blockquote id="{quote.id}"{tongue(quote.language)} style="{_QUOTE}">{said}<br>'
        f'<span style="{_MUTED}" dir="{words.text("direction")}">{source}{when}</span></blockquote>'
    )


def _correction(post: Post) -> str:
    if post.correction is None:
        return ""
    items = []
    for change in post.correction.changes:
        causes = "".join(f"<li>{html.escape(sentence)}</li>" for _, sentence, _ in change.causes)
        items.append(f"<li>{html.escape(change.line)}<ul>{causes}</ul></li>")
    return f"<p><strong>{html.escape(post.correction.heading)}</strong></p><ul>{''.join(items)}</ul>"
