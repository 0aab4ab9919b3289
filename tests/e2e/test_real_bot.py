"""The whole program as shipped: bot.py, its model and the sample meetings, in a chat and in a terminal."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from botapi import BotApi, Call
from botprocess import ALLOWED, TOKEN, BotProcess, environment, start

from chat.render import SHOWN
from chat.width import breakable
from index.reading import read_source
from index.repairs import restore
from retrieval.answer import AnswerSettings, Library, Quote

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOCS, MODEL, BOT = ROOT / "docs", ROOT / "retrieval" / "model", str(ROOT / "bot.py")
STRANGER = 666
SECONDS = 30  # for an answer, on a machine that does much else


@dataclass(frozen=True)
class Installed:
    """The program's settings and its index, built from docs/."""

    folder: Path

    def config(self, *, base_url: str = "https://api.telegram.org/bot") -> str:
        """Write the settings with the Bot API at an address, and return their file."""
        path = self.folder / "config.toml"
        path.write_text(
            f'[paths]\ndocs = "{DOCS}"\nindex = "{self.folder / "index"}"\n'
            f'[model]\nname = "{MODEL}"\n[telegram]\nbase_url = "{base_url}"\n',
            encoding="utf-8",
        )
        return str(path)

    def run(self, *arguments: str, words: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run bot.py with words on its standard input until it ends."""
        command = [sys.executable, BOT, "--config", self.config(), *arguments]
        given = environment() | {"PYTHONIOENCODING": "utf-8", **variables}
        return subprocess.run(
            command, input=words, env=given, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    program = Installed(tmp_path_factory.mktemp("installed"))
    built = program.run("index")
    assert built.returncode == 0, built.stderr
    return program


@pytest.fixture(scope="module")
def library(installed: Installed) -> Iterator[Library]:
    opened = Library.open(installed.folder / "index", model=str(MODEL), root=ROOT, settings=AnswerSettings())
    yield opened
    opened.generation.close()


@pytest.fixture
async def bot(api: BotApi, installed: Installed, tmp_path: Path) -> AsyncIterator[BotProcess]:
    running = await start(
        [BOT, "--config", installed.config(base_url=api.base_url)],
        tmp_path / "bot.log",
        TELEGRAM_BOT_TOKEN=TOKEN,
        YUANHUA_ALLOWED_USERS=str(ALLOWED),
    )
    yield running
    await running.terminate()


def words_in_file(quote: Quote, library: Library) -> str:
    """Cut the words of a quote out of the file in docs/ anew, without what its repairs leave out."""
    source = read_source(DOCS / quote.source, name=quote.source)
    meeting = library.generation.catalogue.meeting_of(quote.source)
    return restore(source.text, quote.start, quote.end, library.generation.catalogue.repairs(meeting.id))


def assert_holds_only_words_of_files(message: Call, quotes: tuple[Quote, ...], library: Library) -> None:
    """Assert that the quotes of a message are those of the answer and stand in the files they name, byte for byte."""
    shown = message.entity_texts("blockquote")
    assert [words.encode() for words in shown] == [words_in_file(quote, library).encode() for quote in quotes]
    assert shown == [quote.quote for quote in quotes]
    assert {*message.entity_texts("code")} >= {quote.source for quote in quotes}
    for quote in quotes:
        assert quote.speaker in message.text


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("what did the secretary say about foreign investment", "reported"),
        ("書記對外資怎麼說", "轉述"),
        ("书记对外资怎么说", "转述"),
    ],
    ids=["english", "traditional", "simplified"],
)
async def test_question_is_answered_with_words_of_the_files(api, bot, library, question, mark):
    await api.say(ALLOWED, question)
    [message, *_] = await api.wait_for_messages(1, seconds=SECONDS)
    answer = library.answer(question)
    assert_holds_only_words_of_files(message, answer.quotes[:SHOWN], library)
    assert answer.quotes[0].speaker == "沈柏川"
    assert "外资" in answer.quotes[0].quote
    assert f"沈柏川 · 市委书记 · {mark}\n" in message.text
    assert message.text.startswith("沈柏川 · ")
    assert api.refusals == []


async def test_follow_up_asks_the_same_of_somebody_else(api, bot, library):
    await api.say(ALLOWED, "书记对外资怎么说")
    await api.wait_for_messages(1, seconds=SECONDS)
    await api.say(ALLOWED, "那市长呢")
    *_, message = await api.wait_for_messages(2, seconds=SECONDS)
    answer = library.answer("那市长呢", previous=["书记对外资怎么说"])
    assert answer.understood.people == ("梁书瑶",)
    assert message.text.startswith("梁书瑶 · 市长 · “外资”")
    assert_holds_only_words_of_files(message, answer.quotes[:SHOWN], library)


async def test_nothing_is_quoted_where_nothing_was_said(api, bot):
    await api.say(ALLOWED, "2023年书记对外资怎么说？")
    [message] = await api.wait_for_messages(1, seconds=SECONDS)
    assert message.text.startswith("没有查到")
    assert breakable(message.text).endswith("\n这段时间没有会议：2023年。")
    assert message.entity_texts("blockquote") == []


async def test_stranger_gets_his_id_and_no_words(api, bot):
    await api.say(STRANGER, "书记对外资怎么说", language="zh-hans")
    [message] = await api.wait_for_messages(1, seconds=SECONDS)
    assert message.text == "本机器人只为名单内人员服务。您的编号：666，请告知管理员。"
    assert message.params.get("entities", []) == []


def test_terminal_answers_with_the_same_words_and_ends_with_its_input(installed, library):
    chat = installed.run(words="书记对外资怎么说\n那市长呢\n", LANG="zh_CN.UTF-8")
    assert chat.returncode == 0
    quotes = [
        *library.answer("书记对外资怎么说").quotes[:SHOWN],
        *library.answer("那市长呢", previous=["书记对外资怎么说"]).quotes[:SHOWN],
    ]
    barred = [line.removeprefix("┃ ") for line in chat.stdout.split("\n") if line.startswith("┃ ")]
    assert "\n".join(barred) == "\n".join(quote.quote for quote in quotes)
    assert chat.stdout.endswith("问> \n再见。\n")
    assert "\u2060" not in chat.stdout


def test_asked_on_the_command_line_it_shows_what_it_shows_in_the_terminal(installed):
    question = "What did the secretary say about foreign investment?"
    asked, chat = installed.run("ask", question, "--limit", "2"), installed.run(words=f"{question}\n")
    first_quote = asked.stdout.split("\n\n")[1]
    assert asked.returncode == 0
    assert first_quote.startswith("┃ ")
    assert first_quote in chat.stdout.split("\n\n")
