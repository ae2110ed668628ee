"""Train the choice of who did what to whom: python eval/train_politics.py LANG [--folds N] [--write]

Reads the labelled paragraphs of eval/interactions/{blind,train} of a language (see its RESULTS.md for which may be
trained on; those of train/held are never read here) and those of its words/ that the encoder has not learned from
(`unlearned`), whose words no list was written by, and fits the regressions of
`sijill.extract.interactions.judging`. --folds N: reads each paragraph with a model that was trained without its fold
and prints the figures of eval/interactions/score.py. --write: trains on all and writes the language pack's
politics.seen.model, with --unseen its politics.model. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent / "interactions"))
import plain
import score

import unlearned
from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import rules, seen
from sijill.extract.interactions import judging, mixing
from sijill.extract.interactions.clues import Setting, of_parts, of_trigger
from sijill.extract.interactions.judging import Judged, Model, chosen, heads, judge, summed, weighed
from sijill.extract.interactions.reading import Reading
from sijill.extract.interactions.triggers import Trigger
from sijill.lang import pack as languages
from sijill.lang import politics
from sijill.model.text import Document

SETS = ("blind", "train")
HEADS = (judging.DEED, judging.ACTS, judging.SUFFERS, judging.TIE, judging.SUBJECT, judging.OBJECT)
AT = {judging.DEED: 0.25, judging.TIE: 0.3, judging.RULED: 0.13}
"""F1 of folds is all but the same from 0.18 to 0.33. What the rules read too needs less."""
SEEN_AT = {**AT, judging.DEED: 0.17, judging.TIE: 0.2, judging.RULED: 0.08}
"""The same where the encoder has read the text; by the held paragraphs."""
TRIED: tuple[float, ...] = ()
"""Other thresholds to print the figures of."""
COST = {"deed": 0.15, "tie": 0.15}
CHOICE = 0.5
"""How freely the choices of parts may fit."""
PLAIN = 0.4
"""What a plain sentence counts for beside a written one."""
FRESH = 1.0
"""What a paragraph counts for that no list of words was written by."""
ROUNDS = 1
PLAIN_SETS = ("plain", "plain2", "plain3", "plain5")
"""Sets of plainer manner that are learned from, by what of them the encoder has not."""


@dataclass
class Text:
    """A labelled paragraph and what each of its sentences is judged by."""

    label: dict[str, Any]
    settings: list[Setting]
    fold: int = 0
    pairs: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    """By sentence and trigger, the label that it tells."""

    @property
    def plain(self) -> bool:
        return str(self.label["id"]).startswith("plain")

    @property
    def weight(self) -> float:
        return PLAIN if self.plain else FRESH if self.label.get("fresh") else 1.0


def texts(language: str, *, read_first: bool) -> list[Text]:
    """The labelled paragraphs of a language, then plain sentences made from patterns, which no figure counts.

    read_first: by the encoder.
    """
    found = []
    for labels in (
        *(score.labels(score.HERE / name, language) for name in SETS),
        fresh(language),
        plain.sentences(language),
    ):
        for label in labels:
            theatre = pipeline.theatre(label.get("theatre", "iraq"))
            published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
            document = Document(label["text"], label["lang"], published, given_id=label["id"])
            scan = rules._running(document.text, document.language or "", theatre)
            if read_first:
                seen.read(scan)
            words = politics.load(language)
            assert words is not None
            reading = Reading(scan, rules.document_calendar(document, scan, theatre), words)
            found.append(Text(label, [setting for setting, _, _ in reading.settings()]))
    return found


def fresh(language: str) -> list[dict[str, Any]]:
    """The paragraphs with the words of each deed that the encoder has not learned from."""
    names = [name for name in unlearned.LAST if name.startswith(f"words/{language}")]
    files = [score.HERE / f"{name}.jsonl" for name in names]
    files += [file for name in PLAIN_SETS for file in sorted((score.HERE / name).glob(f"{language}-?.jsonl"))]
    return [{**json.loads(line), "fresh": True} for file in files for line in unlearned.lines(file)]


def actor(mention: Any) -> dict[str, Any]:
    return {"name": mention.someone.actor.name, "actor_id": mention.someone.actor.actor_id}


def fits(mention: Any, wanted: Iterable[Mapping[str, Any]]) -> bool:
    return any(score.same_actor(one, actor(mention)) for one in wanted)


def sides(label: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    if "subject" in label:
        return [label["subject"]], [label["object"]]
    return list(label["initiators"]), list(label["recipients"])


def pair(text: Text, believed: Mapping[tuple[int, int], Judged] | None) -> None:
    """Give each label the trigger that tells it best: by who is near, later by what the model reads there."""
    text.pairs = {}
    options = []
    for what in ("interactions", "ties"):
        for g, label in enumerate(text.label.get(what) or ()):
            acting, others = sides(label)
            for s, setting in enumerate(text.settings):
                for t, trigger in enumerate(setting.triggers):
                    if trigger.tie != (what == "ties") or trigger.type != label["type"]:
                        continue
                    worth = _worth(setting, trigger, label, acting, others)
                    if worth is None:
                        continue
                    if believed is not None and (s, t) in believed:
                        one = believed[s, t]
                        worth += 3 * one.share
                        worth += 2 * (not acting or any(fits(m, acting) for m in one.acting))
                        worth += 2 * (not others or any(fits(m, others) for m in one.others))
                    options.append((worth, what, g, s, t, label))
    taken: set[tuple[str, int]] = set()
    used: set[tuple[int, int, bool]] = set()
    for _, what, g, s, t, label in sorted(options, key=lambda o: -o[0]):
        key = (s, text.settings[s].triggers[t].first, what == "ties")
        if (what, g) in taken or (key in used and what != "ties"):
            continue
        taken.add((what, g))
        used.add(key)
        text.pairs[s, t] = label


def _worth(setting: Setting, trigger: Trigger, label: Any, acting: Any, others: Any) -> float | None:
    near = [abs(m.first - trigger.first) for m in setting.cast if fits(m, acting)]
    far = [abs(m.first - trigger.first) for m in setting.cast if fits(m, others)]
    if (acting and not near) or (trigger.tie and not far):
        return None
    worth = 2.0 + (2.0 if far else 0.0)
    worth -= 0.03 * min(near, default=0) + 0.03 * min(far, default=0)
    worth += (
        1.0 * (trigger.mode == label.get("mode")) + 0.3 * (trigger.form != "noun") + 0.3 * (trigger.tail is not None)
    )
    return worth + (0.5 if setting.ruled.get(trigger.first) else 0.0)


class Fit:
    """Regressions trained on texts. part: only these folds."""

    def __init__(self, told: Sequence[Text]) -> None:
        self.biases: dict[str, float] = {}
        self.weights: dict[str, dict[str, float]] = {}
        parts: dict[str, list[tuple[list[list[str]], list[bool], float]]] = {head: [] for head in HEADS}
        for text in told:
            for (s, t), label in text.pairs.items():
                setting = text.settings[s]
                trigger = setting.triggers[t]
                _, one, other = heads(trigger)
                acting, others = sides(label)
                before = _before(text, s, t)
                clues = of_parts(setting, trigger, before)
                weight = text.weight
                parts[one].append((clues, [fits(m, acting) for m in setting.cast], weight))
                parts[other].append((clues, [fits(m, others) for m in setting.cast], weight))
        for head in (judging.ACTS, judging.SUFFERS, judging.SUBJECT, judging.OBJECT) if told else ():
            self.choose(head, parts[head])

    def choose(self, head: str, told: Sequence[tuple[list[list[str]], list[bool], float]]) -> None:
        """Fit a choice of one among several, or none: a conditional logit (McFadden 1974), with a squared penalty."""
        names = sorted({clue for clues, _, _ in told for one in clues for clue in one})
        numbers = {name: n for n, name in enumerate(names)}
        rows = [sorted({numbers[c] for c in one}) for clues, _, _ in told for one in clues]
        starts = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter((c for row in rows for c in row), dtype=np.int32)
        matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
        group = np.repeat(np.arange(len(told)), [len(clues) for clues, _, _ in told])
        right = np.array([y for _, yes, _ in told for y in (*yes, not any(yes))], dtype=float)
        last = np.cumsum([len(clues) for clues, _, _ in told]) - 1
        heavy = np.array([weight for _, _, weight in told])

        def loss(w: Any) -> tuple[float, Any]:
            scores = matrix @ w[:-1]
            scores[last] += w[-1]
            most = np.full(len(told), -np.inf)
            np.maximum.at(most, group, scores)
            powers = np.exp(scores - most[group])
            whole = np.bincount(group, powers, len(told))
            good = np.bincount(group, powers * right, len(told)) + 1e-12
            slope = (powers / whole[group] - powers * right / good[group]) * heavy[group]
            penalty = 0.5 / CHOICE
            return (
                float(np.sum(heavy * (np.log(whole) - np.log(good))) + penalty * np.sum(w[:-1] ** 2)),
                np.append(matrix.T @ slope + 2 * penalty * w[:-1], np.sum(slope[last])),
            )

        found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 40})
        self.biases[head] = float(found.x[-1])
        self.weights[head] = dict(zip(names, found.x[:-1].tolist(), strict=True))

    def fit(self, head: str, told: Sequence[tuple[list[str], int]], weights: Sequence[float] | None = None) -> None:
        names = sorted({clue for clues, _ in told for clue in clues})
        numbers = {name: n for n, name in enumerate(names)}
        rows = [sorted({numbers[c] for c in clues}) for clues, _ in told]
        starts = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter((c for row in rows for c in row), dtype=np.int32)
        matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(names)))
        model = LogisticRegression(C=COST[head], max_iter=300, solver="liblinear")
        model.fit(matrix, [int(y) for _, y in told], sample_weight=weights)
        self.biases[head] = float(model.intercept_[0])
        self.weights[head] = dict(zip(names, model.coef_[0].tolist(), strict=True))

    def model(self, mix: Mapping[str, Sequence[float]] | None = None) -> Model:
        return Model(self.biases, self.weights, AT, mix or {})


def _before(text: Text, s: int, t: int) -> tuple[str, str]:
    """Who had a part in what the last paired trigger of the sentence told."""
    for before in range(t - 1, -1, -1):
        label = text.pairs.get((s, before))
        if label is not None and not text.settings[s].triggers[before].tie:
            acting, others = sides(label)
            cast = text.settings[s].cast
            one = next((m.key for m in cast if fits(m, acting)), "")
            other = next((m.key for m in cast if fits(m, others)), "")
            return one, other
    return "", ""


def trained(told: Sequence[Text], inner: int = 4) -> Model:
    """A model of texts, each step on what the steps before it make of texts that they have not seen.

    First the parts by strings; how strings and encoder weigh in them; whether anything is told; and the weighing there.
    """
    whole = Fit(told)
    judges = [Judge(text, s, t) for text in told for s, setting in enumerate(text.settings)
              for t in range(len(setting.triggers))]  # fmt: skip
    folds = {id(text): n % inner for n, text in enumerate(told)}
    for fold in range(inner):
        rest = Fit([x for n, x in enumerate(told) if n % inner != fold]).model()
        for one in judges:
            if folds[id(one.text)] == fold:
                one.strings(rest)
    mix = {} if any(one.read is None for one in judges) else mixed_parts(judges)
    for one in judges:
        one.choose(mix)
    for head in (judging.DEED, judging.TIE):
        mine = [one for one in judges if one.head == head]
        whole.fit(head, [one.row for one in mine], [one.weight for one in mine])
        for fold in range(inner) if mix else ():
            learned = [one for one in mine if folds[id(one.text)] != fold]
            part = Fit([])
            part.fit(head, [one.row for one in learned], [one.weight for one in learned])
            model = part.model()
            for one in mine:
                if folds[id(one.text)] == fold:
                    one.share = model.share(head, one.row[0])
        if mix:
            mix[head] = weighing(mine)
    return whole.model(mix)


class Judge:
    """A trigger of a labelled text, and what the steps of training make of it."""

    def __init__(self, text: Text, s: int, t: int) -> None:
        self.text, self.setting = text, text.settings[s]
        self.trigger = self.setting.triggers[t]
        self.label = text.pairs.get((s, t))
        self.head, *_ = heads(self.trigger)
        self.clues = of_parts(self.setting, self.trigger, _before(text, s, t))
        self.read = mixing.seen(self.setting, self.trigger)
        self.weight = text.weight * (1.0 if self.label is not None or not _twin(text, s, t) else 0.5)
        self.share = 0.0

    def strings(self, model: Model) -> None:
        self.acts, self.nobody, self.suffers, self.none = judging.parts(model, self.trigger, self.clues, None)

    def numbers(self) -> tuple[list[list[float]], list[list[float]]]:
        """The numbers of the two parts."""
        assert self.read is not None
        acts, suffers = self.read.acts, self.read.suffers
        return mixing.of_part(self.acts, self.nobody, acts, suffers), mixing.of_part(
            self.suffers, self.none, suffers, acts
        )

    def choose(self, mix: Mapping[str, Sequence[float]]) -> None:
        """Who has which part, and the strings of the whole."""
        if mix:
            _, one, other = heads(self.trigger)
            rows = self.numbers()
            *self.acts, self.nobody = mixing.mixed(rows[0], mix[one])
            *self.suffers, self.none = mixing.mixed(rows[1], mix[other])
        none = weighed(self.setting, self.trigger, self.none)
        self.acting, self.others = chosen(self.setting, self.trigger, self.acts, self.suffers, self.nobody, none)
        yes = self.label is not None and _is_right(self.setting, self.label, self.acting, self.others)
        sums = summed(self.setting, self.trigger, self.acts, self.suffers, self.acting, self.others, self.clues)
        self.row = ([*of_trigger(self.setting, self.trigger), *sums], int(yes))


def mixed_parts(judges: Sequence[Judge]) -> dict[str, list[float]]:
    """By part, what strings and encoder weigh in the choice of who has it."""
    told: dict[str, list[tuple[list[list[float]], list[bool]]]] = {head: [] for head in HEADS}
    for one in judges:
        if one.label is None or one.text.plain:
            continue
        _, *names = heads(one.trigger)
        for name, rows, wanted in zip(names, one.numbers(), sides(one.label), strict=True):
            meant = [fits(m, wanted) for m in one.setting.cast]
            told[name].append((rows, [*meant, not any(meant)]))
    return {head: _logit(rows) for head, rows in told.items() if rows}


def _logit(told: Sequence[tuple[list[list[float]], list[bool]]]) -> list[float]:
    """Weights of a conditional logit over a few numbers, drawn towards what the strings say alone."""
    start = np.zeros(len(told[0][0][0]))
    start[0] = 1.0

    def loss(w: Any) -> tuple[float, Any]:
        total, slope = float(np.sum((w - start) ** 2)), 2 * (w - start)
        for rows, meant in told:
            x, yes = np.array(rows), np.array(meant, float)
            sums = x @ w
            powers = np.exp(sums - sums.max())
            shares = powers / powers.sum()
            right = powers * yes / (powers * yes).sum()
            total -= float(np.log((shares * yes).sum()))
            slope = slope + x.T @ (shares - right)
        return total, slope

    return [round(float(v), 4) for v in minimize(loss, start, jac=True, method="L-BFGS-B").x]


def weighing(judges: Sequence[Judge]) -> list[float]:
    """What strings and encoder weigh in whether a trigger tells of anything."""
    rows = []
    for one in judges:
        assert one.read is not None
        rows.append(mixing.of_deed(one.trigger, one.share, one.read, one.acting, one.others))
    model = LogisticRegression(C=1.0, max_iter=1000, fit_intercept=False)
    model.fit(np.array(rows), [one.row[1] for one in judges], sample_weight=[one.weight for one in judges])
    return [round(float(v), 4) for v in model.coef_[0]]


def _is_right(setting: Setting, label: Mapping[str, Any], acting: Sequence[int], others: Sequence[int]) -> bool:
    """Whether the parts chosen for a trigger are those of its label."""
    return all(
        not wanted or any(fits(setting.cast[n], wanted) for n in told)
        for wanted, told in zip(sides(label), (acting, others), strict=True)
    )


def _twin(text: Text, s: int, t: int) -> bool:
    """Whether another trigger of the sentence tells what this one might: it is no plain no."""
    trigger = text.settings[s].triggers[t]
    return any(
        a == s and text.settings[s].triggers[b].type == trigger.type and text.settings[s].triggers[b].tie == trigger.tie
        for a, b in text.pairs
    )


def believed(text: Text, model: Model) -> dict[tuple[int, int], Judged]:
    found = {}
    for s, setting in enumerate(text.settings):
        for t, trigger in enumerate(setting.triggers):
            found[s, t] = judge(setting, trigger, model, _before(text, s, t))
    return found


def prepared(told: list[Text], folds: int) -> None:
    for n, text in enumerate(told):
        text.fold = n % folds
        pair(text, None)
    for _ in range(ROUNDS):
        for fold in range(2):
            model = trained([x for n, x in enumerate(told) if n % 2 != fold], 2)
            for n, text in enumerate(told):
                if n % 2 == fold:
                    text.pairs, kept = {}, text.pairs
                    view = believed(text, model)
                    text.pairs = kept
                    pair(text, view)


def read(label: dict[str, Any], model: Model | None) -> dict[str, Any]:
    """A paragraph as `sijill read` prints it, with another model than the pack's."""
    theatre = pipeline.theatre(label.get("theatre", "iraq"))
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    document = Document(label["text"], label["lang"], published, given_id=label["id"])
    import sijill.extract.interactions.reading as module

    module.load = lambda *_: model
    reading = pipeline.read(document, rules.RulesExtractor(theatre))
    return contract.line(document, reading.reports, text_is_input=True)


