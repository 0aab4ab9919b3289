import pytest

from index.frontmatter import FrontMatter, find_front_matter


def test_english_keys_are_read() -> None:
    text = "---\ntitle: A meeting\ndate: 2022-12-29\nplace: Yancheng\npeople: [Xu Ying, Zhou Bin]\nurl: https://a.cn/1\n---\nx"
    assert find_front_matter(text) == FrontMatter(
        len(text) - 2, "A meeting", "2022-12-29", "Yancheng", ("Xu Ying", "Zhou Bin"), "https://a.cn/1"
    )


def test_chinese_keys_full_width_colons_and_windows_line_ends_are_read() -> None:
    text = "---\r\n标题：会议\r\n日期：2022年12月29日\r\n地点：市委\r\n人员：市委书记徐纓、市长周斌\r\n网址：https://a.cn/1\r\n---\r\nx"
    assert find_front_matter(text) == FrontMatter(
        len(text) - 3, "会议", "2022年12月29日", "市委", ("市委书记徐纓", "市长周斌"), "https://a.cn/1"
    )


def test_traditional_keys_and_a_list_of_people_are_read() -> None:
    text = "---\n標題: \"會議：總結\"\n人員:\n  - 徐纓\n  - '周斌'\n---\n"
    assert find_front_matter(text) == FrontMatter(len(text) - 1, title="會議：總結", people=("徐纓", "周斌"))


def test_unknown_keys_are_passed_over() -> None:
    assert find_front_matter("---\nlayout: post\ntitle: x\n---") == FrontMatter(29, title="x")


@pytest.mark.parametrize(
    "text",
    [
        "会议",
        "---\n会议\n---\n",
        "---\ntitle: x\n没有结束",
        "\n---\ntitle: x\n---\n",
        "---\ntitle:\n---\n",
        "--- x\ntitle: x\n---",
        "",
    ],
)
def test_other_openings_are_no_front_matter(text: str) -> None:
    assert find_front_matter(text) is None
