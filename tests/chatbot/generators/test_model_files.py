"""Model folders: found in a hub cache or given, refused where something could run code."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.errors import ProfileError
from chatbot.generators.model_files import checked_folder, hub_folder, resolved, revision_of


def make(folder: Path, *extra: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("config.json", "model.safetensors", *extra):
        (folder / name).write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pt", "data.pkl", "modeling.py"])
def test_a_folder_with_a_file_that_could_run_code_is_refused_by_name(tmp_path, name):
    with pytest.raises(ProfileError, match=name.replace(".", r"\.")):
        checked_folder(make(tmp_path / "m", name))


def test_a_folder_without_safetensors_is_refused(tmp_path):
    folder = make(tmp_path / "m")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ProfileError, match="safetensors"):
        checked_folder(folder)


def test_a_model_that_is_not_here_says_how_to_get_it(tmp_path):
    with pytest.raises(ProfileError, match="models get Qwen/Qwen3-1.7B.*folder"):
        resolved("Qwen/Qwen3-1.7B", tmp_path)


def test_a_name_that_is_neither_folder_nor_model_is_refused(tmp_path):
    with pytest.raises(ProfileError, match="neither"):
        resolved("../etc", tmp_path)


def test_the_snapshot_that_main_names_is_taken(tmp_path):
    base = tmp_path / "models--own--tiny"
    for commit in ("aaa111", "bbb222"):
        make(base / "snapshots" / commit)
    (base / "refs").mkdir()
    (base / "refs" / "main").write_text("aaa111", encoding="utf-8")
    found = hub_folder("own/tiny", tmp_path)
    assert found is not None and found.name == "aaa111" and revision_of(found) == "aaa111"


def test_a_folders_revision_changes_with_its_weights(tmp_path):
    folder = make(tmp_path / "m")
    before = revision_of(folder)
    assert before == revision_of(folder)
    (folder / "model.safetensors").write_text("[]", encoding="utf-8")
    assert revision_of(folder) != before
