"""The phone with its code; where somebody lives, what they do, what the account is for; all of it to be confirmed."""

from bank.contract import ApplicationPart
from kiosk.areas import Area, areas
from kiosk.leaving import CustomerLeft
from kiosk.prompts import Browse, Choice, Choose, EnterDigits, Entry, Fact, Invalid, Notice, Review
from kiosk.services.opening import DETAILS, PERSON, Opening, ask_bank
from kiosk.services.phone_codes import PhoneCodes
from kiosk.texts import Text
from kiosk.walking import Back

# words of docs/opening.md
OCCUPATIONS = (
    "employee", "public-service", "professional", "self-employed", "farming", "student", "retired", "homemaker",
    "other",
)  # fmt: skip
PURPOSES = ("salary", "daily", "savings", "pension", "family", "other")
_PHONE_LENGTH = 11
_MOBILE = tuple(f"1{second}" for second in "3456789")
_NONE = "none"


def phone_codes(opening: Opening) -> PhoneCodes[str]:
    """The codes of this application. Kept for as long as it is made here."""
    bank = opening.session.terminal.bank

    async def confirm(id: str, code: str) -> str:
        opening.now(await bank.confirm_application_code(id, opening.token, code))
        return "confirmed"

    return PhoneCodes(
        opening.session,
        "opening-phone-code",
        "phone-confirm",
        lambda phone: bank.send_application_code(opening.begun.id, opening.token, phone),
        lambda id: bank.resend_application_code(id, opening.token),
        confirm,
        PERSON,
    )


async def ask_phone(opening: Opening, codes: PhoneCodes[str]) -> str:
    """The number of the customer's phone; a code is on its way there."""

    async def send(phone: str) -> str:
        if not phone.startswith(_MOBILE):
            raise Invalid("error-phone-kind")
        return await codes.sent(phone)

    prompt = EnterDigits(
        "opening-phone",
        least=_PHONE_LENGTH,
        most=_PHONE_LENGTH,
        grouping=(3, 4, 4),
        wrong="error-phone-length",
        step=PERSON,
    )
    return await opening.session.ask(prompt, check=send)


async def ask_phone_code(opening: Opening, codes: PhoneCodes[str], phone: str) -> str:
    """The code that went there. Raises `Back` to the number where it has ended."""
    confirmed = await codes.ask(phone)
    if confirmed is None:
        await opening.session.ask(Notice("opening-phone-code-ended", back=False))
        raise Back("phone")
    return confirmed


# -- what the customer says of themselves ------------------------------------------------------------------------------


async def ask_address(opening: Opening) -> str:
    """Where they live: as the document has it, or out of the bank's lists."""
    session, printed = opening.session, opening.paper.address
    while printed:
        prompt = Choose(
            "opening-address",
            rows=(Fact("row-address", printed, strong=True),),
            options=(
                Choice("document", "opening-address-document", icon="check"),
                Choice("other", "opening-address-other", icon="more"),
            ),
            step=DETAILS,
        )
        if await session.ask(prompt) == "document":
            opening.address, opening.address_from_document = printed, True
            return printed
        try:
            return await _other_address(opening)
        except Back:
            continue
    return await _other_address(opening)


async def ask_occupation(opening: Opening) -> str:
    """What they do."""
    opening.occupation = await _one_of(opening, "opening-occupation", "occupation", OCCUPATIONS)
    return opening.occupation


async def ask_purpose(opening: Opening) -> str:
    """What the account is for."""
    opening.purpose = await _one_of(opening, "opening-purpose", "account-purpose", PURPOSES)
    return opening.purpose


async def give_details(opening: Opening) -> str:
    """Tell the bank. Gives the application's id."""
    bank, id, token, details = opening.session.terminal.bank, opening.begun.id, opening.token, opening.details
    opening.now(await ask_bank(opening, "details", lambda key: bank.give_details(id, token, details, key)))
    return id


async def review(opening: Opening) -> str:
    """All of it, to be confirmed. What is not right is said anew, here."""
    session = opening.session
    while True:
        document = opening.paper
        rows = [
            Fact("row-applied-for", Text(f"opening-kind-{opening.begun.kind.value}"), strong=True),
            Fact("row-name", document.name, strong=True),
            Fact("row-document-number", f"{document.number[:2]}…{document.number[-4:]}"),
        ]
        with_details = opening.has(ApplicationPart.DETAILS)
        if phone := opening.begun.phone_masked:
            rows.append(Fact("row-phone", phone))
        if with_details:
            rows += [
                Fact("row-address", opening.address),
                Fact("row-occupation", Text(f"occupation-{opening.occupation}")),
                Fact("row-account-purpose", Text(f"account-purpose-{opening.purpose}")),
            ]
        prompt = Review("opening-review", rows=tuple(rows), other="change" if with_details else "", step=DETAILS)
        if await session.ask(prompt) != "change":
            return "confirmed"
        try:
            await ask_address(opening)
            await ask_occupation(opening)
            await ask_purpose(opening)
        except Back:
            pass  # what was said anew until then is shown
        await give_details(opening)


# -- out of lists ------------------------------------------------------------------------------------------------------


async def _one_of(opening: Opening, text: str, stem: str, words: tuple[str, ...]) -> str:
    entries = tuple(Entry(word, Text(f"{stem}-{word}")) for word in words)
    return await opening.session.ask(Browse(text, entries=entries, step=DETAILS))


async def _other_address(opening: Opening) -> str:
    """From the largest area to the street, then the numbers there. Raises `Back` before the first."""
    session = opening.session
    chosen: list[Area] = []
    house = room = ""
    while not house or not room:
        try:
            if not chosen or chosen[-1].within:
                chosen.append(await _area(opening, chosen))
            elif not house:
                house = await session.ask(
                    EnterDigits("opening-house", most=5, wrong="error-house", private=False, step=DETAILS)
                )
            else:
                prompt = EnterDigits(
                    "opening-room", most=5, wrong="error-house", other=_NONE, private=False, step=DETAILS
                )
                room = await session.ask(prompt)
        except Back:
            if house:
                house = ""
            elif chosen:
                chosen.pop()
            else:
                raise
    street = "".join(area.name.hans for area in chosen)
    opening.address = f"{street}{house}号" + ("" if room == _NONE else f"{room}室")
    opening.address_from_document = False
    return opening.address


async def _area(opening: Opening, chosen: list[Area]) -> Area:
    """One area out of those in the last that was chosen."""
    session = opening.session
    there = chosen[-1].within if chosen else areas()
    elsewhere = Choice("elsewhere", "opening-area-elsewhere", icon="more")
    level = ("province", "city", "district", "street")[min(len(chosen), 3)]
    prompt = Browse(
        "opening-area",
        args={"level": level},
        entries=tuple(Entry(area.key, area.name) for area in there),
        options=(elsewhere,),
        step=DETAILS,
    )
    with session.within(f"area-{chosen[-1].key if chosen else ''}"):
        answer = await session.ask(prompt)
    if answer != "elsewhere":
        return next(area for area in there if area.key == answer)
    options = (Choice("lists", "opening-lists", icon="back"), Choice("leave", "opening-counter", icon="person"))
    if await session.ask(Notice("opening-elsewhere", options=options, back=False)) == "leave":
        raise CustomerLeft("cancelled")
    raise Back
