"""The title of a text, found or made."""

import pytest

from index.cleaning import clean
from index.heading import read_heading
from index.reading import Format, Source
from index.titles import find_title

BODY = "5月6日上午，全市河湖治理推进会召开，市长庞一舟出席。他指出，要清淤。"
FOUND = [
    ("the first line", f"全市河湖治理推进会召开\n{BODY}", "全市河湖治理推进会召开"),
    ("two lines", f"市委常委会召开会议\n研究部署防汛工作\n{BODY}", "市委常委会召开会议 研究部署防汛工作"),
    ("a subtitle", f"把岸线变成产业链\n——庞一舟在港口调研侧记\n{BODY}", "把岸线变成产业链——庞一舟在港口调研侧记"),
    ("no report after two lines", "市委常委会召开会议\n研究部署防汛工作", "市委常委会召开会议"),
    ("a name below", f"在全市大会上的讲话\n庞一舟\n{BODY}", "在全市大会上的讲话"),
    ("an office and a name below", f"在全市大会上的讲话\n市委书记　庞一舟\n{BODY}", "在全市大会上的讲话"),
    ("a date below", f"在全市大会上的讲话\n（2024年5月6日）\n{BODY}", "在全市大会上的讲话"),
    ("who is there below", f"市长办公会\n出席：庞一舟、陆知遥等同志\n{BODY}", "市长办公会"),
    ("a heading below", f"市长办公会会议纪要\n一、研究河湖治理工作\n{BODY}", "市长办公会会议纪要"),
    ("a date above", f"2024-05-06 10:20\n全市河湖治理推进会召开\n{BODY}", "全市河湖治理推进会召开"),
    ("a number above", f"〔2024〕第12期\n全市河湖治理推进会召开\n{BODY}", "全市河湖治理推进会召开"),
    ("brackets", f"【全市河湖治理推进会召开】\n{BODY}", "全市河湖治理推进会召开"),
    ("brackets before the report", f"【全市河湖治理推进会召开】{BODY}", "全市河湖治理推进会召开"),
    ("the name of a column in brackets", f"【要闻】河湖治理见成效\n{BODY}", "【要闻】河湖治理见成效"),
    ("a label", f"标题：全市河湖治理推进会召开\n{BODY}", "全市河湖治理推进会召开"),
    ("a heading of markdown in a text", f"# 全市河湖治理推进会召开\n{BODY}", "全市河湖治理推进会召开"),
]
MADE = [
    ("a meeting", BODY, "全市河湖治理推进会"),
    ("a meeting in the other script", "5月6日，全市河湖治理推進會議在青石鎮召開。", "全市河湖治理推進會議"),
    ("after an agency", f"本报讯（记者 王芳）{BODY}", "全市河湖治理推进会"),
    ("after a place and a day", f"新华社青石5月7日电（记者王芳）{BODY}", "全市河湖治理推进会"),
    ("an agency on a line of its own", f"青石台消息（晚间新闻）：\n{BODY}", "全市河湖治理推进会"),
    ("who did what", "市委书记陆知遥5月6日下午主持召开市委深改委第三次会议。", "陆知遥主持召开市委深改委第三次会议"),
    ("today", "全市河湖治理现场会今天（5月6日）在青石镇举行。", "全市河湖治理现场会"),
    ("a clause", "连日来，各镇紧盯河湖突出问题抓治理，岸线面貌一新。", "各镇紧盯河湖突出问题抓治理"),
    ("who said it", "市水利局称，全市水库蓄水比去年多两成，夏灌有保障。", "市水利局称，全市水库蓄水比去年多两成"),
]


@pytest.mark.parametrize(("name", "text", "title"), FOUND + MADE, ids=[name for name, _, _ in FOUND + MADE])
def test_title(name: str, text: str, title: str) -> None:
    assert find_title(text, name="note.txt") == title


@pytest.mark.parametrize("text", ["", "2024年5月6日", "——\n12"])
def test_a_text_without_a_title_is_called_by_its_file(text: str) -> None:
    assert find_title(text, name="2024/例会记录.txt") == "例会记录"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        (
            "front matter without a title",
            f"---\ndate: 2024-05-06\n---\n# 全市河湖治理推进会\n\n{BODY}",
            "全市河湖治理推进会",
        ),
        ("front matter with a title", f"---\ntitle: 例会\n---\n# 全市河湖治理推进会\n\n{BODY}", "例会"),
        ("markdown", f"# 全市河湖治理推进会\n\n## 市长庞一舟在会上讲话\n\n{BODY}", "全市河湖治理推进会"),
        ("a heading that is underlined", f"全市河湖治理推进会\n=====\n\n{BODY}", "全市河湖治理推进会"),
    ],
)
def test_title_of_markdown(name: str, text: str, title: str) -> None:
    found = read_heading(clean(Source("a.md", Format.MARKDOWN, "utf-8", text, "")), name="a.md")
    assert found.title == title


def test_a_long_first_line_takes_no_time() -> None:
    assert len(find_title("今天，" * 30_000, name="a.txt")) <= 41
