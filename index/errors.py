"""Every error that the program raises on purpose. A message names the thing, the value, the rule and the remedy."""


class YuanhuaError(Exception):
    """Base of the tree.

    YuanhuaError
    ├── ConfigError       a setting is unknown, malformed or missing
    ├── ReadingError      one source file cannot be taken in; the others go on
    ├── EncoderError      the embedding model cannot be loaded or used
    ├── GenerationError   an index on disk is missing, damaged, or was made with another model
    └── QuestionFileError a question or label file for the evaluation is malformed
    """


class ConfigError(YuanhuaError):
    """A setting is unknown, malformed or missing."""


class ReadingError(YuanhuaError):
    """One source file cannot be taken in."""


class EncoderError(YuanhuaError):
    """The embedding model cannot be loaded or used."""


class GenerationError(YuanhuaError):
    """An index on disk is missing, damaged, or was made with another model."""


class QuestionFileError(YuanhuaError):
    """A question or label file for the evaluation is malformed."""
