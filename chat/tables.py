"""Build reports and evaluations as tables for a terminal."""

from collections.abc import Iterator

from index.report import BuildReport, Outcome
from retrieval.evaluation import Evaluation


def report_lines(report: BuildReport) -> Iterator[str]:
    """Yield what a build did: a line for every file that needs a look, then the counts."""
    for file in report.files:
        if file.outcome is not Outcome.TAKEN:
            yield f"  {file.outcome}: {file.name}: {'; '.join(file.reasons)}"
    counts = ", ".join(f"{len(files)} {outcome}" for outcome in Outcome if (files := report.having(outcome)))
    yield f"files: {counts}"
    yield (
        f"generation {report.generation}: {report.meetings} meetings, {report.passages} passages,"
        f" {report.people} speakers and office holders, {report.seconds:.1f} s"
    )


def evaluation_lines(evaluation: Evaluation, *, misses: int = 0) -> Iterator[str]:
    """Yield the figures of an evaluation, one group a line, then questions whose first quote was not the gold one."""
    for name, ranking in evaluation.groups.items():
        yield (
            f"{name:26s} n={ranking.questions:4d}  hit@1 {ranking.hit_at_1:.3f}  hit@3 {ranking.hit_at_3:.3f}"
            f"  hit@5 {ranking.hit_at_5:.3f}  hit@10 {ranking.hit_at_10:.3f}  mrr {ranking.mrr:.3f}"
            f"  pinpoint@1 {ranking.pinpoint_at_1:.3f}"
        )
    for name in ("speaker", "wrong_person", "abstain_recall", "abstain_precision", "verbatim"):
        value = getattr(evaluation, name)
        yield f"{name:26s} {'-' if value is None else format(value, '.3f')}"
    yield f"{'quotes_checked':26s} {evaluation.quotes_checked}"
    missed = [o for o in evaluation.outcomes if o.question.gold and o.rank != 1]
    for outcome in missed[:misses]:
        question = outcome.question
        yield f"  {question.id} rank {outcome.rank or '-'}  {' / '.join([*question.previous, question.question])}"
