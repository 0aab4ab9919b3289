"""Yuanhua: verbatim words out of meeting texts, on Telegram and on the command line. This file parses and wires."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from chat.contract import answer_json, evaluation_json, turns_json
from chat.tables import evaluation_lines, report_lines
from chat.terminal import converse, plain
from chat.texts import language_of
from config import Config, load_config
from index.errors import ConfigError, QuestionFileError, YuanhuaError
from retrieval.answer import AnswerSettings, Library
from retrieval.examples import examples

_DONE, _FAILED, _USAGE = 0, 1, 2
_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 -- the name of the variable, not a secret


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 failed, 2 bad usage or configuration."""
    options = _parser().parse_args(arguments)
    try:
        config = _config(options)
        logging.basicConfig(level=config.log.level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        status: int = options.run(options, config)
    except ConfigError as error:
        return _fail(error, _USAGE)
    except YuanhuaError as error:
        return _fail(error, _FAILED)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return _FAILED
    except KeyboardInterrupt:
        return _FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot.py", description=__doc__, parents=[_shared()])
    parser.set_defaults(run=_serve, config=Path(__file__).with_name("config.toml"), docs=None, index=None)
    shared = _shared()
    commands = parser.add_subparsers(metavar="COMMAND", help="without one: run the bot")
    index = commands.add_parser("index", parents=[shared], help="build a generation from the meeting texts")
    index.set_defaults(run=_index)
    ask = commands.add_parser("ask", parents=[shared], help="answer a question, or a file of questions")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--batch", type=Path, help='a file of lines {"id", "question", "previous": [..]}')
    ask.add_argument("--previous", nargs="+", default=[], metavar="EARLIER", help="the questions before, oldest first")
    ask.add_argument("--limit", type=_positive, help="the most quotes to show")
    ask.set_defaults(run=_ask)
    evaluation = commands.add_parser("eval", parents=[shared], help="measure the answers to a question file")
    evaluation.add_argument("questions", type=Path)
    evaluation.add_argument("--misses", type=int, default=0, help="also list this many misses")
    evaluation.set_defaults(run=_eval)
    turns = commands.add_parser("turns", parents=[shared], help="show who speaks where in one file")
    turns.add_argument("file", type=Path)
    turns.set_defaults(run=_turns)
    for command in (ask, evaluation):
        command.add_argument("--today", type=_day, help="the day that 去年 and 'last month' count from")
    for command in (index, ask, evaluation, turns):
        command.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _shared() -> argparse.ArgumentParser:
    """Return the options that may stand before the command and after it."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--config", type=Path, help="settings file")
    shared.add_argument("--docs", type=Path, help="folder of the meeting texts")
    shared.add_argument("--index", type=Path, help="folder of the built index")
    return shared


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from 1 on")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} must be a day such as 2026-11-22") from error


def _config(options: argparse.Namespace) -> Config:
    """Read the settings; folders named on the command line count from where it was typed."""
    config = load_config(options.config)
    given = {name: folder.absolute() for name in ("docs", "index") if (folder := getattr(options, name)) is not None}
    return replace(config, paths=replace(config.paths, **given)) if given else config


def _fail(error: YuanhuaError, status: int) -> int:
    print(f"bot.py: {' '.join(str(error).split())}", file=sys.stderr)
    return status


def _open(config: Config, limit: int | None = None) -> Library:
    return Library.open(
        config.index,
        model=config.model.name,
        root=config.root,
        settings=AnswerSettings(limit or config.search.limit, config.search.quote_sentences),
        glossary=config.root / config.search.glossary if config.search.glossary else None,
    )


def _index(options: argparse.Namespace, config: Config) -> int:
    from index.build import build  # noqa: PLC0415 -- the write side's libraries are not needed to answer
    from index.encoding import load_encoder  # noqa: PLC0415

    report = build(config.docs, config.index, load_encoder(config.model.name, root=config.root))
    print(json.dumps(report.to_dict(), ensure_ascii=False) if options.json else "\n".join(report_lines(report)))
    return _DONE


def _ask(options: argparse.Namespace, config: Config) -> int:
    if (options.question is None) == (options.batch is None):
        raise ConfigError("ask: give one question, or a file of questions with --batch FILE --json")
    library = _open(config, options.limit)
    if options.batch is None:
        answer = library.answer(options.question, previous=options.previous, today=options.today)
        print(json.dumps(answer_json(answer), ensure_ascii=False, default=str) if options.json else plain(answer))
        return _DONE
    for identity, question, previous in _batch(options.batch):
        answer = library.answer(question, previous=previous, today=options.today)
        shape = answer_json(answer, identity=identity)
        print(json.dumps(shape, ensure_ascii=False, default=str) if options.json else plain(answer), flush=True)
    return _DONE


def _batch(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield id, question and the questions before it of each line of a batch file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"batch file {path} cannot be read ({error}): name a readable UTF-8 file") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield str(row["id"]), str(row["question"]), [str(text) for text in row.get("previous", [])]
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                rule = 'a line is {"id": "d1", "question": "..", "previous": [..]}: mend the line'
                raise QuestionFileError(f"batch file {path} line {number}: {error!r}; {rule}") from error


def _eval(options: argparse.Namespace, config: Config) -> int:
    from retrieval.evaluation import evaluate, read_questions  # noqa: PLC0415

    questions = read_questions(options.questions)
    library = _open(config)
    evaluation = evaluate(
        questions,
        lambda q: library.answer(q.question, previous=q.previous, today=options.today),
        stands=library.stands,
    )
    if options.json:
        print(json.dumps(evaluation_json(evaluation), ensure_ascii=False))
    else:
        print("\n".join(evaluation_lines(evaluation, misses=options.misses)))
    return _DONE


def _turns(options: argparse.Namespace, _config: Config) -> int:
    from index.turns import turns_of_file  # noqa: PLC0415

    turns = turns_of_file(options.file)
    if options.json:
        print(json.dumps(turns_json(turns), ensure_ascii=False))
        return _DONE
    for turn in turns:
        if words := " ".join(turn.text.split()):
            print(f"[{turn.kind}] {turn.speaker or '-'}{f' ({turn.office})' if turn.office else ''}: {words}")
    return _DONE


def _serve(_options: argparse.Namespace, config: Config) -> int:
    """Run the bot: on Telegram with a token in the environment, else in the terminal."""
    token = os.environ.get(_TOKEN, "").strip()
    library = _open(config)
    drawn = examples(library)
    if not token:
        print(f"no {_TOKEN} in the environment: a local chat instead; end it with Ctrl-D", file=sys.stderr)
        return converse(
            library, input=sys.stdin, output=sys.stdout, examples=drawn, language=language_of(os.environ.get("LANG"))
        )
    from chat.telegram import serve  # noqa: PLC0415 -- costs 0.3 s that `ask` does not have

    return serve(library, config.telegram, token, examples=drawn)


if __name__ == "__main__":
    sys.exit(main())
