"""Measure the search through the index's own passages: `python tests/regression/retrieval.py [--write] [SET…]`.

MRR@10 of the first hit from the right article, for each leg alone and for what the index merges. --write refreshes retrieval.yaml
and RETRIEVAL.md; without it the figures are held against retrieval.yaml and a FAIL ends with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import yaml  # noqa: E402
from measuring import DATA, HERE  # noqa: E402
from retrieval_sets import SETS, RetrievalSet  # noqa: E402

from chatbot.evaluation.regression import FAIL, Expected, Line, verdict, verdict_table  # noqa: E402
from index.fusion import merge, weights_for  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402
from index.query import Query  # noqa: E402
from index.searching import DenseLeg, hits, looked_at, scored  # noqa: E402

TOLERANCE = 0.005
SAMPLE = {"xquad": 200}
"""The questions a language that the tests ask, of the sets they ask at all."""
WAYS: dict[str, tuple[str, ...]] = {
    "words": ("lexical", "rare"),
    "static": ("first",),
    "encoder": ("second",),
    "words + static": ("lexical", "rare", "first"),
    "all": ("lexical", "rare", "first", "second"),
}
HEAD = """\
# MRR@10 of the search by set, question language and legs. Written by `python tests/regression/retrieval.py --write`; quick: the
# questions that the tests ask, full: every question.
"""


def measure(asked: RetrievalSet, sample: int | None = None) -> dict[str, dict[str, float]]:
    """{language: {way: MRR@10}} and {"n": {language: questions}}; of each language the first, last and every n-th between."""
    with NewsIndex.open(None) as news:
        news.add_articles(asked.articles)
        news.embed()
        found: dict[str, dict[str, float]] = {}
        for language in sorted({q.language for q in asked.questions}):
            questions = [q for q in asked.questions if q.language == language]
            step = max(1, len(questions) // sample) if sample else 1
            questions = questions[::step][: sample or None]
            ranks: dict[str, list[int]] = {way: [] for way in WAYS}
            for question in questions:
                query = Query.checked(question.text, 10, None, None, None, language)
                legs = _scored(news, query)
                for way, names in WAYS.items():
                    chosen = {name: leg for name, leg in legs.items() if name.replace("strange", "rare") in names}
                    ranks[way].append(_rank(news, chosen, query, question.gold))
            found[language] = {way: round(sum(1 / r for r in got if r) / len(got), 4) for way, got in ranks.items()}
            found[language]["n"] = len(questions)
    return found


def _scored(news: NewsIndex, query: Query) -> dict[str, dict[int, float]]:
    """What `NewsIndex.search` merges; one leg alone is no business of the library's users, so its parts are taken from inside."""
    dense = {role: DenseLeg(own.snapshot, news._tables[role].embedder) for role, own in news._dense.items()}
    return scored(query, news._lexical, dense)


def _rank(news: NewsIndex, legs: dict[str, dict[int, float]], query: Query, gold: str) -> int:
    """The rank 1..10 of the first hit from the gold article, 0 where there is none; several legs are looked at word by word."""
    if len(legs) == 1:
        found: Mapping[int, float] = merge(legs, {next(iter(legs)): 1.0})
    else:
        merged = merge(legs, weights_for(query.language, sorted(legs)))
        table = getattr(news._tables["first"].embedder, "words", None) if "first" in legs else None
        found = looked_at(merged, query, news._store, table, sorted(legs))
    first = hits(found, query, news._store)
    return next((hit.rank for hit in first if hit.article.id == gold), 0)


def table(measured: dict[str, dict[str, dict[str, float]]]) -> str:
    """RETRIEVAL.md."""
    lines = [
        "# What the search finds",
        "",
        "MRR@10 of the first hit from the right article, through the index's own passages (XQuAD without its English titles); "
        "words with their neighbours in meaning; several legs with the best passages looked at word by word. "
        "Written by `python tests/regression/retrieval.py --write`. Weights were chosen on `xquad`, `omos-dev` and "
        "`rare-names`, none on `omos-test`. German articles throughout.",
        "",
        "| set | question | n | " + " | ".join(WAYS) + " | all against the best single leg |",
        "|---|---|---:|" + "---:|" * (len(WAYS) + 1),
    ]
    for name, languages in measured.items():
        for language, row in languages.items():
            best = max(row[way] for way in ("words", "static", "encoder"))
            cells = [f"{row[way]:.3f}" for way in WAYS]
            lines.append(f"| {name} | {language} | {row['n']} | " + " | ".join(cells) + f" | {row['all'] - best:+.3f} |")
    return "\n".join(lines) + "\n"


def flat(languages: dict[str, dict[str, float]]) -> dict[str, float]:
    """{"de.all": .96, …}"""
    return {f"{language}.{way}": row[way] for language, row in languages.items() for way in WAYS}


def expected() -> dict[str, dict[str, dict]]:
    """What retrieval.yaml holds."""
    return yaml.safe_load((HERE / "retrieval.yaml").read_text(encoding="utf-8"))["sets"]


def held_against(name: str, part: str, figures: dict[str, float]) -> list[Line]:
    """The figures of a set beside what retrieval.yaml holds of its "quick" or "full" questions."""
    held = {key: Expected(**entry) for key, entry in expected()[name][part].items()}
    return [
        Line(name, key, held[key].value, held[key].tolerance, value, verdict(key, held[key], value))
        for key, value in figures.items()
        if key in held
    ]


def write_expected(full: dict[str, dict[str, float]], quick: dict[str, dict[str, float]]) -> None:
    """Refresh retrieval.yaml; sets that were not measured keep their figures."""
    path = HERE / "retrieval.yaml"
    kept = expected() if path.exists() else {}
    for name, figures in full.items():
        kept[name] = {"full": figures, **({"quick": quick[name]} if name in quick else {})}
    lines = [HEAD, "sets:\n"]
    for name in sorted(kept):
        lines.append(f"  {name}:\n")
        for part in ("quick", "full"):
            if part in kept[name]:
                lines.append(f"    {part}:\n")
                for key, value in kept[name][part].items():
                    held = value if isinstance(value, dict) else {"value": value, "tolerance": TOLERANCE}
                    lines.append(f"      {json.dumps(key)}: {{value: {held['value']}, tolerance: {held['tolerance']}}}\n")
    path.write_text("".join(lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a figure FAILs (and is not being refreshed)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"some of {', '.join(SETS)} (default: all)")
    parser.add_argument(
        "--write", action="store_true", help="refresh retrieval.yaml and, when all sets were measured, RETRIEVAL.md"
    )
    args = parser.parse_args(arguments)
    measured = {}
    for name in args.sets or SETS:
        measured[name] = measure(SETS[name](DATA))
        print(name, json.dumps(measured[name]), flush=True)
    if args.write:
        quick = {name: flat(measure(SETS[name](DATA), n)) for name, n in SAMPLE.items() if name in measured}
        write_expected({name: flat(languages) for name, languages in measured.items()}, quick)
        if len(measured) == len(SETS):
            (HERE / "RETRIEVAL.md").write_text(table(measured), encoding="utf-8")
        return 0
    lines = [line for name, languages in measured.items() for line in held_against(name, "full", flat(languages))]
    print(verdict_table(lines))
    return int(FAIL in [line.verdict for line in lines])


if __name__ == "__main__":
    raise SystemExit(main())
