"""Try the check of sums on changed posts: python eval/posts/perturb.py [SET ...] [--show] [--numbers]

Four figures, over the labelled posts of each set, those with a slip mended first so that all sums of a post hold:

precision  posts with figures untouched, as written and in each of the formats below: posts accused of anything
recall     each total that `sijill read` prints, changed by +1, -1 and +2, one at a time: how many changes are caught
collateral other numbers accused beside a changed one
forgotten  posts accused when the reader has forgotten a share of its English words, drawn at random ten times

The last is the nearest to a new post, whose words the reader has not been given: what is then accused is misread.

A format changes how a post is written and not what it says. --show prints every accusation and every change missed.
--numbers leaves all but the first figure out, --forgotten all but the fourth. These posts were used to write the rules:
the figures find failures and are not to be quoted as what a new post gets.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import score

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor, rules
from sijill.lang import pack as languages
from sijill.lang.pack import LanguagePack
from sijill.model.text import Document

HERE = Path(__file__).parent
FORGOTTEN, DRAWS = 0.1, 10
MONTHS = "January February March April May June July August September October November December".split()
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_MONTH = "|".join(MONTHS)
_BULLET = re.compile(r"^([ \t]*)[-*•]( +)", re.M)
_LIST_LINE = re.compile(r"^[ \t]*(?:[-*•]|\d+[.)]) .*$", re.M)
_FIELD = re.compile(r" [-–—|] ")


def bullets(mark: str) -> Callable[[str], str]:
    """Bullets of one sort turned into another."""
    return lambda text: _BULLET.sub(rf"\1{mark}\2", text)


def day_after_month(text: str) -> str:
    """ "3 May 2006" as "May 3, 2006"."""
    text = re.sub(rf"\b(\d{{1,2}}) ({_MONTH}) (\d{{4}})\b", r"\2 \1, \3", text)
    return re.sub(rf"(?<![\d–-])\b(\d{{1,2}}) ({_MONTH})\b", r"\2 \1", text)


def short_months(text: str) -> str:
    """ "October" as "Oct"."""
    return re.sub(rf"\b({'|'.join(m for m in MONTHS if m != 'May')})\b", lambda m: m[0][:3], text)


def heads_bold(text: str) -> str:
    """ "## October" as "**October**"."""
    return re.sub(r"^#{1,6} +(.+?)$", r"**\1**", text, flags=re.M)


def fields_swapped(text: str) -> str:
    """The second and third field of list lines of three fields and more, the other way round."""

    def swap(line: re.Match[str]) -> str:
        gaps = _FIELD.findall(line[0])
        parts = _FIELD.split(line[0])
        if len(parts) < 4 or len(set(gaps)) > 1:
            return line[0]
        return gaps[0].join([parts[0], parts[2], parts[1], *parts[3:]])

    return _LIST_LINE.sub(swap, text)


def in_words(text: str) -> str:
    """ "7 attacks" as "seven attacks"."""
    found = re.compile(r"(?<![\d\w–./:-] )(?<![\d\w–./:-])\b(\d|1[0-2]) (?=attacks?\b|incidents?\b)")
    return found.sub(lambda m: WORDS[int(m[1])] + " ", text)


_SEPARATED = re.compile(r" (?:[-–—|/·•;~]|//|::) ")


def fields_cut(mark: str) -> Callable[[str], str]:
    """List lines of three fields and more, cut by another mark."""

    def cut(line: re.Match[str]) -> str:
        marks = set(_SEPARATED.findall(line[0]))
        return _SEPARATED.sub(mark, line[0]) if len(marks) == 1 and len(_SEPARATED.findall(line[0])) > 1 else line[0]

    return lambda text: re.sub(r"^(?!\s*\||#).+$", cut, text, flags=re.M)


def fields_bracketed(text: str) -> str:
    """The fields of such lines in square brackets."""

    def cut(line: re.Match[str]) -> str:
        fields = _SEPARATED.split(line[0])
        alike = len(set(_SEPARATED.findall(line[0]))) == 1 and len(fields) > 2 and "[" not in line[0]
        return " ".join(f"[{one.strip()}]" for one in fields) if alike and not _LIST_LINE.match(line[0]) else line[0]

    return re.sub(r"^(?!\s*\||#).+$", cut, text, flags=re.M)


def pairs(text: str) -> str:
    """ "3 killed, 5 wounded" at the end of a list line as "3/5"."""
    told = re.compile(r"(\d+) killed, (\d+) wounded(?=[.)\]]?$)", re.M)
    return (
        told.sub(r"[\1/\2]", text)
        if len(told.findall(text)) == len(re.findall(r"(?:killed|wounded)[.)\]]?$", text, re.M))
        else text
    )


def roman(text: str) -> str:
    """Numbered list lines numbered in Roman numerals."""
    numerals = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()

    def number(match: re.Match[str]) -> str:
        n = int(match[1])
        return f"({numerals[n - 1]}) " if 1 <= n <= len(numerals) else match[0]

    return re.sub(r"^(\d{1,2})[.)] ", number, text, flags=re.M)


def two_lines(text: str) -> str:
    """Bulleted lines broken at a comma or a stop, and set in below."""
    return re.sub(r"^([-*•] .{20,60}?[,.;:]) (?=.{10})", r"\1\n  ", text, flags=re.M)


FORMATS: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "dashes": bullets("-"),
    "dots": bullets("•"),
    "stars": bullets("*"),
    "dead": lambda text: re.sub(r"\b(\d+) killed\b", r"\1 dead", text),
    "injured": lambda text: re.sub(r"\bwounded\b", "injured", text),
    "incidents": lambda text: re.sub(r"(?<=\d )attacks\b", "incidents", text),
    "no bold": lambda text: text.replace("**", ""),
    "heads bold": heads_bold,
    "month first": day_after_month,
    "short months": short_months,
    "fields swapped": fields_swapped,
    "in words": in_words,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: re.sub(r"\n{2,}", "\n", text) if re.search(r"^[-*•] ", text, re.M) else text,
    "slashes": fields_cut(" / "),
    "middle dots": fields_cut(" · "),
    "semicolons": fields_cut("; "),
    "bars": fields_cut(" | "),
    "brackets": fields_bracketed,
    "pairs": pairs,
    "roman": roman,
    "two lines": two_lines,
    "hyphens": lambda text: text.replace("–", "-").replace("—", "-"),
}


def mended(folder: Path, label: dict[str, Any]) -> str | None:
    """The text of a post with its planted slip set right; None if the label does not say how."""
    text = (folder / f"{label['id']}.md").read_bytes().decode("utf-8")
    slip = label["slip"]
    if slip is None:
        return text
    at = text.find(slip["quote"])
    if at < 0 or slip.get("found") is None or slip.get("rule", slip.get("kind")) == "sum_of_parts":
        # Such a label does not say whether the whole or a part is wrong.
        return None
    forms = [str(slip["stated"]), *(WORDS[slip["stated"] : slip["stated"] + 1])]
    for form in (*forms, forms[-1].capitalize()):
        told = list(re.finditer(rf"\b{form}\b", slip["quote"]))
        if len(told) == 1:
            start, end = at + told[0].start(), at + told[0].end()
            new = str(slip["found"]) if form.isdigit() or slip["found"] >= len(WORDS) else WORDS[slip["found"]]
            return text[:start] + new + text[end:]
    return None


def read(label: dict[str, Any], text: str) -> dict[str, Any]:
    """A text's line as `sijill read` prints it, dated and placed as its label says."""
    theatre = pipeline.theatre(label["theatre"])
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    document = Document(text, label["lang"], published, given_id=label["id"])
    reading = pipeline.read(document, RulesExtractor(theatre))
    return contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)


