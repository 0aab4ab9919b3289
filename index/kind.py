"""How words reach us; on its own, because the read side needs it and none of the rest of attribution."""

from enum import StrEnum


class Kind(StrEnum):
    """Direct words, a report of what was said, or narration."""

    DIRECT = "direct"
    REPORTED = "reported"
    NARRATION = "narration"
