"""Trains the static bilingual embedder: a WordPiece vocabulary and one vector a piece, averaged.

Run: ``python -m index.training.static DATA DICTIONARY OUT`` (about 40 minutes on two cores).
Source: in-batch negatives with a symmetric softmax (InfoNCE, van den Oord et al. 2018, arXiv:1807.03748); a vector's length is
its token's learned weight, which takes the place of SIF (Arora et al. 2017).
Texts of one article stand in one batch, so that its other passages are the hard negatives.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.training import corpora, queries
from index.training.xquad import XQuAD

VOCABULARY = 48_000
DIM = 256
SCALE = 20.0
MAX_TOKENS = 320
Texts = list[np.ndarray]


def train_tokenizer(texts: Iterator[str], size: int = VOCABULARY) -> Tokenizer:
    """A lower-case NFKC WordPiece tokenizer with [UNK] as token 0 and [CLS], [SEP], [PAD], [MASK] behind it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False))
    return tokenizer


class Material:
    """All training texts, read once; `rounds` makes fresh pairs for a pass."""

    def __init__(self, data: Path, dictionary: Path) -> None:
        self.words = corpora.dictionary(dictionary)
        self.parallel = corpora.parallel(data)
        self.captions = corpora.captions(data)
        self.questions = corpora.questions(data)
        self.synonyms = corpora.thesaurus(data)
        self.translator = queries.Translator(self.words)
        full, simple = corpora.articles(data), corpora.articles(data, simple=True)
        self.passages = {title: corpora.passages_of(sentences) for title, sentences in full.items()}
        self.simple = {title: [s for s in sentences if len(s) > 30] for title, sentences in simple.items() if title in full}

    def vocabulary_texts(self) -> Iterator[str]:
        """What the vocabulary is trained on, both languages."""
        for pairs in (self.words, self.parallel, self.captions, self.questions):
            for left, right in pairs:
                yield left
                yield right
        for passages in self.passages.values():
            for passage in passages[::4]:
                yield " ".join(passage)

    def article_round(self, rng: random.Random) -> list[tuple[str, str]]:
        """One pass of (query, passage) pairs from articles, those of one article side by side, articles shuffled."""
        titles = list(self.passages)
        rng.shuffle(titles)
        out: list[tuple[str, str]] = []
        for title in titles:
            passages = self.passages[title]
            for passage in rng.sample(passages, min(len(passages), 40)):
                out.append(self._pair(title, passage, rng))
        return out

    def _pair(self, title: str, passage: list[str], rng: random.Random) -> tuple[str, str]:
        sentence = rng.choice(passage)
        kind = rng.random()
        rest = " ".join(passage)
        if kind < 0.25:
            if len(passage) > 1:
                rest = " ".join(s for s in passage if s is not sentence)
            query = sentence if rng.random() < 0.7 else f"{title} {sentence[:80]}"
        elif kind < 0.55:
            query = queries.german_query(sentence, rng, self.synonyms)
        else:
            query = queries.english_query(sentence, rng, self.translator)
        if kind >= 0.25 and rng.random() < 0.3:
            query = f"{title} {query}"
        return query, rest

    def simple_round(self, rng: random.Random) -> list[tuple[str, str]]:
        """(simple sentence, passage of the full article that shares most of its rarer words)."""
        out: list[tuple[str, str]] = []
        for title, sentences in self.simple.items():
            passages = self.passages.get(title, [])[:40]
            bags = [set(" ".join(p).lower().split()) for p in passages]
            for sentence in sentences[:25]:
                own = {w for w in sentence.lower().split() if len(w) > 4}
                best = max(range(len(bags)), key=lambda i: len(own & bags[i]), default=-1)
                if best >= 0 and len(own & bags[best]) >= 3:
                    query = sentence if rng.random() < 0.5 else queries.english_query(sentence, rng, self.translator)
                    out.append((f"{title} {query}" if rng.random() < 0.3 else query, " ".join(passages[best])))
        return out


class Table(torch.nn.Module):
    """One vector a token; a text is the normalised mean of its tokens."""

    def __init__(self, size: int, dim: int = DIM) -> None:
        super().__init__()
        self.bag = torch.nn.EmbeddingBag(size, dim, mode="mean")
        torch.nn.init.normal_(self.bag.weight, std=0.1)

    def forward(self, texts: Texts) -> torch.Tensor:
        """Unit vectors of shape (texts, dim)."""
        starts = np.concatenate([[0], np.cumsum([len(x) for x in texts])[:-1]])
        return torch.nn.functional.normalize(self.bag(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts)), dim=1)


