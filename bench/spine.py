"""Measure the spine: a build, a fresh question, questions in a running bot, and the memory of that bot.

Run it from the root of the project: python -m bench.spine. Every figure comes from a process of its own, started as a
user starts it. Where the development data is not there, the sample meetings and a few questions about them are used.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT = ROOT.parent / "shared" / "eval" / "dev"  # development data, not shipped
FRESH_RUNS = 5
SAMPLE_QUESTIONS = ("书记对外资怎么说", "市长談就業", "what did the secretary say about foreign investment")


@dataclass(frozen=True, slots=True)
class Task:
    """What is measured."""

    docs: Path
    questions: Path
    config: Path
    today: date

    def command(self, *arguments: str) -> list[str]:
        """Return a command line of the bot."""
        return [sys.executable, str(ROOT / "bot.py"), "--config", str(self.config), *arguments]


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took, imports included. A busy machine stretches the wall clock, not the processor time."""

    seconds: float
    processor: float  # seconds
    printed: str


@dataclass(frozen=True, slots=True)
class Running:
    """What a process with the whole bot in it measured of itself."""

    milliseconds: list[float]  # of each question
    processor: list[float]  # milliseconds
    resident: float  # MiB, after the last question
    peak: float  # MiB


def main() -> int:
    """Print every figure."""
    options = _options()
    if options.inside:
        print(json.dumps(_inside(options.config, options.index, options.questions, options.today)))
        return 0
    task = Task(options.docs, options.questions, options.config, options.today)
    with tempfile.TemporaryDirectory() as folder:
        _report(task, Path(folder))
    return 0


def _options() -> argparse.Namespace:
    """Read the command line."""
    there = DEVELOPMENT.is_dir()
    parser = argparse.ArgumentParser(prog="python -m bench.spine", description=__doc__)
    parser.add_argument("--docs", type=Path, default=DEVELOPMENT / "docs" if there else ROOT / "docs")
    parser.add_argument("--questions", type=Path, default=DEVELOPMENT / "questions.jsonl" if there else None)
    parser.add_argument("--config", type=Path, default=ROOT / "config.toml")
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 22))
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _report(task: Task, folder: Path) -> None:
    """Measure one thing after the other, printing as it goes."""
    index, questions = folder / "index", task.questions or _sample_questions(folder)
    print(f"docs {task.docs}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in ("build", "build again"):
        spent = _spend(task.command("index", "--docs", str(task.docs), "--index", str(index), "--json"))
        built = json.loads(spent.printed)
        told = f"{built['meetings']} meetings, {built['passages']} passages"
        print(f"{name:14} {spent.seconds:8.2f} s   {spent.processor:8.2f} s of processor   {told}")
    question = _read_questions(questions)[0][0]
    ask = task.command("ask", question, "--index", str(index), "--today", str(task.today), "--json")
    fresh = [_spend(ask) for _ in range(FRESH_RUNS)]
    wall, processor = (
        statistics.median(values) for values in zip(*((f.seconds, f.processor) for f in fresh), strict=True)
    )
    print(f"{'ask, fresh':14} {wall:8.2f} s   {processor:8.2f} s of processor   median of {FRESH_RUNS}")
    inside = _run_inside(task, index, questions)
    for name, share in (("ask, running", 0.5), ("  19 of 20", 0.95)):
        wall, processor = (_quantile(values, share) for values in (inside.milliseconds, inside.processor))
        print(f"{name:14} {wall:8.2f} ms  {processor:8.2f} ms of processor  {len(inside.processor)} questions")
    print(f"{'memory':14} {inside.resident:8.1f} MiB of the bot after them, peak {inside.peak:.1f}")


def _quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed."""
    return sorted(values)[int(share * (len(values) - 1))]


def _spend(command: Sequence[str]) -> Spent:
    """Run a command and measure it."""
    started, before = perf_counter(), _processor_seconds()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return Spent(perf_counter() - started, _processor_seconds() - before, done.stdout)


def _run_inside(task: Task, index: Path, questions: Path) -> Running:
    """Start a process that holds the bot and asks it every question."""
    arguments = ("--questions", str(questions), "--config", str(task.config), "--today", str(task.today))
    command = [sys.executable, "-m", "bench.spine", "--inside", "--index", str(index), *arguments]
    return Running(**json.loads(_spend(command).printed))


def _inside(config: Path, index: Path, questions: Path, today: date) -> dict[str, float | list[float]]:
    """Hold what the Telegram bot holds, ask it every question, and say what that took."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bot.py does, before numpy is imported
    import chat.telegram  # noqa: F401, PLC0415 - the memory of the bot counts its libraries
    from config import load_config  # noqa: PLC0415 - each measured process imports for itself
    from retrieval.answer import AnswerSettings, Library  # noqa: PLC0415

    settings = load_config(config)
    library = Library.open(
        index,
        model=settings.model.name,
        root=settings.root,
        settings=AnswerSettings(settings.search.limit, settings.search.quote_sentences),
    )
    milliseconds, processor = [], []
    for question, previous in _read_questions(questions):
        started, before = perf_counter(), process_time()
        library.answer(question, previous=previous, today=today)
        milliseconds.append((perf_counter() - started) * 1_000)
        processor.append((process_time() - before) * 1_000)
    return {
        "milliseconds": milliseconds,
        "processor": processor,
        "resident": _memory("VmRSS"),
        "peak": _memory("VmHWM"),
    }


def _read_questions(path: Path) -> list[tuple[str, list[str]]]:
    """Return the questions of a file, each with those before it."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(line["question"], line.get("previous", [])) for line in lines]


def _sample_questions(folder: Path) -> Path:
    """Write a few questions about the sample meetings, each ten times."""
    path = folder / "questions.jsonl"
    lines = [json.dumps({"question": question}) for question in SAMPLE_QUESTIONS] * 10
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _processor_seconds() -> float:
    """Return the processor time of all ended child processes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(field: str) -> float:
    """Return a figure of this process from the kernel, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith(f"{field}:")]
    return int(kilobytes) / 1024


if __name__ == "__main__":
    sys.exit(main())
