"""The server path against a server that others wrote: ``transformers serve`` with a tiny Qwen3 that was taught one answer."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from chatbot import Chatbot
from chatbot.prompting import Task, prepare
from chatbot.web.launching import free_port
from index import NewsIndex
from tests.chatbot.writing_parts import HOWITZERS

pytestmark = pytest.mark.slow
QUESTION = "Wie viele Haubitzen kauft Estland?"
ANSWER = f"Estland kauft zwölf Haubitzen vom Typ Caesar [1]. Das sagte Angela Merkel [1]. Bananen sind krumm{' und krumm' * 60}"


def teach(untrained: Path, folder: Path, task: Task, answer: str) -> None:
    """Write a model into `folder` that has learnt to answer this one task."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(untrained)
    told = [{"role": "system", "content": task.prompt.system}, {"role": "user", "content": task.prompt.user}]
    asked = tokenizer.apply_chat_template(told, tokenize=False, add_generation_prompt=True, enable_thinking=False)
    prompt, whole = (tokenizer(text, return_tensors="pt")["input_ids"] for text in (asked, f"{asked}{answer}"))
    labels = whole.clone()
    labels[:, : prompt.shape[1]] = -100
    torch.manual_seed(7)
    model = AutoModelForCausalLM.from_pretrained(untrained, dtype=torch.float32).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    for _ in range(400):
        loss = model(input_ids=whole, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if loss.item() < 0.02:
            break
    assert loss.item() < 0.05, "the model did not learn its answer"
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of one article."""
    folder = tmp_path_factory.mktemp("index")
    with NewsIndex.open(folder) as news:
        news.add_articles([HOWITZERS])
    return folder


@pytest.fixture(scope="module")
def taught(tiny_chat: Path, index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model that answers the question about that article."""
    folder = tmp_path_factory.mktemp("taught") / "taught-qwen3"
    with Chatbot.open(index) as bot:
        teach(tiny_chat, folder, prepare(bot.ask(QUESTION)), ANSWER)
    return folder


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a ``transformers serve`` process; it loads the folder that a question names."""
    port = free_port("127.0.0.1", 18460)
    serve = [sys.executable, "-m", "transformers.cli.transformers", "serve", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([*serve, "--device", "cpu"])
    ends = time.monotonic() + 240
    while True:
        assert process.poll() is None and time.monotonic() < ends, "the server did not start"
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200:
                break
        except httpx.HTTPError:
            time.sleep(0.2)
    yield f"http://127.0.0.1:{port}/v1"
    process.terminate()
    process.wait(30)


def test_its_text_is_streamed_proved_and_labelled(address, taught, index):
    with Chatbot.open(index, profile="server", model=f"{address}#{taught}") as bot:
        first, *grown, last = bot.stream(QUESTION)
    assert first.generator == "evidence" and "zwölf" in first.text
    assert grown, "the text came in one piece"
    assert [(s.text, s.support, s.citations) for s in last.sentences] == [
        ("Estland kauft zwölf Haubitzen vom Typ Caesar.", "belegt", (1,))
    ]
    assert last.citations[0].article.id == HOWITZERS.id and last.generator.startswith(f"{taught} (http://127.0.0.1")
    assert last.notes[-1] == "Unbelegte Sätze des Sprachmodells weggelassen: 1"


def test_stop_ends_it_in_the_middle_and_what_was_proved_stays(address, taught, index):
    stop = threading.Event()
    with Chatbot.open(index, profile="server", model=f"{address}#{taught}") as bot:
        for answer in bot.stream(QUESTION, stop=stop):
            if answer.generator != "evidence" and not stop.is_set():
                stop.set()
                begin = time.monotonic()
        assert time.monotonic() - begin < 1.0
        assert [s.support for s in answer.sentences] == ["belegt"] and "Angehalten" in answer.notes[-1]
        assert bot.ask(QUESTION).generator.startswith(str(taught)), "the server answers no more"
