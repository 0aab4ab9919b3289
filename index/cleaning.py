"""Source text to clean text, without editing: spans are left out or replaced with a reason, and offsets lead back.

Each step looks at the text as the steps before it left it, and marks spans; none changes a character. A step that
joins hard-wrapped lines would be one more, with the line breaks as its spans.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.alignment import Alignment, Draft, assemble
from index.boilerplate import find_boilerplate, is_credit
from index.broken import find_broken
from index.controls import find_controls
from index.folding import fold
from index.frontmatter import FrontMatter, find_front_matter
from index.markdown import find_markdown
from index.markup import find_html, find_stray_html
from index.pinyin import find_pinyin
from index.reading import Format, Source
from index.repairs import Reason, Repair, Span, restore, settle
from index.webpage import PageHead, read_page_head

__all__ = ["CleanText", "FrontMatter", "PageHead", "Reason", "Repair", "Span", "clean", "restore"]


_EDGE = 10  # paragraphs from either end of a text in which its credits stand


@dataclass(frozen=True, slots=True)
class CleanText:
    """The words of one source: paragraphs separated by a line break, none empty, without blanks at their ends."""

    text: str
    alignment: Alignment
    repairs: tuple[Repair, ...]  # in source offsets, in order, without overlap
    unreadable: tuple[Span, ...]  # in clean offsets: broken in the source, shown as it stands, not searched
    paragraphs: tuple[Span, ...]  # in clean offsets, without the line break
    paragraph_numbers: tuple[int, ...]  # of each paragraph: its number in the source, from 1, debris counted
    front_matter: FrontMatter | None
    credits: tuple[str, ...] = ()  # lines near the ends that were left out and say who published the text, and when
    page: PageHead | None = None  # of a web page

    def to_source(self, start: int, end: int) -> Span:
        """Return the source offsets of a clean slice."""
        return self.alignment.to_source(start, end)

    def search_form(self, start: int, end: int) -> str:
        """Return the search form of a clean slice: folded, with a blank for each unreadable run."""
        kept: list[str] = []
        at = start
        first = max(bisect_right(self.unreadable, Span(start, start)) - 1, 0)
        for run in map(self.unreadable.__getitem__, range(first, len(self.unreadable))):
            if run.start >= end:
                break
            if run.end > start:
                kept += self.text[at : max(run.start, at)], " "
                at = run.end
        kept.append(self.text[at:end])
        return fold("".join(kept))


def clean(source: Source) -> CleanText:
    """Find what does not belong to the words of a source, and lay out the paragraphs that are left."""
    front_matter = find_front_matter(source.text)
    repairs = _layout(source, front_matter)
    first = draft = assemble(source.text, repairs)
    if pinyin := find_pinyin(draft.text):
        repairs = _add(repairs, draft, pinyin, Reason.PINYIN)
        draft = assemble(source.text, repairs)
    credited: tuple[str, ...] = ()
    if debris := find_boilerplate(draft.text, draft.paragraphs):
        credited = _credits(draft, debris)
        repairs = _add(repairs, draft, debris, Reason.BOILERPLATE)
        draft = assemble(source.text, repairs)
    broken = find_broken(draft.text)
    return CleanText(
        text=draft.text,
        alignment=draft.alignment,
        repairs=tuple(settle([*repairs, *_unreadable(repairs, draft, broken)])),
        unreadable=tuple(broken),
        paragraphs=draft.paragraphs,
        paragraph_numbers=_numbers(first, draft),
        front_matter=front_matter,
        credits=credited,
        page=read_page_head(source.text) if source.format is Format.HTML else None,
    )


def _layout(source: Source, front_matter: FrontMatter | None) -> list[Repair]:
    """Return the repairs of the source as a file: front matter, markup of its format, control characters."""
    found = [Repair(0, front_matter.end, Reason.FRONT_MATTER)] if front_matter else []
    if source.format is Format.HTML:
        found += find_html(source.text)
    else:
        found += find_stray_html(source.text)
    if source.format is Format.MARKDOWN:
        found += find_markdown(source.text)
    return settle([*found, *find_controls(source.text)])


def _add(repairs: list[Repair], draft: Draft, spans: Sequence[Span], reason: Reason) -> list[Repair]:
    """Add spans of a draft that are left out; the repairs inside them are part of them."""
    return settle([*repairs, *(Repair(*draft.alignment.to_source(*span), reason) for span in spans)])


def _credits(draft: Draft, debris: Sequence[Span]) -> tuple[str, ...]:
    """Return the credits among the debris near both ends of a draft."""
    edges = {*draft.paragraphs[:_EDGE], *draft.paragraphs[-_EDGE:]}
    lines = (draft.text[start:end] for start, end in debris if (start, end) in edges)
    return tuple(line for line in lines if is_credit(line))


def _unreadable(repairs: list[Repair], draft: Draft, broken: Sequence[Span]) -> list[Repair]:
    """Return broken runs as repairs: what of them stands in the source as it is, between the other repairs."""
    found: list[Repair] = []
    starts = [repair.start for repair in repairs]
    for span in broken:
        at, end = draft.alignment.to_source(*span)
        for repair in map(repairs.__getitem__, range(max(bisect_right(starts, at) - 1, 0), len(repairs))):
            if repair.start >= end:
                break
            if at < repair.start:
                found.append(Repair(at, repair.start, Reason.UNREADABLE))
            at = max(at, repair.end)
        if at < end:
            found.append(Repair(at, end, Reason.UNREADABLE))
    return found


def _numbers(first: Draft, last: Draft) -> tuple[int, ...]:
    """Return for each paragraph of the last draft which one of the first, before debris went, it is."""
    starts = [first.alignment.to_source(*span).start for span in first.paragraphs]
    return tuple(bisect_right(starts, last.alignment.to_source(*span).start) for span in last.paragraphs)
