"""The command line in this process, over two small texts and a model made of nothing."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEncoder, write_docs

import bot
from index.build import build
from index.generation import current_id, generation_folder
from index.publishing import exclusive
from retrieval.answer import Library
from retrieval.ranking import shipped_ranking

ROOT = Path(__file__).parents[1]
QUOTE = "徐缨强调，要扩大利用外资，把开放的大门越开越大。"
ASKED = "徐缨怎么说利用外资"
ANSWER = {"question", "answered", "understood", "quotes", "scope", "took_ms", "others"}
UNDERSTOOD = {"topic", "people", "offices", "since", "until", "order", "language", "shared"}
EVERYTHING = replace(shipped_ranking(), evidence={}, bias=9.0)  # whatever is found is held for an answer
GOLD = {
    "id": "q1",
    "lang": "zh-Hans",
    "type": "speaker_topic",
    "question": ASKED,
    "previous": [],
    "gold": [{"doc": "20240105-zhaoshang", "quote": "要扩大利用外资", "speaker": "徐纓"}],
    "speaker": "徐缨",
}
QUOTED = {
    *{"rank", "score", "quote", "passage", "speaker", "office", "kind", "meeting", "date", "source", "paragraph"},
    *{"start", "end", "certain", "unreadable", "also_in"},
}


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with meeting texts and their index, which no test changes."""
    folder = tmp_path_factory.mktemp("built")
    build(write_docs(folder / "docs"), folder / "index", FakeEncoder(identity="fake"))
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """Return a folder with settings, meeting texts and their index, which a test may change."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    settings = '[paths]\ndocs = "docs"\nindex = "index"\n[model]\nname = "fake"\n'
    (tmp_path / "config.toml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Return what runs one command with the settings of `place`; no error may be more than its line."""
    monkeypatch.delenv("YUANHUA_ALLOWED_USERS", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    for module in ("index.encoding", "retrieval.answer"):
        monkeypatch.setattr(f"{module}.load_encoder", lambda name, *, root: FakeEncoder(identity=name))
    monkeypatch.setattr("retrieval.answer.shipped_ranking", lambda: EVERYTHING)

    def running(*words: object, config: Path | None = place / "config.toml") -> Ran:
        options = ["--config", str(config)] if config else []
        try:
            status = bot.main([*options, *map(str, words)])
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(status, captured.out, captured.err)

    yield running
    assert not list((place / "index").glob("building-*"))


@pytest.fixture
def fails(run: Run) -> Callable[..., str]:
    """Return what runs a command that must fail with one line, and gives that line."""

    def failing(*words: object, status: int, config: Path | None = None) -> str:
        ran = run(*words, **({"config": config} if config else {}))
        assert (ran.status, ran.err.count("\n")) == (status, 1), ran
        assert ran.err.startswith("bot.py: ")
        return ran.err

    return failing


def batch(place: Path, *lines: object) -> Path:
    path = place / "batch.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    return path


class TestIndex:
    def test_reports_in_words(self, run: Run) -> None:
        ran = run("index")
        assert ran.status == 0
        assert "2 meetings" in ran.out

    def test_reports_in_json(self, run: Run) -> None:
        report = run("index", "--json").json
        assert set(report) == {"generation", "meetings", "passages", "people", "seconds", "files"}
        assert set(report["files"][0]) == {"name", "outcome", "reasons", "passages"}
        assert report["meetings"] == 2

    @pytest.mark.parametrize(
        ("name", "data", "why"),
        [
            ("empty.txt", b"", "has 0 bytes"),
            ("blank.txt", b"\n \n", "no words"),
            ("scan.txt", bytes(range(256)) * 9, "binary data, not a text"),
            ("table.txt", b"PK\x03\x04" + b"x" * 99, "an Office document or zip archive, not a text"),
            ("huge.txt", "会".encode() * (50 * 2**20 // 3), "has 50.0 MiB, and a meeting text may have 20"),
        ],
        ids=lambda value: value if isinstance(value, str) and value.endswith(".txt") else "",
    )
    def test_names_a_bad_file_and_takes_the_others(
        self, run: Run, place: Path, name: str, data: bytes, why: str
    ) -> None:
        (place / "docs" / name).write_bytes(data)
        ran = run("index")
        assert ran.status == 0
        [line] = [line for line in ran.out.splitlines() if line.startswith("  refused: ")]
        assert name in line
        assert why in line
        assert "2 meetings" in ran.out

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
    def test_names_a_file_it_may_not_read(self, run: Run, place: Path) -> None:
        closed = place / "docs" / "closed.txt"
        closed.write_text("会议", encoding="utf-8")
        closed.chmod(0)
        ran = run("index")
        assert (ran.status, "closed.txt: may not be read" in ran.out) == (0, True)

    def test_without_the_docs_folder_names_it(self, fails: Callable[..., str], run: Run, place: Path) -> None:
        line = fails("index", "--docs", place / "none", status=1)
        assert f"the docs folder {place}/none is not there: name the folder of the meeting texts with --docs" in line
        assert run("ask", ASKED).status == 0

    def test_with_nothing_to_take_in_leaves_the_index(self, fails: Callable[..., str], run: Run, place: Path) -> None:
        (place / "bare").mkdir()
        assert "the index stays as it was: put .txt, .md or .html" in fails("index", "--docs", place / "bare", status=1)
        assert QUOTE in run("ask", ASKED).out

    def test_with_a_file_for_an_index_folder_names_it(self, fails: Callable[..., str], place: Path) -> None:
        (place / "file").write_text("no folder", encoding="utf-8")
        assert f"the index folder {place}/file cannot be written" in fails("index", "--index", place / "file", status=1)

    def test_waits_for_no_other_build(self, fails: Callable[..., str], run: Run, place: Path) -> None:
        with exclusive(place / "index"):
            assert "another build is writing the index" in fails("index", status=1)
            assert QUOTE in run("ask", ASKED).out
        assert run("index").status == 0


class TestAsk:
    def test_prints_the_words(self, run: Run) -> None:
        ran = run("ask", ASKED)
        assert (ran.status, ran.err) == (0, "")
        assert f"┃ {QUOTE}\n" in ran.out

    def test_prints_the_contract_in_json(self, run: Run) -> None:
        answer = run("ask", ASKED, "--json").json
        assert set(answer) == ANSWER
        assert set(answer["understood"]) == UNDERSTOOD
        assert [set(quote) for quote in answer["quotes"]] == [QUOTED]
        assert set(answer["scope"]) == {"meetings", "since", "until"}
        assert (answer["question"], answer["answered"]) == (ASKED, True)

    def test_gives_what_the_contract_promises_of_a_quote(self, run: Run, place: Path) -> None:
        [quote] = run("ask", ASKED, "--json").json["quotes"]
        source = (place / "docs" / quote["source"]).read_text(encoding="utf-8")
        assert source[quote["start"] : quote["end"]] == quote["quote"] == QUOTE
        assert quote["passage"] == f"1月5日，市委书记徐缨主持会议。{QUOTE}"
        told = {key: quote[key] for key in ("rank", "speaker", "office", "kind", "meeting", "date", "paragraph")}
        assert told == {
            "rank": 1,
            "speaker": "徐缨",
            "office": "市委书记",
            "kind": "reported",
            "meeting": "全市招商引资会议",
            "date": "2024-01-05",
            "paragraph": 2,
        }

    def test_limits_the_quotes(self, run: Run) -> None:
        assert len(run("ask", "会议", "--json").json["quotes"]) > 1
        assert len(run("ask", "会议", "--limit", 1, "--json").json["quotes"]) == 1

    def test_counts_from_the_day_given(self, run: Run) -> None:
        understood = run("ask", "去年徐缨怎么说外资", "--today", "2025-03-01", "--json").json["understood"]
        assert (understood["since"], understood["until"]) == ("2024-01-01", "2024-12-31")

    @pytest.mark.parametrize(
        "previous", [("--previous", "徐缨怎么说", ASKED), ("--previous", "徐缨怎么说", "--previous", ASKED)]
    )
    def test_takes_the_questions_before(self, run: Run, previous: tuple[str, ...]) -> None:
        answer = run("ask", "那周斌呢", *previous, "--json").json
        assert answer["understood"]["people"] == ["周斌"]
        assert answer["understood"]["topic"] == "利用外资"

    def test_takes_the_shared_options_on_both_sides(self, run: Run, place: Path) -> None:
        config, folder = place / "config.toml", place / "elsewhere"
        (place / "index").rename(folder)
        before = run("--config", config, "--index", folder, "ask", ASKED, config=None)
        after = run("ask", ASKED, "--config", config, "--index", folder, config=None)
        assert before.out == after.out
        assert QUOTE in before.out
        (folder).rename(place / "index")

    def test_counts_a_folder_from_where_it_was_typed(
        self, run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (place / "below").mkdir()
        monkeypatch.chdir(place / "below")
        assert run("ask", ASKED, "--index", "../index").status == 0

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ((), "give one question"),
            (("--previous", "a", "b"), "give one question, ahead of --previous"),
            (("外资", "--batch", "b.jsonl"), "give one question"),
            (("--batch", "b.jsonl", "--previous", "a"), "in a batch each line has its own"),
            ((" ",), "the question ' ' has no words: write what is asked"),
            (("外" * 1001,), "a question has 1001 characters, and it may have 1000: shorten it"),
        ],
    )
    def test_refuses_what_it_cannot_take_for_a_question(
        self, fails: Callable[..., str], words: tuple[str, ...], told: str
    ) -> None:
        assert told in fails("ask", *words, status=2)

    def test_takes_bytes_that_are_no_text_for_question_marks(self, run: Run) -> None:
        assert run("ask", "\udcff徐缨怎么说利用外资", "--json").json["question"] == "?徐缨怎么说利用外资"

    def test_without_an_index_says_how_to_build_one(self, fails: Callable[..., str], place: Path) -> None:
        line = fails("ask", ASKED, "--index", place / "none", status=1)
        assert line == f"bot.py: there is no index in {place}/none: run `python bot.py index`\n"

    def test_names_both_models_where_the_index_has_another(self, fails: Callable[..., str], place: Path) -> None:
        config = place / "config.toml"
        config.write_text(config.read_text(encoding="utf-8").replace('"fake"', '"other"'), encoding="utf-8")
        assert "built with model fake, config names other: run `python bot.py index`" in fails("ask", ASKED, status=1)

    def test_names_a_model_that_is_not_there(self, place: Path, monkeypatch: pytest.MonkeyPatch, fails: Any) -> None:
        monkeypatch.undo()
        monkeypatch.delenv("YUANHUA_ALLOWED_USERS", raising=False)
        (place / "models").mkdir()
        config = place / "config.toml"
        config.write_text('[model]\nname = "models/none"\n', encoding="utf-8")
        line = fails("ask", ASKED, status=2)
        assert f"[model] name 'models/none': folder {place}/models/none is not there; name a model folder" in line

    @pytest.mark.parametrize("damage", ["cut", "gone", "changed"])
    @pytest.mark.parametrize(
        "file", ["manifest.json", "catalogue.sqlite", "vectors.faiss", "columns/dates.npy", "lexical/meta.json"]
    )
    def test_names_a_damaged_index_file(
        self, fails: Callable[..., str], run: Run, place: Path, file: str, damage: str
    ) -> None:
        path = generation_folder(place / "index", current_id(place / "index")) / file
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else bytes([data[0] ^ 1]) + data[1:])
        if damage == "gone":
            path.unlink()
        line = fails("ask", ASKED, status=1)
        assert str(path) in line
        assert "run `python bot.py index`" in line
        assert run("index").status == 0
        assert QUOTE in run("ask", ASKED).out

    @pytest.mark.parametrize("content", [b"", b"../docs", b"gone", b"\xff"])
    def test_names_a_damaged_pointer(self, fails: Callable[..., str], place: Path, content: bytes) -> None:
        (place / "index" / "current").write_bytes(content)
        assert "run `python bot.py index`" in fails("ask", ASKED, status=1)

    def test_drops_and_logs_a_quote_whose_kept_source_was_tampered_with(
        self, run: Run, place: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        for path in (place / "index" / "sources").iterdir():
            data = path.read_bytes()
            path.write_bytes(data.replace("扩大".encode(), "缩小".encode()))
        answer = run("ask", ASKED, "--json").json
        assert (answer["answered"], answer["quotes"]) == (False, [])
        assert "缩小" not in json.dumps(answer, ensure_ascii=False)
        assert [record.levelname for record in caplog.records if "quote dropped" in record.message] == ["ERROR"]

    def test_reads_the_kept_source_when_the_file_has_changed(self, run: Run, place: Path) -> None:
        shutil.rmtree(place / "docs")
        assert QUOTE in run("ask", ASKED).out

    def test_names_a_fault_of_the_program_in_one_line(
        self, fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Library, "answer", lambda *_, **__: {}["no\nsuch"])
        assert "unexpected KeyError" in fails("ask", ASKED, status=1)

    def test_names_a_full_disk(self, fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(bot, "print_text", full)
        monkeypatch.setattr(bot, "write_no_more", lambda: None)
        assert "cannot go on ([Errno 28] No space left on device): make room" in fails("ask", ASKED, status=1)

    def test_escapes_what_the_terminal_cannot_show(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        ascii_only = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, "stdout", ascii_only)
        assert run("ask", ASKED).status == 0
        assert run("ask", ASKED, "--json").status == 0
        ascii_only.seek(0)
        text = ascii_only.read()
        assert r"\u5916\u8d44" in text
        assert json.loads(text.splitlines()[-1])["quotes"][0]["quote"] == QUOTE


class TestBatch:
    def test_answers_in_order_under_the_ids(self, run: Run, place: Path) -> None:
        questions = [{"id": "b", "question": ASKED}, {"id": 7, "question": "那周斌呢", "previous": [ASKED]}]
        first, second = run("ask", "--batch", batch(place, *questions), "--json").lines
        assert (set(first), set(second)) == (ANSWER | {"id"}, ANSWER | {"id"})
        assert (first["id"], first["quotes"][0]["quote"]) == ("b", QUOTE)
        assert (second["id"], second["understood"]["people"]) == ("7", ["周斌"])

    def test_takes_the_other_options(self, run: Run, place: Path) -> None:
        path = batch(place, {"id": "a", "question": "去年的会议"})
        [answer] = run("ask", "--batch", path, "--json", "--limit", 1, "--today", "2025-03-01").lines
        assert (answer["understood"]["since"], len(answer["quotes"])) == ("2024-01-01", 1)

    def test_passes_over_blank_lines(self, run: Run, place: Path) -> None:
        path = batch(place, "", {"id": "a", "question": ASKED}, "  ")
        assert len(run("ask", "--batch", path, "--json").lines) == 1

    def test_an_empty_batch_has_no_answers(self, run: Run, place: Path) -> None:
        ran = run("ask", "--batch", batch(place), "--json")
        assert (ran.status, ran.out) == (0, "")

    def test_prints_words_without_json(self, run: Run, place: Path) -> None:
        assert f"┃ {QUOTE}\n" in run("ask", "--batch", batch(place, {"id": "a", "question": ASKED})).out

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("{", "'{' is not JSON"),
            ('["a"]', "is not a JSON object"),
            ('{"id": "x"}', '"question" is None, not a text'),
            ('{"question": "x"}', '"id" is None, not a text'),
            ('{"id": "x", "question": ["外资"]}', "\"question\" is ['外资'], not a text"),
            ('{"id": "x", "question": "x", "previous": "y"}', "\"previous\" is 'y', not a list of texts"),
            (json.dumps({"id": "x", "question": "外" * 1001}), "a question has 1001 characters, and it may have 1000"),
        ],
    )
    def test_names_a_malformed_line_after_the_answers_before_it(
        self, run: Run, place: Path, line: str, told: str
    ) -> None:
        path = batch(place, {"id": "a", "question": ASKED}, line, {"id": "c", "question": ASKED})
        ran = run("ask", "--batch", path, "--json")
        assert ([answer["id"] for answer in ran.lines], ran.status) == (["a"], 1)
        assert ran.err.startswith(f"bot.py: batch file {path} line 2: ")
        assert told in ran.err
        assert ran.err.count("\n") == 1

    def test_names_a_file_that_cannot_be_read(self, fails: Callable[..., str], place: Path) -> None:
        ask = partial(fails, "ask", "--json", "--batch", status=1)
        assert f"batch file {place}/none cannot be read" in ask(place / "none")
        assert f"batch file {place} cannot be read" in ask(place)
        (place / "gbk").write_text(f'{{"id": "a", "question": "{ASKED}"}}\n', encoding="gb18030")
        assert f"batch file {place}/gbk cannot be read" in ask(place / "gbk")

    def test_takes_a_byte_order_mark_and_separators_inside_a_line(self, run: Run, place: Path) -> None:
        path = batch(place, f'\ufeff{{"id": "a", "question": "{ASKED}\u2028"}}')
        assert run("ask", "--batch", path, "--json").lines[0]["answered"]

    def test_takes_half_a_character_for_a_question_mark(self, run: Run, place: Path) -> None:
        path = batch(place, '{"id": "a", "question": "\\ud800徐缨怎么说利用外资"}')
        assert run("ask", "--batch", path, "--json").lines[0]["question"] == "?徐缨怎么说利用外资"


class TestEval:
    def test_prints_the_figures(self, run: Run, place: Path) -> None:
        ran = run("eval", batch(place, GOLD))
        assert ran.status == 0
        assert "hit@1 1.000" in ran.out
        assert "verbatim                   1.000" in ran.out

    def test_prints_the_figures_in_json(self, run: Run, place: Path) -> None:
        figures = run("eval", batch(place, GOLD), "--json", "--today", "2026-11-22").json
        shares = {"speaker", "wrong_person", "abstain_recall", "abstain_precision", "verbatim", "quotes_checked"}
        assert set(figures) == {"groups", *shares}
        ranking = {"questions", "hit_at_1", "hit_at_3", "hit_at_5", "hit_at_10", "mrr", "pinpoint_at_1"}
        assert set(figures["groups"]["lang zh-Hans"]) == ranking
        assert (figures["speaker"], figures["verbatim"], figures["quotes_checked"]) == (1.0, 1.0, 1)

    def test_lists_as_many_misses_as_asked_for(self, run: Run, place: Path) -> None:
        missed = GOLD | {"question": "周斌怎么说就业"}
        path = batch(place, missed | {"id": "m1"}, missed | {"id": "m2"}, missed | {"id": "m3"})
        assert [line for line in run("eval", path).out.splitlines() if line.startswith("  m")] == []
        listed = [line for line in run("eval", path, "--misses", 2).out.splitlines() if line.startswith("  m")]
        assert listed == ["  m1 rank -  周斌怎么说就业", "  m2 rank -  周斌怎么说就业"]

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("{", "line 1"),
            ('{"id": "q1"}', "KeyError('lang')"),
            ("[]", "line 1"),
            ("", "holds no question"),
            (json.dumps(GOLD | {"gold": ["x"]}), "line 1"),
        ],
    )
    def test_names_a_malformed_question_file(
        self, fails: Callable[..., str], place: Path, line: str, told: str
    ) -> None:
        error = fails("eval", batch(place, line), status=1)
        assert f"question file {place}/batch.jsonl" in error or f"{place}/batch.jsonl line 1" in error
        assert told in error

    def test_names_a_question_file_that_is_not_there(self, fails: Callable[..., str], place: Path) -> None:
        assert f"question file {place}/none cannot be read" in fails("eval", place / "none", status=1)