def errors(line: dict[str, Any]) -> list[dict[str, Any]]:
    """The accusations of a line."""
    return [check for check in line["checks"] if check["severity"] == "error"]


def totals_first(text: str, line: dict[str, Any]) -> str:
    """Each totals line that closes a list, moved before the list's first line."""
    spots = {i["id"]: _line_at(text, i["evidence"][0]["start"]) for i in line["incidents"] if i["evidence"]}
    moves = []
    for total in line["totals"]:
        mine = [spots[i] for i in total.get("covers") or () if i in spots]
        here = _line_at(text, _figure(total)["start"])
        if total["told_in"] == "line" and mine and max(mine)[0] < here[0] and "|" not in text[here[0] : here[1]]:
            moves.append((min(mine)[0], here))
    for to, (start, end) in sorted(set(moves), reverse=True):
        text = text[:to] + text[start:end] + "\n" + text[to:start] + text[end + 1 :]
    return text


def _figure(total: dict[str, Any]) -> dict[str, Any]:
    return next(e for e in total["evidence"] if e["field"] == "n")


def _line_at(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def changes(text: str, line: dict[str, Any]) -> Iterator[tuple[str, tuple[int, int], dict[str, Any]]]:
    """Each total of a text changed by +1, -1 and +2: the text, where the figure stands in it, and the total."""
    seen = set()
    for total in line["totals"]:
        span = _figure(total)
        quote = text[span["start"] : span["end"]]
        forms = [str(total["n"]), *([WORDS[total["n"]]] if total["n"] < len(WORDS) else [])]
        told = re.search(rf"\b(?:{'|'.join(forms)})\b", quote, re.I)
        if told is None or span["start"] in seen:
            continue
        seen.add(span["start"])
        start, end = span["start"] + told.start(), span["start"] + told.end()
        for by in (1, -1, 2):
            number = total["n"] + by
            if number > 0:
                digits = text[start].isdigit() or number >= len(WORDS)
                new = str(number) if digits else WORDS[number]
                new = new.capitalize() if text[start].isupper() else new
                yield text[:start] + new + text[end:], (start, start + len(new)), total


def forgetful(seed: int, code: str = "en", share: float = FORGOTTEN) -> LanguagePack:
    """A language without a share of its words."""
    pack, draw = languages.load(code), random.Random(seed)  # noqa: S311  no secret is made of it

    def some(lists: Any) -> dict[str, dict[str, list[str]]]:
        return {
            section: {
                value: [p for p in phrases if len(p) == 1 or draw.random() > share] for value, phrases in told.items()
            }
            for section, told in lists.items()
        }

    layout = {**pack.layout, "words": some({"words": pack.layout["words"]})["words"]}
    return replace(pack, lists=some(pack.lists), layout=layout, hash=f"forgetful {code} {seed}")


def forget(names: list[str], *, show: bool) -> tuple[int, int, int]:
    """Readings by a reader that has forgotten words: how many, how many accuse a post that has no slip, and warn."""
    read_all = accused = warned = 0
    known = rules.languages.load
    posts = [(name, label) for name in names for label in score.labels(HERE / name)]
    for seed in range(DRAWS):
        pack = forgetful(seed)
        rules.languages.load = lambda code, pack=pack: pack if code == "en" else known(code)  # type: ignore[assignment,misc]
        try:
            for one, label in posts:
                text = mended(HERE / one, label)
                line = read(label, text) if text is not None else {"checks": []}
                read_all += text is not None
                accused += bool(errors(line))
                warned += any(c["severity"] == "warning" and c["rule"] == "total_vs_listed" for c in line["checks"])
                for check in errors(line) if show else ():
                    print(f"{one} {label['id']} forgotten {seed}: {check['message']}")
        finally:
            rules.languages.load = known
    return read_all, accused, warned


def run(name: str, *, show: bool, numbers: bool) -> Counter[str]:
    """The counts of one set: posts and accused by format, changes, caught, and others accused."""
    folder, tally = HERE / name, Counter[str]()
    for label in score.labels(folder):
        text = mended(folder, label)
        if text is None:
            continue
        line = read(label, text)
        texts = {name: change(text) for name, change in FORMATS.items()}
        texts["totals first"] = totals_first(text, line)
        for form, new in texts.items():
            if form != "as written" and new == text:
                continue
            found = errors(read(label, new) if new != text else line)
            tally[f"posts {form}"] += 1
            tally[f"accused {form}"] += bool(found)
            if show:
                for check in found:
                    print(f"{name} {label['id']} {form}: {check['message']}")
        for changed, (start, end), total in changes(text, line) if numbers and not errors(line) else ():
            found = errors(read(label, changed))
            hits = [c for c in found if any(e["start"] < end and start < e["end"] for e in c["evidence"])]
            where = total["told_in"]
            tally[f"changes {where}"] += 1
            tally[f"caught {where}"] += bool(hits)
            tally["beside"] += len(found) > len(hits)
            if show and not hits:
                print(f"{name} {label['id']} missed: {changed[max(0, start - 50) : end + 40]!r}")
            if show and len(found) > len(hits):
                others = [c["message"] for c in found if c not in hits]
                print(f"{name} {label['id']} beside {changed[start - 20 : end + 20]!r}: {others}")
    return tally


def main(arguments: list[str]) -> None:
    """Print the figures of the sets named, of all that are here where none is."""
    names = [a for a in arguments if not a.startswith("-")]
    names = names or sorted(p.name for p in HERE.iterdir() if any(p.glob("labels*.jsonl")))
    tally = Counter[str]()
    for name in names if "--forgotten" not in arguments else ():
        mine = run(name, show="--show" in arguments, numbers="--numbers" not in arguments)
        tally.update(mine)
        posts = sum(n for key, n in mine.items() if key.startswith("posts"))
        accused = sum(n for key, n in mine.items() if key.startswith("accused"))
        print(f"{name}: accused {accused} of {posts} texts, as written {mine['accused as written']}")
    for form in [key[6:] for key in tally if key.startswith("posts")]:
        print(f"{form:15} accused {tally[f'accused {form}']}/{tally[f'posts {form}']}")
    for where in [key[8:] for key in tally if key.startswith("changes")]:
        print(f"{where:15} caught {tally[f'caught {where}']}/{tally[f'changes {where}']}")
    print(f"others accused beside a change {tally['beside']}")
    if "--numbers" not in arguments:
        n, accused, warned = forget(names, show="--show" in arguments)
        print(f"with words forgotten accused {accused}/{n}, warned {warned}/{n}")


if __name__ == "__main__":
    main(sys.argv[1:])
