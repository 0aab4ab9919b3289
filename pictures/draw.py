"""Draw the README's pictures: real questions, answered from the built index, as a phone shows the messages.

`python -m pictures.draw` after `python bot.py index`. It needs Chromium and fonts (Debian: chromium,
fonts-noto-cjk, fonts-roboto-unhinted), and no network.
"""

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from chat.render import messages
from config import Config, load_config
from index.errors import YuanhuaError
from pictures.page import Talk, Theme, page
from retrieval.answer import AnswerSettings, Library

_HERE = Path(__file__).parent
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=2",
    "--window-size=600,900",
)  # fmt: skip
_SECONDS = 120  # for one picture, on a slow machine
_OUTSIDE = (255, 0, 255)  # what chat.css paints around the phone
_COLOURS = 96  # of the palette; more are not told apart, and the file is a third


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its name, what is asked in it, and whether it is to show quotes."""

    name: str
    question: str
    answered: bool = True


SCENES = (
    Scene("simplified", "书记对利用外资怎么说？"),
    Scene("traditional", "書記對利用外資怎麼說？"),
    Scene("english", "What did the secretary say about foreign investment?"),
    Scene("nothing", "沈柏川说过地铁三号线吗？", answered=False),
)


class PictureError(YuanhuaError):
    """A picture cannot be drawn, or would not show what it is there to show."""


def main() -> int:
    """Draw every scene in both themes; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pictures.draw", description=__doc__)
    parser.add_argument("--config", type=Path, default=_HERE.parent / "config.toml", help="settings file")
    parser.add_argument("--index", type=Path, help="folder of the built index; default: that of the settings")
    parser.add_argument("--to", type=Path, default=_HERE, metavar="DIR", help="folder of the pictures")
    options = parser.parse_args()
    try:
        config = load_config(options.config)
        draw(_open(config, options.index or config.index), to=options.to)
    except YuanhuaError as error:
        print(f"pictures.draw: {error}", file=sys.stderr)
        return 1
    return 0


def draw(library: Library, *, to: Path) -> None:
    """Write `name.png` and `name-dark.png` of every scene; raises PictureError."""
    browser, talks = _browser(), {scene.name: talk(library, scene) for scene in SCENES}
    to.mkdir(parents=True, exist_ok=True)
    for name, theme in product(talks, Theme):
        path = to / f"{name}{'-dark' if theme is Theme.DARK else ''}.png"
        picture(page(talks[name], theme), browser).save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size // 1000} kB")


def talk(library: Library, scene: Scene) -> Talk:
    """Ask the question of a scene; raises PictureError where the answer is not of the kind that it is there to show."""
    answer = library.answer(scene.question)
    if answer.answered is not scene.answered:
        wanted = "some" if scene.answered else "none"
        found = f"{len(answer.quotes)} quotes found, {wanted} wanted"
        raise PictureError(f"picture {scene.name!r}: {scene.question!r}: {found}: choose another question")
    return Talk(answer.understood.language, scene.question, messages(answer))


def picture(html: str, browser: str) -> Image.Image:
    """Return the phone on a page as a picture, without what lies around it; raises PictureError."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:  # the browser may still be writing its profile
        folder = Path(name)
        source, shot = folder / "page.html", folder / "shot.png"
        source.write_text(html, encoding="utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--screenshot={shot}", source.as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 -- all of it ours
        except subprocess.SubprocessError as error:
            raise PictureError(f"{browser} drew nothing ({error}): run it by hand on a page to see why") from error
        with Image.open(shot) as image:
            whole = image.convert("RGB")
    phone = ImageChops.difference(whole, Image.new("RGB", whole.size, _OUTSIDE)).getbbox()
    return whole.crop(phone).quantize(_COLOURS, dither=Image.Dither.NONE)


def _browser() -> str:
    for name in _BROWSERS:
        if path := shutil.which(name):
            return path
    raise PictureError(f"no browser found, and one of {', '.join(_BROWSERS)} is needed: install chromium")


def _open(config: Config, index: Path) -> Library:
    return Library.open(
        index,
        model=config.model.name,
        root=config.root,
        settings=AnswerSettings(config.search.limit, config.search.quote_sentences),
        glossary=config.root / config.search.glossary if config.search.glossary else None,
    )


if __name__ == "__main__":
    sys.exit(main())