class TestTurns:
    @pytest.mark.parametrize("name", ["20240105-zhaoshang.txt", "20240206-jiuye.txt"])
    def test_cover_the_file_in_order(self, run: Run, place: Path, name: str) -> None:
        path = place / "docs" / name
        turns = run("turns", path, "--json").json
        text = path.read_bytes().decode("utf-8" if "zhaoshang" in name else "gb18030")
        assert {frozenset(turn) for turn in turns} == {frozenset({"start", "end", "text", "speaker", "office", "kind"})}
        assert [turn["start"] for turn in turns] == [0, *(turn["end"] for turn in turns[:-1])]
        assert turns[-1]["end"] == len(text)
        assert all(turn["text"] == text[turn["start"] : turn["end"]] for turn in turns)

    def test_name_the_speaker(self, run: Run, place: Path) -> None:
        turns = run("turns", place / "docs" / "20240105-zhaoshang.txt", "--json").json
        spoken = [(turn["speaker"], turn["office"], turn["kind"]) for turn in turns]
        assert (None, None, "narration") in spoken
        assert ("徐缨", "市委书记", "reported") in spoken

    def test_are_printed_a_line_each(self, run: Run, place: Path) -> None:
        ran = run("turns", place / "docs" / "20240105-zhaoshang.txt")
        assert f"[reported] 徐缨 (市委书记): {QUOTE}\n" in ran.out

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("none.txt", "none.txt: is not there"),
            ("docs", "docs: is a folder or a device"),
            ("empty.txt", "has 0 bytes"),
        ],
    )
    def test_of_what_is_no_text_are_refused(self, fails: Callable[..., str], place: Path, name: str, told: str) -> None:
        (place / "empty.txt").write_bytes(b"")
        assert told in fails("turns", place / name, status=1)


