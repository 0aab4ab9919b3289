import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.persons import Register, readings


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("徐缨", ("xuying",)),
        ("周斌", ("zhoubin",)),
        ("李", ("li",)),
        ("尉迟恭", ("yuchigong",)),
        ("", ()),
        ("推动高质量发展白皮书", ()),
    ],
)
def test_readings(name: str, expected: tuple[str, ...]) -> None:
    assert readings(name) == expected


@pytest.mark.parametrize(
    ("name", "first"),
    [("单霁翔", "shanjixiang"), ("仇和", "qiuhe"), ("曾培炎", "zengpeiyan"), ("查小东", "zhaxiaodong")],
)
def test_a_family_name_is_read_as_one(name: str, first: str) -> None:
    assert readings(name)[0] == first


def test_other_readings_of_the_family_name_are_kept() -> None:
    assert readings("谌伟") == ("chenwei", "shenwei")


def test_u_with_dots_is_spelled_as_people_type_it() -> None:
    assert readings("吕伟") == ("lvwei", "luwei", "lyuwei")


@given(st.text(alphabet="单仇曾解区查朴翟覃乐重行吕女a·", max_size=8))
def test_a_name_has_few_readings_all_different(name: str) -> None:
    found = readings(name)
    assert len(found) <= 8
    assert len(set(found)) == len(found)


def test_both_scripts_are_the_same_person_named_by_the_form_met_most() -> None:
    register = Register()
    ids = [register.person(name) for name in ("徐纓", "徐缨", "徐纓", "周斌")]
    assert ids == [1, 1, 1, 2]
    assert [(one.name, one.fold) for one in register.records()] == [("徐纓", "徐缨"), ("周斌", "周斌")]


def test_a_blank_inside_a_name_does_not_count() -> None:
    register = Register()
    assert register.person("周　斌") == register.person("周斌")


def test_joint_speakers_are_several_persons() -> None:
    register = Register()
    assert register.speakers("徐缨、周斌") == (1, 2)
    assert [one.passages for one in register.records()] == [1, 1]


def test_narration_has_no_speaker() -> None:
    assert Register().speakers(None) == ()


def test_a_person_who_only_holds_an_office_speaks_no_passage() -> None:
    register = Register()
    register.person("王荣")
    assert register.records()[0].passages == 0
