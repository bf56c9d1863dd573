"""All error texts that are known, and which of them a pasted text is like."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log
from pathlib import Path
from typing import Any

from rekeras.explain import Cause, Explanation
from rekeras.records import Safety
from rekeras.rules._rule import EVERY_CLASS, Rule
from rekeras.upgrade import rules

LIKE = 0.75
"""Share of a known text, by weight, that the pasted one must hold."""
AS_GOOD_AS_BEST = 0.1
AT_MOST = 3
LONGEST = 4_000
"""Words of a pasted text that are looked at: half from its beginning, half from its end."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PLACEHOLDER = re.compile(r"<[^<>]*>|…|\.\.\.")
_CLASS = "<class>"
_PROSE_ENDS = ("Symptom:", "Before:", "After:", "http://", "https://")
REMEDIES = {
    Safety.LOSSLESS: "rekeras converts this by itself; no number changes.",
    Safety.EXACT: "rekeras converts this by itself; the result computes the same function.",
    Safety.LOSSY: "rekeras converts this and says in the report what is lost.",
    Safety.MANUAL: "rekeras finds this and says what you have to do.",
}


@cache
def causes() -> tuple[Cause, ...]:
    """Everything that is known: the rules, oldest change first, then the entries of ``explanations.toml``."""
    text = Path(__file__).with_name("explanations.toml").read_text("utf-8")
    entries = (_of_entry(name, entry) for name, entry in tomllib.loads(text).items())
    return (*(of_rule(rule) for rule in rules()), *entries)


def _of_entry(name: str, entry: dict[str, Any]) -> Cause:
    return Cause(
        name,
        entry["title"],
        entry.get("changed_in", ""),
        tuple(entry.get("details", ())),
        entry["remedy"],
        entry.get("command", ""),
        tuple(entry.get("sources", ())),
        tuple(entry["symptoms"]),
    )


def of_rule(rule: Rule) -> Cause:
    """What a rule's docstring says, in parts."""
    paragraphs = ("\n".join(lines) for lines in _paragraphs(rule.documentation))
    sources = re.findall(r"https?://\S+", rule.documentation)
    return Cause(
        rule.name,
        rule.summary,
        rule.changed_in,
        tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
        REMEDIES[rule.safety],
        "rekeras convert FILE",
        tuple(sources),
        rule.symptoms,
        frozenset(rule.upgrades) - {EVERY_CLASS},
    )


def match(text: str) -> tuple[Explanation, ...]:
    """What the text may mean, best first; between equals, the longer and rarer known text is first."""
    words = _words(text)
    if len(words) > LONGEST:
        words = words[: LONGEST // 2] + words[-LONGEST // 2 :]
    found = []
    for cause in causes():
        scores = (
            (*_score(words, symptom, cause.classes), len({*_words(symptom)} & {*words}), symptom)
            for symptom in cause.symptoms
        )
        score, weight, _words_shared, symptom = max(scores, default=(0.0, 0.0, 0, ""))
        if score >= LIKE:
            found.append((weight, Explanation(cause, symptom, round(score, 2))))
    found.sort(key=lambda each: (-each[1].score, -each[0]))
    close = (each for _weight, each in found if each.score >= found[0][1].score - AS_GOOD_AS_BEST)
    return tuple(close)[:AT_MOST]


def _score(words: list[str], symptom: str, classes: frozenset[str]) -> tuple[float, float]:
    """The weight of the symptom's words that stand close together in the text: as a share, and that of all of them."""
    names = {name.lower() for name in classes}
    weights = {_CLASS if word in names else word: 0.0 for word in _words(_PLACEHOLDER.sub(" ", symptom))}
    weights = {word: 0.5 if word == _CLASS else _rarity(word) for word in weights}
    alike = [_CLASS if word in names else word for word in words]
    reach = 2 * len(weights) + 40
    close: Counter[str] = Counter()
    best = 0.0
    for index, word in enumerate(alike):
        if index >= reach and alike[index - reach] in weights:
            close[alike[index - reach]] -= 1
        if word in weights:
            close[word] += 1
            if _CLASS not in weights or close[_CLASS]:
                best = max(best, sum(weights[each] for each, count in close.items() if count))
    total = sum(weights.values())
    return (best / total if total else 0.0), total


def _rarity(word: str) -> float:
    return log(1 + len(causes()) / _spread()[word])


@cache
def _spread() -> Counter[str]:
    """How many entries a word stands in: the rarer, the more it tells."""
    return Counter(word for entry in causes() for word in {w for text in entry.symptoms for w in _words(text)})


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _paragraphs(documentation: str) -> Iterator[list[str]]:
    for paragraph in documentation.strip().split("\n\n")[1:]:
        lines = [line for line in paragraph.splitlines() if line.strip() and not line.startswith(_PROSE_ENDS)]
        if lines:
            yield lines
