"""Profiles and the command that lists them."""

from __future__ import annotations

import argparse

import pytest

from chatbot.errors import ProfileError
from chatbot.generators.choose import open_generator
from chatbot.models_cli import add_commands, listing
from chatbot.profiles import PROFILES, hub_cache, profile


def test_every_profile_of_the_design_is_there_with_licences_that_allow_commercial_use():
    assert [p.name for p in PROFILES] == ["embedded", "laptop", "llm", "gpu", "server"]
    assert {model.licence for p in PROFILES for model in p.models} <= {"MIT", "Apache-2.0"}


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(ProfileError, match="embedded, laptop, llm, gpu, server"):
        profile("riesig")


def test_the_hub_cache_follows_the_hubs_own_variables(tmp_path):
    assert hub_cache({"HF_HUB_CACHE": str(tmp_path)}) == tmp_path
    assert hub_cache({"HF_HOME": str(tmp_path)}) == tmp_path / "hub"


def test_the_listing_shows_licence_size_memory_and_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    shown = listing()
    line = next(line for line in shown.splitlines() if "Qwen/Qwen3-1.7B" in line)
    assert "Apache-2.0" in line and "4.1 GB laden" in line and "8.2 GB Speicher" in line and line.endswith("fehlt")
    line = next(line for line in shown.splitlines() if "KRLabsOrg/lettucedect-v2-mmbert-base" in line)
    assert "detector" in line and "Apache-2.0" in line and "1.2 GB laden" in line and line.endswith("fehlt")


def test_the_listing_knows_a_model_that_is_here(tmp_path, monkeypatch):
    folder = tmp_path / "models--Qwen--Qwen3-1.7B" / "snapshots" / "abc"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}", encoding="utf-8")
    (folder / "model.safetensors").write_text("", encoding="utf-8")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert next(line for line in listing().splitlines() if "Qwen/Qwen3-1.7B" in line).endswith("vorhanden")


def test_the_commands_set_what_to_run():
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    assert callable(parser.parse_args(["models"]).run)
    assert parser.parse_args(["models", "get", "llm"]).name == "llm"


def test_the_embedded_profile_has_no_generator_and_a_missing_model_says_what_to_do(tmp_path):
    here = {"HF_HUB_CACHE": str(tmp_path)}
    assert open_generator(None, "embedded", environment=here) is None
    with pytest.raises(ProfileError, match="models get Qwen/Qwen3-1.7B"):
        open_generator(None, "llm", environment=here)
    with pytest.raises(ProfileError, match="address"):
        open_generator(None, "server", environment=here)
