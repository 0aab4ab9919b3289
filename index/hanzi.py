"""Which code points count as Chinese characters: the inside of a regular expression's character class."""

HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
