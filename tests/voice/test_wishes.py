"""A whole wish said to the first screen: the service and the parts of its draft."""

import pytest

from kiosk.texts import Texts
from kiosk.voice.wishes import Spoken, phrases, understand
from kiosk.wish import Wish, told, unpack


@pytest.mark.parametrize(
    ("language", "said", "wish"),
    [
        ("zh", "我想给女儿转五百块", Wish("transfer", 50000, "daughter")),
        ("zh", "我 想 给 女儿 转 五 百 块", Wish("transfer", 50000, "daughter")),
        ("zh", "给妈妈转三百五", Wish("transfer", 35000, "mother")),
        ("zh", "转一万二给房东", Wish("transfer", 1_200_000, "landlord")),
        ("zh", "转十二块五角", Wish("transfer", 1250, "")),
        ("zh", "转三块五给儿子", Wish("transfer", 350, "son")),
        ("zh", "转五毛", Wish("transfer", 50, "")),
        ("zh", "转五块两毛", Wish("transfer", 520, "")),
        ("zh", "给女儿转一点五块", Wish("transfer", 150, "daughter")),
        ("zh", "给女儿转一下钱", Wish("transfer", None, "daughter")),
        ("zh", "给女儿转一笔钱", Wish("transfer", None, "daughter")),
        ("zh", "给女儿转一点钱", Wish("transfer", None, "daughter")),
        ("zh", "我想转账", Wish("transfer")),
        ("zh", "我还有多少钱", Wish("inquiry")),
        ("zh", "我的卡丢了", Wish("safety")),
        ("zh", "我想办一张卡", Wish("open-card")),
        ("en", "send five hundred to my daughter", Wish("transfer", 50000, "daughter")),
        ("en", "pay my landlord two thousand and fifty yuan", Wish("transfer", 205_000, "landlord")),
        ("en", "send twelve point five to my mum", Wish("transfer", 1250, "mother")),
        ("en", "send 300 to my son", Wish("transfer", 30000, "son")),
        ("en", "send money to my friend", Wish("transfer", None, "friend")),
        ("en", "send a hundred to my son", Wish("transfer", 10000, "son")),
        ("en", "send one yuan to my son", Wish("transfer", 100, "son")),
        ("en", "send money to one of my friends", Wish("transfer")),
        ("en", "send something to my one son", Wish("transfer", None, "son")),
        ("en", "how much do I have", Wish("inquiry")),
        ("en", "I lost my card", Wish("safety")),
        ("en", "I want to open a card", Wish("open-card")),
        ("en", "my landlord two thousand yuan", Wish("transfer", 200000, "landlord")),  # "pay" was too soft
        ("zh", "房东两千块", Wish("transfer", 200000, "landlord")),
    ],
)
def test_a_wish_is_understood(language: Spoken, said: str, wish: Wish) -> None:
    assert understand(said, language) == wish


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "今天天气怎么样"),
        ("zh", "给女儿和儿子转五百"),  # whom?
        ("zh", "转五百还是八百"),  # how much?
        ("zh", "我想转账和挂失"),  # what?
        ("zh", "转零块"),
        ("zh", "转两十零块"),  # no number
        ("en", "what is the weather today"),
        ("en", "send five hundred or six hundred"),
        ("en", "my son"),
        ("en", "send hundred to my son"),  # it has lost its beginning
        ("en", "two thousand yuan"),
        ("zh", "房东"),
        ("en", "transfer hundred thousand thousand"),
        ("en", ""),
    ],
)
def test_what_is_not_plain_is_no_wish(language: Spoken, said: str) -> None:
    assert understand(said, language) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_that_the_ears_are_given_is_a_wish(language: Spoken) -> None:
    said = phrases(language)
    assert len(set(said)) == len(said) > 100
    assert [sentence for sentence in said if understand(sentence, language) is None] == []


def test_a_wish_is_packed_for_the_queue_and_told_in_words() -> None:
    wish = Wish("transfer", 50000, "daughter")
    assert unpack(wish.pack()) == wish
    assert unpack(Wish("inquiry").pack()) == Wish("inquiry")
    assert told(wish, Texts(), "zh-Hans") == "转账 · 女儿 · 500.00"
    assert "daughter" not in repr(wish), "it is the customer's"
    for wrong in ("transfer", "transfer x daughter", "transfer 1 dog"):
        with pytest.raises(ValueError, match=r".*"):
            unpack(wrong)
