"""A profile's own search models: tiny checkpoints of the same architectures, laid out as a hub cache has them."""

import shutil

import pytest

from chatbot import Chatbot
from chatbot.errors import ProfileError
from chatbot.profiles import profile
from chatbot.search_models import open_search_models
from index import NewsIndex
from index.embedding import SentenceTransformerEmbedder
from index.errors import EmbedderMismatchError
from index.types import Article

WORDS = "estland kauft zwölf haubitzen in frankreich der pegel donau steigt seit tagen wie viele query passage : . ? ,".split()
TEXTS = (
    Article("haubitzen", "Estland", "Estland kauft zwölf Haubitzen in Frankreich."),
    Article("pegel", "Donau", "Der Pegel der Donau steigt seit Tagen."),
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A hub cache with an encoder, a cross-encoder and a reader under the names of the profile "laptop"."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertModel,
        BertTokenizerFast,
        ElectraConfig,
        ElectraForQuestionAnswering,
    )

    base = tmp_path_factory.mktemp("hub")
    vocabulary = base / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]), encoding="utf-8")
    tokenizer = BertTokenizerFast(str(vocabulary))
    torch.manual_seed(1)
    shape = {"vocab_size": len(tokenizer), "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    shape |= {"intermediate_size": 32}

    def place(name):
        folder = base / ("models--" + name.replace("/", "--")) / "snapshots" / "abc"
        folder.mkdir(parents=True)
        return folder

    names = {model.kind: model.name for model in profile("laptop").models}
    BertModel(BertConfig(**shape)).save_pretrained(base / "body")
    tokenizer.save_pretrained(base / "body")
    encoder = SentenceTransformer(modules=[Transformer(str(base / "body")), Pooling(16)])
    encoder.save(str(base / "encoder"))
    shutil.copytree(base / "encoder", place(names["embedder"]), dirs_exist_ok=True)
    for kind, model in (
        ("reranker", BertForSequenceClassification(BertConfig(**shape, num_labels=1))),
        ("reader", ElectraForQuestionAnswering(ElectraConfig(**shape, embedding_size=16))),
    ):
        folder = place(names[kind])
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    return base


@pytest.mark.slow
def test_a_profile_searches_with_its_own_encoder_and_reranker(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    with NewsIndex.open(tmp_path / "bundled") as news:
        news.add_articles(TEXTS)
    with pytest.raises(EmbedderMismatchError, match="multilingual-e5-small"):
        Chatbot.open(tmp_path / "bundled", profile="laptop")
    with Chatbot.open(tmp_path / "own", profile="laptop") as bot:
        encoder = bot.index.encoder
        assert isinstance(encoder, SentenceTransformerEmbedder)
        assert (encoder.name, encoder.query_prompt) == ("intfloat/multilingual-e5-small", "query: ")
        bot.index.add_articles(TEXTS)
        bot.index.embed()
        asked = []
        relevance = bot._reranker.relevance
        monkeypatch.setattr(bot._reranker, "relevance", lambda q, p: asked.append((q, len(p))) or relevance(q, p))
        answer = bot.ask("Wie viele Haubitzen kauft Estland?")
        assert asked == [("Wie viele Haubitzen kauft Estland?", 2)]
        assert not answer.refused and [hit.rank for hit in answer.hits] == [1, 2]


def test_a_profile_whose_models_are_not_here_says_how_to_get_them(tmp_path):
    with pytest.raises(ProfileError, match="models get intfloat/multilingual-e5-small"):
        open_search_models(profile("laptop"), {"HF_HUB_CACHE": str(tmp_path)})
    assert open_search_models(profile("embedded"), {}).encoder is None