class Ids:
    """Token numbers of texts, at most MAX_TOKENS each, [UNK] for an empty one; texts seen before come from memory."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._seen: dict[str, np.ndarray] = {}

    def __call__(self, texts: Sequence[str]) -> Texts:
        """One int64 array a text."""
        new = list({text for text in texts if text not in self._seen})
        for text, found in zip(new, self._tokenizer.encode_batch_fast(new, add_special_tokens=False), strict=True):
            self._seen[text] = np.array(found.ids[:MAX_TOKENS] or [0], dtype=np.int32)
        return [self._seen[text].astype(np.int64) for text in texts]


def loss_of(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE in the batch, also over the first 128 dimensions (Matryoshka, Kusupati et al. 2022: arXiv:2205.13147)."""
    total = torch.zeros(())
    for dim, share in ((left.shape[1], 1.0), (128, 0.3)):
        a = torch.nn.functional.normalize(left[:, :dim], dim=1)
        b = torch.nn.functional.normalize(right[:, :dim], dim=1)
        scores, gold = a @ b.T * SCALE, torch.arange(len(a))
        total = (
            total
            + share * (torch.nn.functional.cross_entropy(scores, gold) + torch.nn.functional.cross_entropy(scores.T, gold)) / 2
        )
    return total


def pass_batches(material: Material, rng: random.Random, size: int) -> Iterator[list[tuple[str, str]]]:
    """The batches of one pass, kinds mixed, each batch of one kind."""
    kinds = [
        rng.sample(material.words, len(material.words) // 2),
        *[list(material.parallel)] * 2,
        list(material.captions),
        *[list(material.questions)] * 5,
    ]
    for kind in kinds:
        rng.shuffle(kind)
    ordered = [material.article_round(rng), material.article_round(rng), material.simple_round(rng)]
    batches = [rows[i : i + size] for rows in kinds + ordered for i in range(0, max(1, len(rows) - size // 2), size)]
    rng.shuffle(batches)
    yield from batches


def train(data: Path, dictionary: Path, out: Path, passes: int, batch: int, minutes: float, resume: bool) -> None:
    """Writes OUT/tokenizer.json and OUT/static.pt (float32, tokens × 256) after each pass; stops at `minutes`."""
    random.seed(0)
    torch.manual_seed(0)
    out.mkdir(parents=True, exist_ok=True)
    start = time.time()
    material = Material(data, dictionary)
    path = out / "tokenizer.json"
    if not path.exists():
        train_tokenizer(material.vocabulary_texts()).save(str(path))
    tokenizer = Tokenizer.from_file(str(path))
    print(f"material and vocabulary after {time.time() - start:.0f} s", flush=True)
    table, ids = Table(tokenizer.get_vocab_size()), Ids(tokenizer)
    optimizer = torch.optim.Adam(table.parameters(), lr=0.02, betas=(0.9, 0.99))
    measure = XQuAD(data)
    log = json.loads((out / "static_log.json").read_text(encoding="utf-8")) if resume else []
    if resume:
        table.bag.weight.data.copy_(torch.load(out / "static.pt", weights_only=True))
    for epoch in range(len(log), passes):
        rng = random.Random(epoch)
        total, n = 0.0, 0
        batches = list(pass_batches(material, rng, batch))
        for rows in batches:
            for group in optimizer.param_groups:
                group["lr"] = 0.01 * (1 - (epoch + n / len(batches)) / passes) + 0.0003
            left = table(ids([a for a, _ in rows]))
            right = table(ids([b for _, b in rows]))
            loss = loss_of(left, right)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total, n = total + loss.item(), n + 1
        with torch.no_grad():
            scores = measure.report(lambda texts: table(ids(list(texts))).numpy())
        log.append({"pass": epoch, "seconds": round(time.time() - start), "loss": round(total / n, 4), "steps": n, **scores})
        print(json.dumps(log[-1]), flush=True)
        torch.save(table.bag.weight.data.clone(), out / "static.pt")
        (out / "static_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")
        if time.time() - start > minutes * 60:
            break


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--minutes", type=float, default=170)
    parser.add_argument("--resume", action="store_true", help="go on after the passes that OUT/static_log.json tells of")
    args = parser.parse_args()
    train(args.data, args.dictionary, args.out, args.passes, args.batch, args.minutes, args.resume)


if __name__ == "__main__":
    main()
