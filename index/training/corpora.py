"""What may be trained on, read from the data folder: parallel sentences, dictionary, articles, questions. No model here."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

PARALLEL = ("wmt21-24_references", "wmt21-23_testsuites_mt", "de-news")
CAPTIONS = ("multi30k", "stsb")
HELD_OUT_EVERY = 17
"""Every 17th WMT reference sentence, up to 1,000, is held out of all training for the bitext measure."""
_PLACEHOLDER = re.compile(r"\b(?:sb|sth|etw|jdn|jdm|jds|so)\.(?:['’]s)?")
_COMMENT = re.compile(r"\{[^}]*\}|\[[^\]]*\]|<[^>]*>|/[^/]*/|\([^)]*\)")


@dataclass(frozen=True)
class Pair:
    """Two texts that mean the same or belong together."""

    left: str
    right: str


def plain_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a file without the padding and the cut that a bundled one brings along."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def json_lines(path: Path) -> Iterator[dict]:
    """The objects of a JSON-lines file, plain or gzipped, in file order."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _tsv(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [line.rstrip("\n").split("\t")[:2] for line in file if "\t" in line]
    return [(left[:400], right[:400]) for left, right in rows if left.strip() and right.strip()]


def references(data: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """WMT reference sentences (German, English) in document order: what may be trained on, and the 1,000 held out."""
    rows = _tsv(data / "parallel" / f"{PARALLEL[0]}.de-en.tsv.gz")
    chosen = set(range(0, len(rows), HELD_OUT_EVERY)[:1000])
    held = [row for i, row in enumerate(rows) if i in chosen]
    texts = {text for row in held for text in row}
    return [row for row in rows if row[0] not in texts and row[1] not in texts], held


def parallel(data: Path) -> list[tuple[str, str]]:
    """Every German–English sentence pair that may be trained on, without repeats; the held-out bitext is not among them."""
    train, held = references(data)
    texts = {text for row in held for text in row}
    rows = train + [row for name in PARALLEL[1:] for row in _tsv(data / "parallel" / f"{name}.de-en.tsv.gz")]
    return [row for row in dict.fromkeys(rows) if row[0] not in texts and row[1] not in texts]


def captions(data: Path) -> list[tuple[str, str]]:
    """Image captions and similarity sentences, German and English."""
    return list(dict.fromkeys(row for name in CAPTIONS for row in _tsv(data / "parallel" / f"{name}.de-en.tsv.gz")))


def _clean_entry(entry: str) -> str:
    return re.sub(r"\s+", " ", _PLACEHOLDER.sub("", _COMMENT.sub("", entry))).strip(" ,;")


def dictionary(path: Path) -> list[tuple[str, str]]:
    """(German, English) entries of a Ding dictionary (lines ``a; b | c :: x; y | z``), comments and grammar marks removed."""
    pairs: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "::" not in line:
            continue
        german, english = (side.split("|") for side in line.split("::", 1))
        if len(german) != len(english):
            continue
        for left, right in zip(german, english, strict=True):
            a = [x for x in map(_clean_entry, left.split(";")) if x][:3]
            b = [x for x in map(_clean_entry, right.split(";")) if x][:3]
            if a and b:
                pairs += [(x, b[min(i, len(b) - 1)]) for i, x in enumerate(a)] + [(a[0], y) for y in b[len(a) :]]
    return list(dict.fromkeys(pairs))


def articles(data: Path, simple: bool = False) -> dict[str, list[str]]:
    """Title → sentences of the German Wikipedia articles, or of the same topics written for children."""
    name = "klexikon_simple_de" if simple else "klexikon_wikipedia_de"
    return {a["title"]: a["sentences"] for a in json_lines(data / "text" / f"{name}.jsonl.gz")}


def passages_of(sentences: list[str], n_words: int = 90) -> list[list[str]]:
    """Consecutive sentences grouped to about `n_words` words; headings and scraps under four words are dropped."""
    out: list[list[str]] = []
    now: list[str] = []
    size = 0
    for sentence in sentences:
        n = sentence.count(" ") + 1
        if n < 4 or n > 120:
            continue
        now.append(sentence)
        size += n
        if size >= n_words:
            out.append(now)
            now, size = [], 0
    if size >= n_words // 3:
        out.append(now)
    return out


def measured_pages(data: Path) -> set[str]:
    """Texts of the OMoS development and test pages, which nothing may be trained on."""
    files = [data / "omos_qa" / lang / f"{split}_{lang}.jsonl" for lang in ("de", "en") for split in ("dev", "test")]
    return {page_key(row["context"]) for file in files for row in json_lines(file)}


def page_key(text: str) -> str:
    """The letters of a page's first 400 characters, by which the same page is recognised in another edition."""
    return re.sub(r"\W+", "", text.lower())[:200]


def questions(data: Path) -> list[tuple[str, str]]:
    """(question, passage that answers it) from OMoS train and generated; measured pages left out.

    M2QA is left to the reader and to the fit of the answers: an embedder that had seen which of its questions have an answer
    would tell them apart by memory.
    """
    closed = measured_pages(data)
    out: list[tuple[str, str]] = []
    for file in sorted((data / "omos_qa" / "generated").glob("questions_with_evidence*")):
        for row in json_lines(file):
            if page_key(row["context"]) in closed:
                continue
            lines = row["context"].split("\n")
            for q in row["questions"]:
                found = " ".join(lines[i] for i in q.get("answerLines") or [] if i < len(lines))
                if len(found) > 20:
                    out.append((q["question"], f"{lines[0]} {found}"[:800]))
    for lang in ("de", "en"):
        for row in json_lines(data / "omos_qa" / lang / f"train_{lang}.jsonl"):
            lines = row["context"].split("\n")
            found = " ".join(lines[i] for i in row["answers"] if isinstance(i, int) and i < len(lines))
            if len(found) > 20:
                out.append((row["question"], f"{lines[0]} {found}"[:800]))
    return out


def thesaurus(data: Path) -> dict[str, list[str]]:
    """Lower-case German word → other single words of its synonym sets."""
    out: dict[str, list[str]] = {}
    with gzip.open(data / "lexicon" / "openthesaurus.txt.gz", "rt", encoding="utf-8") as file:
        for row in csv.reader((line for line in file if not line.startswith("#")), delimiter=";"):
            words = [w for w in (re.sub(r"\s*\([^)]*\)", "", x).strip() for x in row) if w and " " not in w and "." not in w]
            for word in words:
                out.setdefault(word.lower(), []).extend(w for w in words if w != word)
    return out
