"""How far two people agree on the labels of the same posts.

Usage: python eval/posts/agreement.py FOLDER [--differences]

FOLDER is a folder beside this file, such as blind3. Its second-reader.jsonl holds
the second reader's labels of some of the posts, and its labels*.jsonl the first
reader's. Only the posts in second-reader.jsonl are compared, and of them only the
incidents of role "listed", line by line in the order of the post.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
NONE = "(none)"
FIELDS = ("kind", "weapon", "target", "date", "admin1", "killed", "wounded", "status")


def load(path):
    """The lines of a JSON lines file as {id: list of listed incidents}."""
    posts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            incidents = row.get("incidents") or []
            listed = [i for i in incidents if i.get("role", "listed") == "listed"]
            posts[row["id"]] = listed
    return posts


def first_type(items):
    return items[0]["type"] if items else NONE


def bounds(value):
    if value is None:
        return None
    return tuple(value.get(key) for key in ("low", "best", "high"))


def fields(incident):
    """The compared values of one incident, in a form that `==` can compare."""
    when = incident.get("when") or {}
    return {
        "kind": incident.get("kind"),
        "weapon": first_type(incident.get("weapons")),
        "target": first_type(incident.get("targets")),
        "date": tuple(when.get(key) for key in ("start", "end", "precision")),
        "admin1": (incident.get("place") or {}).get("admin1"),
        "killed": bounds(incident.get("killed")),
        "wounded": bounds(incident.get("wounded")),
        "status": incident.get("status"),
    }


def kappa(pairs):
    """Cohen's kappa of (first, second) pairs; None where chance agreement is 1."""
    n = len(pairs)
    if not n:
        return None
    observed = sum(a == b for a, b in pairs) / n
    first = Counter(a for a, _ in pairs)
    second = Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / (n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="a folder beside this file, such as blind3")
    parser.add_argument("--differences", action="store_true", help="list every line that differs")
    args = parser.parse_args()
    folder = HERE / args.folder
    second_file = folder / "second-reader.jsonl"
    if not second_file.is_file():
        print(f"no {second_file}", file=sys.stderr)
        return 2
    second = load(second_file)
    first = {}
    for path in sorted(folder.glob("labels*.jsonl")):
        for post, incidents in load(path).items():
            if post in first:
                print(f"{post} is labelled twice; {path.name} is left out of it", file=sys.stderr)
            first.setdefault(post, incidents)

    pairs = []
    failed = False
    for post, mine in second.items():
        theirs = first.get(post)
        if theirs is None:
            print(f"{post}: not in labels*.jsonl, left out")
            failed = True
            continue
        note = ""
        if len(theirs) != len(mine):
            note = "  THE NUMBERS DIFFER: only the first lines are compared, by position"
            failed = True
        print(f"{post}: {len(theirs)} lines by the first reader, {len(mine)} by the second{note}")
        for number, (a, b) in enumerate(zip(theirs, mine, strict=False), 1):
            pairs.append((post, number, fields(a), fields(b)))

    if not pairs:
        print("nothing to compare", file=sys.stderr)
        return 1
    n = len(pairs)
    print(f"\n{n} lines compared\n")
    print(f"{'field':<10}{'equal':>9}{'share':>9}{'kappa':>9}")
    for field in FIELDS:
        values = [(a[field], b[field]) for _, _, a, b in pairs]
        equal = sum(x == y for x, y in values)
        shown = ""
        if field in ("kind", "target"):
            k = kappa(values)
            shown = "undefined" if k is None else f"{k:.3f}"
        row = f"{field:<10}{f'{equal}/{n}':>9}{equal / n:>9.3f}{shown:>9}"
        print(row.rstrip())
    whole = sum(a == b for _, _, a, b in pairs)
    print(f"{'all eight':<10}{f'{whole}/{n}':>9}{whole / n:>9.3f}")

    if args.differences:
        print("\ndifferences (first reader | second reader)")
        for post, number, a, b in pairs:
            for field in FIELDS:
                if a[field] != b[field]:
                    print(f"{post} line {number} {field}: {a[field]} | {b[field]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
