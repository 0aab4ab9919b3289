"""Yuanhua: verbatim words out of meeting texts, on Telegram and on the command line. This file parses and wires."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

# One thread for the products of small matrices: more of them made a question up to four times slower on two cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from chat.batch import legible, read_batch
from chat.contract import answer_json, evaluation_json, turns_json
from chat.objections import LONGEST_QUESTION
from chat.output import print_json, print_text, write_no_more
from chat.tables import evaluation_lines, report_lines
from chat.terminal import converse, plain
from chat.texts import language_of
from config import Config, load_config
from index.errors import ConfigError, EncoderError, YuanhuaError
from retrieval.answer import Answer, AnswerSettings, Library

_DONE, _FAILED, _USAGE = 0, 1, 2
_PREVIOUS = "the questions before, oldest first; takes all words after it, so put it after the question"
_DIGITS = 9
_TOKEN = "TELEGRAM_BOT_TOKEN"  # noqa: S105 -- the name of the variable, not a secret


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 done, 1 failed, 2 bad usage or configuration."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except YuanhuaError as error:
        # The model is one that the settings name.
        return _fail(error, _USAGE if isinstance(error, ConfigError | EncoderError) else _FAILED)
    except (BrokenPipeError, KeyboardInterrupt):  # whoever reads has seen enough
        write_no_more()
        return _FAILED
    except OSError as error:
        write_no_more()
        return _fail(f"cannot go on ({error}): make room, or mend the permissions", _FAILED)
    except Exception as error:
        # A fault of this program: one line for whoever runs it, the place for the log.
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        shown = f'unexpected {type(error).__name__} ({error}): report it with what [log] level = "DEBUG" shows'
        return _fail(shown, _FAILED)


def _run(options: argparse.Namespace) -> int:
    config = _config(options)
    logging.basicConfig(level=config.log.level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    status: int = options.run(options, config)
    sys.stdout.flush()
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
    ask.add_argument("--previous", nargs="+", action="extend", default=[], metavar="EARLIER", help=_PREVIOUS)
    ask.add_argument("--limit", type=_whole_from(1), help="the most quotes to show")
    ask.set_defaults(run=_ask)
    evaluation = commands.add_parser("eval", parents=[shared], help="measure the answers to a question file")
    evaluation.add_argument("questions", type=Path)
    evaluation.add_argument("--misses", type=_whole_from(0), default=0, help="also list this many misses")
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


def _whole_from(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isdecimal() or len(text) > _DIGITS or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} must be a whole number from {least} on")
        return int(text)

    return whole


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


def _fail(error: YuanhuaError | str, status: int) -> int:
    print(f"bot.py: {' '.join(str(error).split())}", file=sys.stderr)
    return status


@contextmanager
def _opened(config: Config, *, limit: int | None = None) -> Iterator[Library]:
    library = Library.open(
        config.index,
        model=config.model.name,
        root=config.root,
        settings=AnswerSettings(limit or config.search.limit, config.search.quote_sentences),
        glossary=config.root / config.search.glossary if config.search.glossary else None,
    )
    with closing(library.generation):
        yield library


def _index(options: argparse.Namespace, config: Config) -> int:
    from index.build import build  # noqa: PLC0415 -- the write side's libraries are not needed to answer
    from index.encoding import load_encoder  # noqa: PLC0415

    report = build(config.docs, config.index, load_encoder(config.model.name, root=config.root))
    if options.json:
        print_json(report.to_dict())
    else:
        print_text("\n".join(report_lines(report)))
    return _DONE


def _ask(options: argparse.Namespace, config: Config) -> int:
    _check_asked(options)
    with _opened(config, limit=options.limit) as library:
        if options.batch is None:
            previous = [legible(text) for text in options.previous]
            _show(library.answer(legible(options.question), previous=previous, today=options.today), options)
            return _DONE
        for line in read_batch(options.batch):
            answer = library.answer(line.question, previous=line.previous, today=options.today)
            _show(answer, options, identity=line.id)
    return _DONE


def _check_asked(options: argparse.Namespace) -> None:
    """Raise ConfigError where there is nothing, too much or too long a text to answer."""
    if (options.question is None) == (options.batch is None):
        raise ConfigError(
            "ask: give one question, ahead of --previous, or a file of questions with --batch FILE --json"
        )
    if options.batch and options.previous:
        raise ConfigError("ask: --previous goes with one question; in a batch each line has its own: leave it out")
    if options.question is not None and not options.question.strip():
        raise ConfigError(f"ask: the question {options.question!r} has no words: write what is asked")
    longest = max([options.question or "", *options.previous], key=len)
    if len(longest) > LONGEST_QUESTION:
        message = f"ask: a question has {len(longest)} characters, and it may have {LONGEST_QUESTION}: shorten it"
        raise ConfigError(message)


def _show(answer: Answer, options: argparse.Namespace, *, identity: str | None = None) -> None:
    if options.json:
        print_json(answer_json(answer, identity=identity))
    else:
        print_text(plain(answer))


def _eval(options: argparse.Namespace, config: Config) -> int:
    from retrieval.evaluation import evaluate, read_questions  # noqa: PLC0415

    questions = read_questions(options.questions)
    with _opened(config) as library:
        evaluation = evaluate(
            questions,
            lambda q: library.answer(q.question, previous=q.previous, today=options.today),
            stands=library.stands,
        )
    if options.json:
        print_json(evaluation_json(evaluation))
    else:
        print_text("\n".join(evaluation_lines(evaluation, misses=options.misses)))
    return _DONE


def _turns(options: argparse.Namespace, _config: Config) -> int:
    from index.turns import turns_of_file  # noqa: PLC0415

    turns = turns_of_file(options.file)
    if options.json:
        print_json(turns_json(turns))
        return _DONE
    for turn in turns:
        if words := " ".join(turn.text.split()):
            print_text(f"[{turn.kind}] {turn.speaker or '-'}{f' ({turn.office})' if turn.office else ''}: {words}")
    return _DONE


def _serve(_options: argparse.Namespace, config: Config) -> int:
    """Run the bot: on Telegram with a token in the environment, else in the terminal."""
    from retrieval.examples import examples  # noqa: PLC0415 -- spells names, which asking does not need

    token = os.environ.get(_TOKEN, "").strip()
    with _opened(config) as library:
        drawn = examples(library)
        if not token:
            print(f"no {_TOKEN} in the environment: a local chat instead; end it with Ctrl-D", file=sys.stderr)
            language = language_of(os.environ.get("LANG"))
            return converse(library, input=sys.stdin, output=sys.stdout, examples=drawn, language=language)
        from chat.telegram import serve  # noqa: PLC0415 -- costs 0.3 s that `ask` does not have

        return serve(library, config.telegram, token, examples=drawn)


if __name__ == "__main__":
    sys.exit(main())
