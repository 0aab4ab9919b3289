import pytest

from index.broken import find_broken

SCENARIOS = [
    ("a run out of step, with its end", "在区域?qū)用?,要把", ["?qū)用?"]),
    ("a run out of step before a full stop", "真正把不可能變?yōu)榭赡?。挖掘", ["?yōu)榭赡?"]),
    ("lost bytes and a stray letter", "文化??梢哉f是", ["??梢哉f"]),
    ("two lost bytes", "经济??发展", ["??"]),
    ("a lost byte before a comma", "推动产业升?，加快", ["?"]),
    ("many lost bytes", "推动????????发展", ["????????"]),
    ("replacement characters", "会\ufffd\ufffd议\ufffd强调要", ["\ufffd\ufffd议\ufffd"]),
    ("replacement characters written as GBK", "会议锟斤拷锟斤拷强调", ["锟斤拷锟斤拷"]),
    ("the same in traditional script", "會議錕斤拷錕斤拷強調", ["錕斤拷錕斤拷"]),
    ("UTF-8 read as Latin-1", "会议ä¸­å›½ä¸­å›½强调", ["ä¸­å›½ä¸­å›½"]),
    ("UTF-8 read as GBK", "会议。涓浗缁忔祹。强调", ["涓浗缁忔祹"]),
    ("private use", "会议\ue123\ue124强调", ["\ue123\ue124"]),
]


@pytest.mark.parametrize(("name", "text", "expected"), SCENARIOS, ids=[name for name, _, _ in SCENARIOS])
def test_broken_runs_are_found(name: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_broken(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "你们准备好了吗?我们准备好了。",
        "怎么办??我们要迎难而上。",
        "行不行??干了再说",
        "出路在哪里?,他问",
        "問題是什麼？？？我們要回答",
        "How can this be? We (what?) do not know?",
        "见https://example.org/x?id=3，以及(what is x?yes)",
        "涓涓细流，汇成大海。",
        "Déjà vu: l’été à la Française, “ça va”",
        "São Paulo, Ålesund, Łódź",
        "增长5%?要看结构",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert find_broken(text) == []