def folded(told: Sequence[Text], folds: int, misses: int) -> None:
    """Print the figures of texts that were read by models trained without them, at several thresholds."""
    tallies: dict[str, score.Tally] = {}
    for fold in range(folds):
        model = trained([x for x in told if x.fold != fold])
        for text in (x for x in told if x.fold == fold and not x.plain):
            own = "fresh" if text.label.get("fresh") else "train" if text.label["id"].startswith("p") else "blind"
            for at in TRIED:
                line = read(text.label, replace(model, at={**AT, judging.DEED: at, judging.TIE: at}))
                score.count(tallies.setdefault(f"{at} all", score.Tally()), text.label, line)
            line = read(text.label, model)
            score.count(tallies.setdefault("all", score.Tally()), text.label, line)
            missed, invented = score.count(tallies.setdefault(own, score.Tally()), text.label, line)
            if (missed or invented) and misses > 0:
                misses -= 1
                print(f"== {text.label['id']} {text.label['published']}\n{text.label['text']}")
                print(
                    *(f"  + {score._short(one)}" for one in missed),
                    *(f"  - {score._short(one)}" for one in invented),
                    sep="\n",
                )
    for name, tally in sorted(tallies.items()):
        print("\n".join(list(score.report(name, tally))[:2] if " " in name else score.report(name, tally)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--unseen", action="store_true", help="without the encoder, for texts that it does not read")
    asked = parser.parse_args()
    told = texts(asked.lang, read_first=not asked.unseen)
    prepared(told, max(2, asked.folds))
    counted = [x for x in told if not x.plain]
    golds = sum(len(x.label["interactions"]) for x in counted), sum(len(x.label["ties"]) for x in counted)
    paired = [x.settings[s].triggers[t].tie for x in counted for s, t in x.pairs]
    plain_ones = len(told) - len(counted)
    deeds, ties = (f"{paired.count(tie)} of {n}" for tie, n in zip((False, True), golds, strict=True))
    print(f"{len(counted)} texts and {plain_ones} plain sentences; interactions with a trigger {deeds}, ties {ties}")
    if asked.folds:
        folded(told, asked.folds, asked.misses)
    if asked.write:
        model = trained(told)
        weights = {
            head: {k: round(w, 3) for k, w in sorted(ws.items()) if abs(w) >= 0.01}
            for head, ws in model.weights.items()
        }
        biases = {head: round(b, 4) for head, b in model.biases.items()}
        file = languages.load(asked.lang).folder / (judging.FILE if asked.unseen else judging.SEEN_FILE)
        file.write_text(
            json.dumps(
                {"at": AT if asked.unseen else SEEN_AT, "biases": biases, "mix": model.mix, "weights": weights},
                ensure_ascii=False,
                sort_keys=True,
            )
            + "\n",
            "utf-8",
        )
        print(f"wrote {file.name}: {sum(map(len, weights.values()))} weights, {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
