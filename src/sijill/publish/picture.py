"""Vega-Lite specifications to SVG, PNG, PDF or a page without script, drawn with the fonts that we carry."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from sijill.errors import UnknownChoice
from sijill.model.values import Json
from sijill.publish.files import write_bytes

FONT: Final = "Noto Sans Arabic"
INK: Final = "#23272e"
MUTED: Final = "#69707a"
RULE: Final = "#d9dce0"
PAPER: Final = "#ffffff"
NARROW: Final = 280
"""Pixels of a drawing on a phone, labels of its axes left out."""
FORMS: Final = ("svg", "png", "pdf", "html")
PNG_SCALE: Final = 2.0

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>body{{margin:2rem auto;max-width:44rem;padding:0 1rem;font:16px/1.5 Georgia,serif}}
body{{color:{ink};background:{paper}}}
svg{{max-width:100%;height:auto}}.small{{display:none}}{small}figcaption{{margin-top:.75rem;color:{muted}}}figure{{margin:0}}</style></head>
<body><figure>{svg}<figcaption>{caption}</figcaption></figure></body></html>
"""


_SMALL: Final = "@media(max-width:34rem){.large{display:none}.small{display:block}}"


@lru_cache(maxsize=1)
def _fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(resources.files("sijill.publish").joinpath("fonts")))


def config() -> dict[str, Json]:
    """The look that every chart and map shares."""
    return {
        "font": f"{FONT}, sans-serif",
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {
            "labelColor": MUTED,
            "titleColor": MUTED,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": RULE,
            "domainColor": RULE,
            "tickColor": RULE,
            "labelPadding": 6,
        },
        "legend": {
            "labelColor": INK,
            "titleColor": MUTED,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "symbolType": "square",
            "titleFontWeight": "normal",
        },
        "title": {"color": INK, "fontSize": 15, "fontWeight": "bold", "anchor": "start", "subtitleColor": MUTED},
        "text": {"color": INK, "fontSize": 12},
    }


def svg(spec: Json, *, named: str | None = None) -> str:
    """A specification as an SVG element. named: what it shows, for readers who cannot see it."""
    import vl_convert

    _fonts()
    drawn: str = vl_convert.vegalite_to_svg(spec)
    drawn = drawn[drawn.index("<svg") :]
    # Vega makes every address absolute, also where there is none: keep the anchors of a page, drop the rest.
    drawn = re.sub(r'<a xlink:href="[^"#]*"[^>]*>(.*?)</a>', r"\1", drawn, flags=re.DOTALL)
    drawn = re.sub(r'<a xlink:href="[^"#]*(#[^"]*)"[^>]*>', r'<a href="\1">', drawn)
    # Right-to-left pages would turn the anchors of its text around.
    drawn = drawn.replace("<svg ", '<svg direction="ltr" ', 1)
    if named:
        label = html.escape(named, quote=True)
        drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
    return drawn


def _plates(spec: Json, narrow: Json | None, caption: str) -> str:
    if narrow is None:
        return svg(spec, named=caption)
    return "".join(
        f'<div class="{name}">{svg(one, named=caption)}</div>' for name, one in (("large", spec), ("small", narrow))
    )


def picture(
    spec: Json, path: Path, *, title: str, caption: str, language: str = "en", direction: str = "ltr",
    narrow: Json | None = None,
) -> Path:  # fmt: skip
    """Draw a specification to a file of the form that its name ends in. Raises UnknownChoice for another form.

    narrow: the same for a phone, which a page shows there instead.
    """
    import vl_convert

    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UnknownChoice.of("picture form", form, FORMS)
    if form == "svg":
        return write_bytes(path, svg({**spec, "background": PAPER}, named=caption).encode())
    if form == "html":
        page = _PAGE.format(
            language=language,
            direction=direction,
            title=html.escape(title),
            caption=html.escape(caption),
            ink=INK,
            paper=PAPER,
            muted=MUTED,
            small=_SMALL if narrow else "",
            svg=_plates(spec, narrow, caption),
        )
        return write_bytes(path, page.encode())
    _fonts()
    opaque = {**spec, "background": PAPER, "padding": 16}
    drawn = vl_convert.vegalite_to_png(opaque, scale=PNG_SCALE) if form == "png" else vl_convert.vegalite_to_pdf(opaque)
    return write_bytes(path, drawn)
