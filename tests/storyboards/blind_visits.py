"""What visits with the eyes shut have in common."""

from tests.storyboards.blind import Blind
from tests.storyboards.stage import BankAccess, Stage, person

WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")
TIME = (10, 30)


async def begins(stage: Stage, customer: Blind) -> None:
    """Mandarin with a headset; English with key 0, and sums said aloud, which the sheet of sound keys offers."""
    await customer.hears(customer.words("attract", "say") if customer.language == "zh-Hans" else "您好")
    if customer.language == "zh-Hans":
        stage.simulator.audio.plug()
        await customer.hears(customer.words("speaking-eyes-shut"))
        return
    await customer.presses("0")
    await customer.hears("确认键")
    await customer.goes_to_language()
    await customer.hears(customer.words("speaking-eyes-shut"), customer.words("service-open-card"))
    await customer.finds(customer.words("sound"), "up")
    await customer.chooses(customer.words("sound-aloud"))
    await customer.finds(customer.words("sound", "done"), "up")


async def signs_in(stage: Stage, customer: Blind) -> None:
    await customer.inserts(WANG, customer.words("insert-card", "say"))
    await customer.enters_pin(WANG.pin, customer.words("pin-sign-in", length=6))


async def takes_card(stage: Stage, customer: Blind) -> None:
    await customer.hand(stage.takes_card, customer.words("take-card", "say"), customer.words("place-card"))


async def names_sum(customer: Blind) -> None:
    """Five yuan: what was typed or understood is read back before it is taken."""
    await customer.hears(customer.words("transfer-amount"))
    if customer.by_voice:
        await customer.says("五块" if customer.language == "zh-Hans" else "five yuan")
        await customer.hears(customer.words("heard-amount", amount="5"))
        await customer.says("对" if customer.language == "zh-Hans" else "yes")
    else:
        await customer.presses("5")
        await customer.hears("5")
        await customer.presses("enter")


async def goes_on_to_review(customer: Blind) -> None:
    """At once, for nothing in particular; and nobody leads them, if that is asked."""

    async def nothing() -> None:
        pass

    questions = {
        customer.words("transfer-when"): "speed-real-time",
        customer.words("transfer-note"): "note-none",
        customer.words("risk-guided"): "risk-guided-no",
        customer.words("risk-urgent"): "risk-urgent-no",
    }
    review = customer.words("transfer-review")
    answers = [(words, lambda text=text: customer.answers(text)) for words, text in questions.items()]
    while await customer.any_of([*answers, (review, nothing)]) != review:
        pass


async def reads_and_accepts(customer: Blind) -> None:
    """Listen to the last page; its Enter is said to accept."""
    await customer.reads(customer.words("speaking-next-page"))
    await customer.presses("enter")


async def hears_balance(stage: Stage, customer: Blind) -> str:
    """From the first screen to the sum, which is said in full. Gives it as it is written."""
    await customer.answers("service-inquiry")
    await signs_in(stage, customer)
    await customer.hears(customer.words("account"))
    await customer.finds(customer.words("reveal-show"))
    await customer.hears(customer.words("balance-print"))
    balance = stage.customer.view.figure  # to compare with; they have only heard it
    await customer.hears(f"{balance} 元" if customer.language == "zh-Hans" else f"{balance} yuan")
    return balance


async def sends_money(stage: Stage, customer: Blind, bank: BankAccess) -> None:
    """Five yuan from Wang to Chen, from the first screen to the next customer's. By voice they try the last word, too:
    no money moves for it."""
    before = bank.control.holdings()
    await customer.answers("service-transfer")
    await signs_in(stage, customer)
    await customer.hears(customer.words("transfer-payee", "say"))
    await customer.types(CHEN.account)
    await customer.hears(customer.words("transfer-confirm"), "桂英")
    await customer.answers("payee-right")
    await names_sum(customer)
    await goes_on_to_review(customer)
    await customer.hears("5.00", customer.words("row-payee"))
    if customer.by_voice:
        await customer.says(customer.words("transfer-review", "hear-primary").partition("|")[0])
        await customer.hears(customer.words("heard-by-hand", what=customer.words("transfer-review", "primary")))
        assert bank.control.holdings() == before
    await customer.presses("enter")
    await customer.enters_pin(WANG.pin, customer.words("pin-order", length=6))
    await customer.answers("slip-none")
    await customer.answers("save-no")
    await customer.answers("service-finish")
    await takes_card(stage, customer)
    await customer.hears(customer.words("goodbye"))
    await stage.pass_time_until("attract")
    stage.check_ended_well("finished")
    after = bank.control.holdings()
    assert after["wang-xiaoming"] - before["wang-xiaoming"] == -500
    assert after["chen-guiying"] - before["chen-guiying"] == 500
