"""Offices in running text: where they begin, and which ends are not what they look like."""

import pytest

from index.offices import HEAD, office_list, office_start


def office_before(text: str, name: str) -> str:
    """Return the office that stands before a name."""
    end = text.index(name)
    head = next(match for match in HEAD.finditer(text) if match.end() == end)
    return text[office_start(text, head.start()) : end]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("会上,市委副书记、市长庞一舟指出", "市委副书记、市长"),
        ("3月5日,省长庞一舟到会", "省长"),
        ("由大会执行主席庞一舟主持", "大会执行主席"),
        ("国家发展和改革委员会主任庞一舟说", "国家发展和改革委员会主任"),
        ("外长莫兰和国务秘书庞一舟说", "国务秘书"),
        ("市应急管理局局长庞一舟说", "市应急管理局局长"),
        ("来自山里的政协委员庞一舟说", "政协委员"),
        ("邀请市财政局局长庞一舟讲课", "市财政局局长"),
        ("教育局、财政局局长庞一舟说", "财政局局长"),
        ("秘书长兼办公室主任庞一舟说", "秘书长兼办公室主任"),
    ],
)
def test_office_begins_after_what_is_not_part_of_it(text: str, office: str) -> None:
    assert office_before(text, "庞一舟") == office


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("副书记", ["副书记"]),
        ("秘书长", ["秘书长"]),
        ("总书记", ["总书记"]),
        ("中央书记处书记", ["书记"]),
        ("常委会委员长", ["委员长"]),
        ("外交部部长", ["部长"]),
        ("代表团", []),
        ("总统府", []),
    ],
)
def test_head_of_an_office(text: str, heads: list[str]) -> None:
    assert [match.group() for match in HEAD.finditer(text)] == heads


def test_list_of_offices_is_complete() -> None:
    offices = {one.zh: one for one in office_list()}
    assert offices["市委书记"].short == "{surname}书记"
    assert all(one.zh and one.en for one in offices.values())
