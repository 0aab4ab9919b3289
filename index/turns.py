"""Who speaks where in one file, for checking attribution by eye or against labels."""

from pathlib import Path

from index.attribution import SourceTurn, attribute, source_turns
from index.cleaning import clean
from index.errors import ReadingError
from index.heading import read_heading
from index.reading import read_source


def turns_of_file(path: Path) -> tuple[SourceTurn, ...]:
    """Return the turns of a file, covering its whole text in order; raises ReadingError where it cannot be read."""
    if path.exists() and not path.is_file():
        raise ReadingError(f"{path}: is a folder or a device, not a file: name one meeting text")
    source = read_source(path, name=path.name)
    cleaned = clean(source)
    return source_turns(source, cleaned, attribute(cleaned, read_heading(cleaned, name=path.name)))
