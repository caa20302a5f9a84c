"""Reading-comprehension examples made from plain German text, in German and English, without a language model.

Usage: ``python -m index.training.questions DATA OUT.jsonl.gz [--n 160000] [--seed 0] [--dictionary FILE]`` and
``python -m index.training.questions DATA OUT.jsonl.gz --human``. The same arguments give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from index.training.question_asked import asked_examples, elsewhere
from index.training.question_corpora import (
    count_words,
    encyclopedia,
    machine_translated,
    place_names,
    simple_articles,
    surnames,
    translated_news,
)
from index.training.question_human import human_examples
from index.training.question_lexicon import load_lexicon
from index.training.question_maker import Asked, Maker
from index.training.question_passages import Example
from index.training.question_sources import encyclopedia_questions, english_questions, german_questions, paraphrased


def generate(data: Path, dictionary: Path | None, count: int, seed: int = 0) -> Iterator[Example]:
    """About ``count`` examples, the kinds mixed throughout; the same arguments give the same examples in the same order."""
    full, simple, news = encyclopedia(data), simple_articles(data), translated_news(data)
    suites = machine_translated(data, count // 2)
    known = count_words(s for t in simple for s in t.sentences) + count_words(s for t in news for s in t.sentences)
    english_words = count_words(s for t in [*news, *suites] for s in t.english)
    lexicon = load_lexicon(data, dictionary, known)
    places = place_names((s for t in full[::6] for s in t.sentences), lexicon)
    people = tuple(sorted({n for t in full[::6] for n in surnames(t.sentences[:60], lexicon)} - set(places)))
    maker = Maker(lexicon, english_words, (places, people), seed)
    sources: list[tuple[float, Iterator[Asked]]] = [
        (0.47, encyclopedia_questions(maker, full, int(0.47 * count))),
        (0.20, paraphrased(maker, simple, full, int(0.20 * count))),
        (0.13, german_questions(maker, news, "news", 12)),
        (0.04, german_questions(maker, simple, "simple", 3)),
        (0.10, english_questions(maker, news, "pairs", 2)),
        (0.06, english_questions(maker, suites, "suites", 1)),
    ]
    made = 0
    while sources and made < count:
        source = maker.chance.choices(sources, [w for w, _ in sources])[0]
        asked = next(source[1], None)
        if asked is None:
            sources.remove(source)
            continue
        example = maker.example(asked)
        if example:
            made += 1
            yield example


def main(arguments: list[str] | None = None) -> int:
    """Writes the examples and prints how many there are of each kind; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m index.training.questions", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with text/, parallel/, lexicon/, m2qa_train/ and omos_qa/")
    parser.add_argument("out", type=Path, help="file to write, .jsonl.gz")
    parser.add_argument("--n", type=int, default=160000, help="about how many examples (default 160000)")
    parser.add_argument("--seed", type=int, default=0, help="source of chance (default 0)")
    parser.add_argument(
        "--dictionary", type=Path, default=Path("/usr/share/trans/de-en"), help="German-English dictionary (Debian's trans-de-en)"
    )
    parser.add_argument("--human", action="store_true", help="write the examples that were written, not generated, instead")
    options = parser.parse_args(arguments)
    made: Iterator[Example]
    if options.human:
        asked = list(asked_examples(options.data, options.seed))
        made = chain(human_examples(options.data, options.seed), asked, elsewhere(asked, options.seed))
    else:
        made = generate(options.data, options.dictionary, options.n, options.seed)
    counts: Counter[tuple[str, str, bool]] = Counter()
    with options.out.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as out:
        for example in made:
            out.write((json.dumps(example.as_record(), ensure_ascii=False) + "\n").encode())
            counts[(example.kind, example.language, bool(example.answer))] += 1
    for (kind, language, answered), number in sorted(counts.items()):
        sys.stdout.write(f"{number:7d} {language} {'answer' if answered else 'none  '} {kind}\n")
    sys.stdout.write(f"{sum(counts.values()):7d} in all\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
