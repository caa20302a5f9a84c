"""The models that ship with Beleg: other people's code can load their folders, and gets the vectors Beleg gets."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import EncoderEmbedder, StaticEmbedder
from index.model_folder import BUNDLED
from index.news_index import NewsIndex
from index.types import Article

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "Wer gehörte zu Putins Delegation?",
    "Zur Delegation gehörten der Außenminister und der Chef der Raumfahrtbehörde.",
    "Der Pegel der Donau steigt seit Tagen.",
    "Man nehme drei Äpfel und ein Pfund Mehl.",
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "embedder"), [("static", StaticEmbedder), ("encoder", EncoderEmbedder)])
def test_a_bundled_folder_loads_as_a_sentence_transformer_and_gives_the_same_vectors(name, embedder):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(BUNDLED / name), device="cpu", trust_remote_code=True, local_files_only=True)
    ours = embedder.bundled().embed(TEXTS, "passage")
    rows = theirs.encode(TEXTS, normalize_embeddings=True)
    assert rows.shape == ours.shape
    np.testing.assert_allclose(rows, ours, atol=2e-3)


@pytest.mark.parametrize("embedder", [StaticEmbedder, EncoderEmbedder])
def test_a_bundled_model_puts_the_passage_that_answers_first(embedder):
    model = embedder.bundled()
    passages = model.embed(TEXTS[1:], "passage")
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-3)
    for question in (TEXTS[0], "Who was in Putin's delegation?"):
        assert int(np.argmax(passages @ model.embed([question], "query")[0])) == 0


def test_a_question_in_a_fresh_process_loads_no_package_that_takes_seconds(tmp_path):
    with NewsIndex.open(tmp_path, encoder=None) as news:
        news.add_articles([Article(f"a{i}", f"Pegel {i}", f"{text} " * 8) for i, text in enumerate([*TEXTS, "Ein Satz noch."])])
    script = (
        "import json, sys\n"
        "from index import NewsIndex\n"
        "with NewsIndex.open(sys.argv[1], encoder=None) as news:\n"
        "    found = len(news.search('Wer gehörte zur Delegation?'))\n"
        "    print(json.dumps([found, sorted({name.partition('.')[0] for name in sys.modules})]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    found, loaded = json.loads(run.stdout)
    assert found > 0 and "model2vec" in loaded
    slow = "torch transformers sentence_transformers huggingface_hub gradio langchain_core pandas sklearn scipy"
    assert set(slow.split()) & set(loaded) == set()
