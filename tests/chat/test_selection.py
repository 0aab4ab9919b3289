from answers import answer, quote

from chat.selection import shown_quotes

SPOKEN = ["沈文渊", "沈文淵", "沈文渊", "罗启明", "何静姝", "罗启明"]
FOUND = [quote(str(number), speaker=speaker) for number, speaker in enumerate(SPOKEN)]


def shown(most: int, *, shared: bool) -> str:
    return "".join(quote.quote for quote in shown_quotes(answer(*FOUND, shared=shared), most))


def test_quotes_stand_as_they_are_ranked():
    assert shown(3, shared=False) == "012"


def test_several_people_who_fit_stand_speaker_by_speaker_by_their_best():
    assert shown(6, shared=True) == "012354"


def test_best_of_each_comes_before_the_second_of_anybody():
    assert shown(3, shared=True) == "034"
    assert shown(4, shared=True) == "0134"
    assert shown(2, shared=True) == "03"