class TestUsage:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("build",), "invalid choice: 'build'"),
            (("ask", "x", "--limit", "0"), "'0' must be a whole number from 1 on"),
            (("ask", "x", "--limit", "²"), "'²' must be a whole number from 1 on"),
            (("ask", "x", "--limit", "9" * 5000), "must be a whole number from 1 on"),
            (("ask", "x", "--today", "22.11.2026"), "'22.11.2026' must be a day such as 2026-11-22"),
            (("ask", "x", "y"), "unrecognized arguments: y"),
            (("eval",), "the following arguments are required: questions"),
            (("eval", "q.jsonl", "--misses", "-1"), "--misses"),
            (("turns",), "the following arguments are required: file"),
            (("index", "--limit", "3"), "unrecognized arguments: --limit 3"),
        ],
    )
    def test_a_wrong_word_ends_with_2(self, run: Run, words: tuple[str, ...], told: str) -> None:
        ran = run(*words)
        assert ran.status == 2
        assert told in ran.err.splitlines()[-1]

    def test_help_ends_with_0(self, run: Run) -> None:
        assert run("--help").status == 0

    @pytest.mark.parametrize("command", [("ask", ASKED), ("index",), ("eval", "q"), ("turns", "f"), ()])
    def test_every_command_names_a_bad_setting(
        self, fails: Callable[..., str], place: Path, command: tuple[str, ...]
    ) -> None:
        (place / "config.toml").write_text("[search]\nlimits = 3\n", encoding="utf-8")
        assert "[search] limits is not known" in fails(*command, status=2)

    def test_a_settings_file_that_is_not_there_is_named(self, fails: Callable[..., str], place: Path) -> None:
        line = fails("ask", ASKED, status=2, config=place / "none.toml")
        assert f"config file {place}/none.toml is not there: create it, or name another with --config" in line

    def test_a_malformed_allow_list_is_named(
        self, fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch, run: Run
    ) -> None:
        monkeypatch.setenv("YUANHUA_ALLOWED_USERS", "12,me")
        assert "YUANHUA_ALLOWED_USERS = '12,me': 'me' must be a numeric Telegram id" in fails("ask", ASKED, status=2)

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (None, "cannot be read"),
            ('{"zh": "外资", "alt": "洋投资"}\n', "line 1"),
            ('{"zh": "外资"}\n{"alt": []}\n', "line 2"),
        ],
    )
    def test_a_bad_glossary_of_ones_own_is_named(
        self, fails: Callable[..., str], place: Path, content: str | None, told: str
    ) -> None:
        config = place / "config.toml"
        config.write_text(config.read_text(encoding="utf-8") + '[search]\nglossary = "own.jsonl"\n', encoding="utf-8")
        if content is not None:
            (place / "own.jsonl").write_text(content, encoding="utf-8")
        line = fails("ask", ASKED, status=2)
        assert f"{place}/own.jsonl" in line
        assert told in line


