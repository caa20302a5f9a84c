"""How long a question waits for its evidence while a language model is being loaded or writes, against no model.

``python tests/benchmarks/bench_beside_model.py [--layers 12 --width 1024] [--questions 30] [--loads 5]``. The model is a real
Qwen3 architecture with random weights (about 170 million by default), so that it costs what one of its size costs; what it
writes is nonsense. Each load is a program of its own, as most of it is Python importing torch and transformers. Printed as
JSON: milliseconds, median and 95th percentile, and the ratios of the medians (loading: the median of the loads' own ratios);
seconds until a stop is honoured, the slowest of ten.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from multiprocessing import get_context
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from chatbot import Chatbot  # noqa: E402
from chatbot.errors import GenerationError  # noqa: E402
from chatbot.generate import Generator, Stopped, Writing, pieces  # noqa: E402
from chatbot.generators.choose import open_generator  # noqa: E402
from chatbot.prompting import prepare  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402
from tests.chatbot.generators.conftest import make_tokenizer  # noqa: E402


def make_model(folder: Path, layers: int, width: int) -> None:
    """An untrained Qwen3 checkpoint of this size."""
    from transformers import Qwen3Config, Qwen3ForCausalLM

    folder.mkdir()
    size = make_tokenizer(folder)
    config = Qwen3Config(
        vocab_size=size, hidden_size=width, intermediate_size=3 * width, num_hidden_layers=layers, num_attention_heads=16,
        num_key_value_heads=8, head_dim=width // 16, max_position_embeddings=4096, tie_word_embeddings=True, eos_token_id=None,
        pad_token_id=0, bos_token_id=None,
    )  # fmt: skip
    Qwen3ForCausalLM(config).save_pretrained(folder, safe_serialization=True)


def evidence_ms(bot: Chatbot, questions: list[str]) -> list[float]:
    """Milliseconds to the first answer of each question."""
    times = []
    for question in questions:
        begin = time.perf_counter()
        next(bot.stream(question))
        times.append((time.perf_counter() - begin) * 1000)
    return times


def ask_while_loading(model: Path, index: Path, asked: list[str]) -> dict[str, list[float]]:
    """Milliseconds to the evidence without a model and from then on until it is loaded, asked again and again."""
    with NewsIndex.open(index) as news:
        bot = Chatbot.open(news)
        evidence_ms(bot, asked)
        times: dict[str, list[float]] = {"alone": evidence_ms(bot, asked), "loading": []}
        generator = open_generator(str(model), wait=False)
        while getattr(generator, "loading", False):
            times["loading"] += evidence_ms(bot, [asked[len(times["loading"]) % len(asked)]])
        return times


def summary(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {"p50": round(float(np.median(times)), 1), "p95": round(float(np.quantile(times, 0.95)), 1)}


def slowest_stop(generator: Generator, bot: Chatbot, question: str) -> float:
    """The longest of ten waits from setting stop, two seconds into the writing, to the end of the stream, in seconds."""
    slowest, task = 0.0, prepare(bot.ask(question), generator.count_tokens)
    for _ in range(10):
        stop, begun = threading.Event(), [0.0]
        timer = threading.Timer(2.0, lambda stop=stop, begun=begun: (begun.__setitem__(0, time.perf_counter()), stop.set()))
        timer.start()
        try:
            list(pieces(generator, task, stop, 60))
        except (Stopped, GenerationError):
            slowest = max(slowest, time.perf_counter() - begun[0])
        timer.cancel()
    return slowest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--width", type=int, default=1024)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--loads", type=int, default=5)
    args = parser.parse_args()
    rows = [json.loads(line) for line in (ROOT / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [row["question"] for row in rows if row["answerable"] and not row.get("turns")][: args.questions]
    with tempfile.TemporaryDirectory() as folder, NewsIndex.open(Path(folder) / "index") as news:
        news.add(ROOT / "seeds" / "articles")
        news.embed()
        bot = Chatbot.open(news)
        evidence_ms(bot, asked)
        alone = evidence_ms(bot, asked)
        model = Path(folder) / "model"
        make_model(model, args.layers, args.width)
        with get_context("spawn").Pool(1, maxtasksperchild=1) as programs:
            loads = [programs.apply(ask_while_loading, (model, Path(folder) / "index", asked)) for _ in range(args.loads)]
        generator = open_generator(str(model), writing=Writing(max_new_tokens=4000))
        assert generator is not None
        stop, task = threading.Event(), prepare(bot.ask(asked[0]), generator.count_tokens)

        def write() -> None:
            try:
                list(pieces(generator, task, stop, 600))
            except Stopped:
                return

        writer = threading.Thread(target=write)
        writer.start()
        time.sleep(2)
        writing = evidence_ms(bot, asked)
        stop.set()
        writer.join()
        loading = [ms for load in loads for ms in load["loading"]]
        found = {"no model": summary(alone), "while it loads": summary(loading), "while it writes": summary(writing)}
        of_loads = [float(np.median(load["loading"]) / np.median(load["alone"])) for load in loads]
        ratios = {
            "loads": round(float(np.median(of_loads)), 2),
            "each load": [round(ratio, 2) for ratio in of_loads],
            "writes": round(float(np.median(writing) / np.median(alone)), 2),
        }
        print(json.dumps(found | {"ratio": ratios, "stop_s": round(slowest_stop(generator, bot, asked[0]), 3)}))


if __name__ == "__main__":
    main()
