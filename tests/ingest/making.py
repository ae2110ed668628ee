"""Files of every form, made from a text: two reports, written for the tests, with invented outlets."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape
from typing import Any

# Written for the tests.
ENGLISH = (
    "A roadside bomb hit a supply convoy in Babil province on December 21, 2020, wounding two soldiers, police said.",
    "Three rockets were fired at the Green Zone in Baghdad on December 20, 2020, and killed one civilian, the interior "
    "ministry said in a statement on Monday.",
    "No group has claimed either attack, and the army has sent more patrols to the roads south of the capital.",
)
# مكتوب للاختبار
ARABIC = (
    "انفجرت عبوة ناسفة على رتل دعم لوجستي في محافظة بابل يوم 21 كانون الأول 2020، ما أدى إلى إصابة جنديين، بحسب "
    "الشرطة.",
    "وسقطت ثلاثة صواريخ على المنطقة الخضراء في بغداد يوم 20 كانون الأول 2020، وقتل مدني واحد، وفق بيان لوزارة "
    "الداخلية.",
    "ولم تعلن أي جهة مسؤوليتها عن الهجومين، وأرسل الجيش دوريات إضافية إلى الطرق جنوب العاصمة.",
)
TEXTS = {"en": ENGLISH, "ar": ARABIC}
URL = "https://river.example/2020/12/bombs"


def plain(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def page(paragraphs: Sequence[str], *, charset: str = "utf-8", head: str = "", language: str = "en") -> bytes:
    """A page of a news site, with menu, related links and footer around the text."""
    body = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs)
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="{charset}">
<title>Bombs and rockets | River Wire</title><meta property="og:site_name" content="River Wire">
<meta name="author" content="Sami Haddad"><meta property="article:published_time" content="2020-12-21T18:30:00+03:00">
<meta property="article:modified_time" content="2020-12-22T09:00:00+0300">
<link rel="canonical" href="{URL}">{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article>{body}</article>
<aside><h3>Related</h3><ul><li><a href="/x">Market news of the week</a></li></ul></aside>
<footer><p>Copyright River Wire. All rights reserved.</p></footer></body></html>""".encode(charset, "xmlcharrefreplace")


def word(paragraphs: Sequence[str], *, table: Sequence[Sequence[str]] = (), entries: Sequence[str] = ()) -> bytes:
    from docx import Document

    made = Document()
    made.core_properties.title, made.core_properties.author = "Bombs and rockets", "Sami Haddad"
    for text in paragraphs:
        made.add_paragraph(text)
    for text in entries:
        made.add_paragraph(text, style="List Bullet")
    if table:
        grid = made.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A Word file whose text unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(["x"]))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != "word/document.xml":
                new.writestr(part, old.read(part))
        with new.open("word/document.xml", "w", force_zip64=True) as body:
            for _ in range(300):
                body.write(b" " * 1_000_000)
    return out.getvalue()


def mail(paragraphs: Sequence[str], *, html: bool = False, attached: dict[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Sami Haddad <sami@river.example>"
    message["To"] = "desk@palm.example"
    message["Subject"] = "القنابل والصواريخ – Bombs"
    message["Date"] = "Mon, 21 Dec 2020 18:30:00 +0300"
    message["Message-ID"] = "<1@river.example>"
    if html:
        message.set_content("".join(f"<p>{escape(p)}</p>" for p in paragraphs), subtype="html")
    else:
        message.set_content(plain(paragraphs))
    for name, data in (attached or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def rss(entries: Sequence[Sequence[str]], *, title: str = "River Wire") -> bytes:
    items = "".join(
        f"<item><title>Report {n}</title><link>{URL}/{n}</link><author>sami@river.example (Sami Haddad)</author>"
        f"<pubDate>Mon, 21 Dec 2020 18:30:00 +0300</pubDate>"
        f"<description>{escape(''.join(f'<p>{escape(p)}</p>' for p in paragraphs))}</description></item>"
        for n, paragraphs in enumerate(entries, 1)
    )
    head = f"<title>{title}</title><link>https://river.example</link><description>News</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def atom(paragraphs: Sequence[str]) -> bytes:
    body = escape("".join(f"<p>{escape(p)}</p>" for p in paragraphs))
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>River Wire</title>
<id>urn:x</id><updated>2020-12-22T06:00:00Z</updated><entry><title>Bombs</title><id>urn:y</id>
<link href="{URL}"/><published>2020-12-21T15:30:00Z</published><updated>2020-12-22T06:00:00Z</updated>
<author><name>Sami Haddad</name></author><content type="html">{body}</content></entry></feed>""".encode()


def warc(*pages: tuple[str, bytes, str, str], gzip: bool = True) -> bytes:
    """pages: address, body, type and status line."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, body, kind, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        told = {"WARC-Date": "2020-12-23T10:00:00Z"}
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=told
        )
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def telegram(*messages: dict[str, Any], kind: str = "public_channel", name: str = "River Wire") -> bytes:
    told = {"name": name, "type": kind, "id": 1234567, "messages": list(messages)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def message(id: int, text: Any, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": "message", "date": "2020-12-21T18:30:00", "date_unixtime": "1608564600",
            "from": "River Wire", "from_id": "channel1234567", "text": text, **more}  # fmt: skip


def pdf(lines: Sequence[Sequence[tuple[str, float]]], *, title: str = "Bombs and rockets") -> bytes:
    """A page whose lines are pieces of text, each at its place from the left, in the order given.

    Its font tells every letter by a table, as the fonts of word processors do.
    """
    shown = []
    for number, line in enumerate(lines):
        for text, x in line:
            shown.append(f"BT /F 11 Tf 1 0 0 1 {x} {760 - 16 * number} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
    table = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfrange <0020> <00FF> <0020> <0600> <06FF> <0600> endbfrange
2 beginbfrange <2010> <20FF> <2010> <0400> <04FF> <0400> endbfrange endcmap end end"""
    stream = "\n".join(shown)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
        f"<< /Title ({title}) /Author (Sami Haddad) >>",
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def wrapped(paragraphs: Sequence[str], width: int = 90) -> list[list[tuple[str, float]]]:
    """Paragraphs as the lines of a printed page."""
    import textwrap

    lines: list[list[tuple[str, float]]] = []
    for text in paragraphs:
        lines += [[(line, 50.0)] for line in textwrap.wrap(text, width)]
    return lines


def locked(data: bytes) -> bytes:
    """A PDF that opens with a password alone."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
