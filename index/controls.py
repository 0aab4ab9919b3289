"""Which characters no text should hold: control, zero-width ones and those that turn the writing direction."""

import re

from index.repairs import Reason, Repair

CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)


def find_controls(text: str) -> list[Repair]:
    """Return the runs of control characters in a text."""
    return [Repair(*run.span(), Reason.CONTROL) for run in CONTROL.finditer(text)]