class TestNoCommand:
    def test_without_a_token_is_a_chat_that_ends_with_its_input(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{ASKED}\n"))
        ran = run()
        assert ran.status == 0
        assert f"┃ {QUOTE}\n" in ran.out
        assert ran.err == "no TELEGRAM_BOT_TOKEN in the environment: a local chat instead; end it with Ctrl-D\n"

    def test_a_blank_token_is_none(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", " ")
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        assert run().status == 0

    def test_without_an_index_says_how_to_build_one(self, fails: Callable[..., str], place: Path) -> None:
        assert "run `python bot.py index`" in fails("--index", place / "none", status=1)


def start(*words: object, **streams: Any) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "bot.py"), *map(str, words)]
    return subprocess.Popen(command, text=True, encoding="utf-8", stderr=subprocess.PIPE, **streams)


def test_a_batch_is_answered_line_by_line_through_pipes(shipped_index: Path) -> None:
    words = ("ask", "--batch", "/dev/stdin", "--json", "--index", shipped_index)
    with start(*words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for identity in ("first", "second"):
            process.stdin.write(json.dumps({"id": identity, "question": "书记对外资怎么说"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identity
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.slow
def test_a_reader_that_goes_away_leaves_no_trace(shipped_index: Path, tmp_path: Path) -> None:
    path = batch(tmp_path, *[{"id": str(number), "question": "外资"} for number in range(40)])
    with start("ask", "--batch", path, "--json", "--index", shipped_index, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 1
        assert process.stderr.read() == ""


@pytest.mark.slow
def test_a_full_disk_is_one_line(shipped_index: Path) -> None:
    with Path("/dev/full").open("w") as full, start("ask", "外资", "--index", shipped_index, stdout=full) as process:
        assert process.wait(20) == 1
        assert process.stderr is not None
        assert process.stderr.read().count("\n") == 1
