"""The sandbox's ID documents and the simulated scanner beyond its contract: the hands, what outlives whom."""

import asyncio
import base64
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drivers.errors import DeviceError, Disconnected, Jammed, Refused, Removed
from drivers.id_scanner.contract import DocumentKind, DocumentPosition, IdDocument, Misplaced, Sex, misplaced
from drivers.id_scanner.simulated import SimulatedIdScanner
from drivers.simulator.device import SLOW_SECONDS
from drivers.simulator.id_documents import Laid, SandboxDocument, in_words, read_documents
from drivers.simulator.people import PEOPLE
from drivers.simulator.world import Simulator
from tests.drivers.samples import ID_DOCUMENTS
from tests.drivers.test_faults import SlowClock
from tests.drivers.test_hands import refusal
from tests.drivers.worlds import RESIDENT_ID, devices, host, until, world

RESIDENT, PASSPORT, PERMIT = ID_DOCUMENTS


# -- what stands in them -----------------------------------------------------------------------------------------------


def test_a_document_is_read_as_it_is(short_tmp: Path) -> None:
    async def go() -> IdDocument:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            return await kiosk.document_in(simulator, PERMIT.id)

    read = asyncio.run(go())
    assert read == IdDocument(
        DocumentKind.RESIDENCE_PERMIT,
        "911124197408120022",
        "安娜",
        Sex.FEMALE,
        "UTO",
        date(1974, 8, 12),
        "",
        "国家移民管理局",
        date(2024, 4, 15),
        date(2034, 4, 14),
        read.photo,
        "Eriksson, Anna Maria",
        (
            "I<CHN911124197<4081200222<<<<<",
            "7408122F3404148UTO<<<<<<<<<<<2",
            "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        ),
    )


@pytest.mark.parametrize(
    ("lines", "document"),
    [
        # ICAO 9303-4, appendix B, but for the personal number, which the sandbox's passports do not have
        (
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<08"],
            replace(PASSPORT, valid_until=date(2012, 4, 15)),
        ),
        # ICAO 9303-5, appendix B, but for the issuing state
        (
            ["I<CHND231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
            replace(PERMIT, number="D23145890", valid_until=date(2012, 4, 15)),
        ),
        # the same, 4.2.4: a number of more than nine characters
        (
            ["I<CHND23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"],
            replace(
                PERMIT,
                number="D23145890734",
                latin_name="Stevenson, Peter John",
                sex=Sex.MALE,
                born=date(1934, 7, 12),
                valid_until=date(1995, 7, 12),
            ),
        ),
    ],
)
def test_the_machine_readable_zone_is_that_of_the_standard(lines: list[str], document: SandboxDocument) -> None:
    assert document.mrz() == lines


def test_everybody_has_a_document_with_their_own_number() -> None:
    people = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"]
    documents = read_documents()
    assert {document.owner for document in documents} == {person["id"] for person in people}
    assert len({document.id for document in documents}) == len(documents)
    numbers = {person["id"]: person["id_number"] for person in people}
    for document in documents:
        if document.kind is not DocumentKind.PASSPORT:
            assert document.number == numbers[document.owner]
    assert {document.kind for document in documents} == set(DocumentKind)
    whole = tomllib.loads(PEOPLE.with_name("id_documents.toml").read_text(encoding="utf-8"))["documents"]
    assert len(whole) == sum(document.owner in {table["owner"] for table in whole} for document in documents)


def test_somebody_without_a_portrait_yet_has_a_grey_one(short_tmp: Path) -> None:
    file = short_tmp / "people.toml"
    file.write_text(
        '[[people]]\nid = "x"\nname = "X"\nname_latin = "Lee X"\nborn = 1990-01-02\nid_number = "110105199001020039"\n'
    )
    (short_tmp / "id_documents.toml").write_text(
        '[[documents]]\nowner = "x"\nkind = "passport"\nnumber = "E1"\nnation = "CHN"\nvalid_until = 2030-01-02\n'
    )
    (document,) = read_documents(file)
    assert base64.b64decode(document.read()["photo"]).startswith(b"\xff\xd8")
    (short_tmp / "portraits").mkdir()
    (short_tmp / "portraits" / "x.jpg").write_bytes(b"drawn")
    assert base64.b64decode(document.read()["photo"]) == b"drawn"
    assert document.read()["mrz"][0].startswith("P<CHNLEE<<X<")
    assert (document.sex, document.id) == (Sex.MALE, "x/passport")


def test_nothing_of_the_person_is_in_a_log_line() -> None:
    for document in read_documents():
        secrets = (document.number, document.name, document.address)
        assert not [secret for secret in secrets if secret and secret in repr(document)]


def test_an_expired_and_an_altered_document_are_consistent_but_for_that() -> None:
    expired = PASSPORT.read(Laid.EXPIRED)
    assert expired["valid_until"] == "2019-12-31"
    assert "191231" in expired["mrz"][1]
    altered = PASSPORT.read(Laid.ALTERED)
    assert altered["number"] != PASSPORT.number
    assert altered["mrz"] == PASSPORT.mrz()


# -- the hands ---------------------------------------------------------------------------------------------------------


async def lay(simulator: Simulator, document: str = RESIDENT_ID, how: str = "straight") -> None:
    await simulator.do("lay-id-document", {"document": document, "how": how})


def test_a_document_goes_in_only_when_the_slot_is_open(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert "slot is closed" in await refusal(lay(simulator))
            await kiosk.scanner.accept()
            assert "no such document" in await refusal(lay(simulator, "nobody/passport"))
            assert "laid in straight, skewed" in await refusal(lay(simulator, how="folded"))
            await lay(simulator)
            assert "already" in await refusal(lay(simulator))
            await kiosk.scanner.eject()
            assert "already" in await refusal(lay(simulator))
            await simulator.do("take-id-document", {})
            assert "slot is closed" in await refusal(lay(simulator))
            await kiosk.scanner.accept()
            simulator.scanner.set_fault("jam", True)
            assert "jammed" in await refusal(lay(simulator))
            simulator.scanner.set_fault("gone", True)
            simulator.scanner.set_fault("jam", False)
            simulator.scanner.set_fault("gone", False)
            assert "slot is closed" in await refusal(lay(simulator))

    asyncio.run(go())


def test_a_document_is_taken_only_when_presented_but_pulled_from_inside_too(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            assert "No document is presented" in await refusal(simulator.do("take-id-document", {}))
            assert "no document to pull" in await refusal(simulator.do("pull-id-document", {}))
            await kiosk.document_in(simulator)
            assert "No document is presented" in await refusal(simulator.do("take-id-document", {}))
            removed = asyncio.create_task(kiosk.scanner.removed())
            await kiosk.scanner.status()
            await simulator.do("pull-id-document", {})
            await removed

    asyncio.run(go())


def test_a_retained_document_is_in_the_bin_until_staff_empty_it(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.document_in(simulator)
            await kiosk.scanner.retain()
            await kiosk.scanner.accept()
            assert "kept" in await refusal(lay(simulator))
            assert simulator.snapshot()["devices"]["id-scanner"]["retained"] == [RESIDENT.label]
            await simulator.do("empty-id-bin", {})
            assert (await kiosk.scanner.status()).retained == 0
            await lay(simulator)

    asyncio.run(go())


def test_a_slow_scanner_gives_time_to_pull_the_document_out(short_tmp: Path) -> None:
    async def go() -> None:
        clock = SlowClock()
        async with world(short_tmp, clock.sleep) as simulator, host(short_tmp) as kiosk:
            await kiosk.scanner.accept()
            reading = asyncio.create_task(kiosk.scanner.read())
            await kiosk.scanner.status()
            simulator.scanner.set_fault("slow", True)
            simulator.scanner.lay(RESIDENT_ID)
            await until(lambda: clock.asked == [SLOW_SECONDS])
            simulator.scanner.pull()
            clock.over.set()
            with pytest.raises(Removed):
                await reading

    asyncio.run(go())


def test_a_document_pulled_after_it_was_read_spoils_nothing_for_the_next(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.document_in(simulator)
            simulator.scanner.pull()
            assert (await kiosk.document_in(simulator, PASSPORT.id)).kind is DocumentKind.PASSPORT

    asyncio.run(go())


def test_a_broken_chip_reader_reads_nobodys_document(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            simulator.scanner.set_fault("unreadable", True)
            with pytest.raises(Refused) as refused:
                await kiosk.document_in(simulator)
            assert misplaced(refused.value) is Misplaced.UNREADABLE
            simulator.scanner.take()
            simulator.scanner.set_fault("unreadable", False)
            simulator.scanner.set_fault("stuck", True)
            await kiosk.document_in(simulator)
            with pytest.raises(Jammed, match="does not come out"):
                await kiosk.scanner.eject()
            await kiosk.scanner.retain()

    asyncio.run(go())


def test_the_log_names_what_was_done_and_nobody(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.scanner.accept()
            await lay(simulator)
            assert simulator.snapshot()["log"] == ["lay-id-document"]
            assert {"document": RESIDENT_ID, "label": RESIDENT.label} in simulator.snapshot()["id_documents"]

    asyncio.run(go())


def test_a_story_says_which_document_and_how() -> None:
    assert in_words("wang/resident-id", "straight") == "resident id of wang"
    assert in_words("wang/residence-permit", "upside-down") == "residence permit of wang, upside down"


# -- what outlives whom ------------------------------------------------------------------------------------------------


def test_a_kiosk_that_dies_leaves_the_document_where_it_is_and_no_open_slot(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator:
            async with host(short_tmp) as killed:
                await killed.document_in(simulator)
            async with host(short_tmp) as kiosk:
                assert (await kiosk.scanner.status()).position is DocumentPosition.INSIDE
                await kiosk.scanner.eject()
                simulator.scanner.take()
                await kiosk.scanner.accept()
                assert simulator.scanner.slot_open
            await until(lambda: not simulator.scanner.slot_open)

    asyncio.run(go())


def test_only_whoever_opened_the_slot_closes_it_by_going(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as one, host(short_tmp) as other:
            await one.scanner.accept()
            await other.scanner.status()
            await other.die()
            for _ in range(9):  # by then the other's end has been seen
                await one.scanner.status()
            simulator.scanner.lay(RESIDENT_ID)

    asyncio.run(go())


def test_where_documents_are_survives_the_simulator(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.document_in(simulator, PASSPORT.id)
            await kiosk.scanner.retain()
            await kiosk.scanner.accept()
            simulator.scanner.lay(RESIDENT_ID, Laid.EXPIRED)
        written = (short_tmp / "world.json").read_text()
        secrets = [s for document in ID_DOCUMENTS for s in (document.number, document.name)]
        assert not [secret for secret in secrets if secret in written]
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            status = await kiosk.scanner.status()
            assert (status.position, status.retained) == (DocumentPosition.INSIDE, 1)
            document = await kiosk.scanner.close()
            assert document
            assert document.valid_until == date(2019, 12, 31), "it is still the expired one"
            await kiosk.scanner.eject()
            simulator.scanner.take()
            with pytest.raises(ValueError, match="kept"):
                simulator.scanner.lay(PASSPORT.id)

    asyncio.run(go())


def test_a_document_that_exists_no_more_is_not_in_the_scanner(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.document_in(simulator)
        other = Simulator(short_tmp, short_tmp / "no-pad.sock", id_documents=[PASSPORT])
        assert (other.scanner.position, other.scanner.document) == ("absent", "")

    asyncio.run(go())


def test_off_and_on_again_ends_what_is_under_way_and_closes_the_slot(short_tmp: Path) -> None:
    async def go() -> None:
        async with world(short_tmp) as simulator, host(short_tmp) as kiosk:
            await kiosk.scanner.accept()
            reading = asyncio.create_task(kiosk.scanner.read())
            await kiosk.scanner.status()
            await simulator.do("power-cycle", {"device": "id-scanner"})
            with pytest.raises(DeviceError):
                await reading
            assert not simulator.scanner.slot_open
            impatient = SimulatedIdScanner(devices(short_tmp), status_seconds=0.02, move_seconds=0.02)
            simulator.scanner.set_fault("gone", True)
            with pytest.raises(Disconnected):
                await impatient.accept()
            await impatient.disconnect()

    asyncio.run(go())
