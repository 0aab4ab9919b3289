"""Ways to ask what somebody said about a topic, so that the words of asking weigh nothing beside the topic's."""

import random

ENGLISH = (
    "what did {who} say about {topic}",
    "what has {who} said on {topic}?",
    "{who} on {topic}",
    "what are {who}'s views on {topic}",
    "did {who} mention {topic}",
    "what was said about {topic} at the meeting",
    "latest remarks by {who} regarding {topic}",
    "which requirements did {who} set for {topic} this year",
    "tell me what {who} thinks of {topic}",
)
CHINESE = (
    "{who}对{topic}怎么说",
    "{who}关于{topic}有什么要求",
    "{who}怎么看{topic}",
    "{who}提到过{topic}吗",
    "{who}最近怎么讲{topic}",
    "会上对{topic}是怎么说的",
    "{topic}这件事{who}说了什么",
    "今年{who}在会议上对{topic}提了哪些要求",
    "请问{who}强调的{topic}是什么",
)
SPEAKERS_EN = (
    "the secretary", "the mayor", "the party secretary", "the governor", "the premier", "the vice premier",
    "the minister", "the county head", "the deputy mayor", "the director", "the chairman", "he", "she",
)  # fmt: skip
SPEAKERS_ZH = (
    "书记", "市长", "市委书记", "省长", "总理", "副总理", "部长", "县长", "副市长", "主任", "主席", "他", "领导",
)  # fmt: skip


def framed(topic: str, *, frames: tuple[str, ...], speakers: tuple[str, ...], chance: random.Random) -> str:
    """Return a question about a topic in one of the frames.

    >>> framed("外资", frames=CHINESE[:1], speakers=SPEAKERS_ZH[:1], chance=random.Random(1))
    '书记对外资怎么说'
    """
    return chance.choice(frames).format(who=chance.choice(speakers), topic=topic)
