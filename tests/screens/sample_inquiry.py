"""Samples of the inquiry: accounts, transactions, transfers that wait, limits."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.prompts import Browse, Busy, Choice, Choose, EnterAmount, Entry, Fact, Invalid, Notice
from kiosk.texts import Money, Month, Signed, Text, Value
from tests.screens.cast import COMPANY, IN, LATIN, MOST, NUMBER, OWN, UIGHUR, Sample

_NOON = datetime(2026, 11, 25, 4, 31, tzinfo=UTC)
_PRINT = Choice("print", "balance-print", icon="slip")
_KINDS = ("opening", "salary", "rent", "utilities", "shop", "fee", "interest", "transfer")
_NAMES = ("便利蜂超市有限公司（朝阳门外大街店）", COMPANY, UIGHUR, Text("kind-interest"), LATIN)
_BUSY = ("busy-transactions", "busy-pending", "busy-limits", "busy-cancelling")


def inquiry() -> dict[str, Sample]:
    """The samples by name."""
    busy: dict[str, Sample] = {text: (Busy(text), IN) for text in _BUSY}
    return {**_accounts(), **_transactions(), **_narrowed(), **_pending(), **busy}


def _accounts() -> dict[str, Sample]:
    accounts = Browse(
        "inquiry",
        entries=(
            Entry("a", Text("account-savings"), MOST, (OWN,), icon="card"),
            Entry("b", Text("account-current"), Money(0), (NUMBER, Text("account-frozen")), icon="card"),
        ),
        options=(
            Choice("limits", "inquiry-limits", icon="lock"),
            _PRINT,
            Choice("done", "balance-done", icon="check"),
        ),
        concealed=True,
    )
    options = (
        Choice("transactions", "account-transactions", icon="inquiry"),
        Choice("statement", "account-statement", icon="slip"),
        Choice("pending", "account-pending", icon="soon"),
        Choice("limits", "inquiry-limits", icon="card"),
        Choice("freeze", "account-freeze", icon="lock"),
        _PRINT,
    )
    account = Choose(
        "account",
        figure=MOST.fen,
        rows=(Fact("account-savings", OWN),),
        options=options,
        concealed=True,
    )
    stopped = replace(
        account,
        rows=(
            Fact("account-savings", OWN),
            Fact("row-balance", MOST, spare=True),
            Fact("row-state", Text("account-frozen"), strong=True),
        ),
        options=(
            *options[:4],
            replace(options[4], reason="reason-stopped"),
            replace(_PRINT, reason="reason-no-paper"),
        ),
    )
    limits = Choose(
        "limits",
        rows=(
            Fact("row-tier", Text("tier-premium")),
            Fact("row-per-transfer", MOST),
            Fact("row-per-day", MOST),
            Fact("row-sent-today", Money(0)),
            Fact("row-left-today", MOST, strong=True),
            Fact("row-card", Text("card-is-active"), note=OWN),
            Fact("row-card", Text("card-is-lost"), note=NUMBER),
        ),
        options=(Choice("done", "limits-done", icon="check"),),
    )
    return {
        "inquiry": (accounts, IN),
        "inquiry-many": (replace(accounts, entries=accounts.entries * 4), replace(IN, draft="1 shown")),
        "inquiry-shown": (accounts, replace(IN, draft="shown")),
        "inquiry-none": (replace(accounts, entries=()), IN),
        "account": (account, IN),
        "account-shown": (account, replace(IN, draft="shown")),
        "account-stopped": (stopped, replace(IN, draft="shown")),
        "limits": (limits, IN),
        "limits-last": (limits, replace(IN, draft="1")),
    }


def _transactions() -> dict[str, Sample]:
    narrow = Choice("narrow", "transactions-narrow-down", icon="more")
    whole = Choice("whole", "transactions-whole", icon="back")
    month = Browse(
        "transactions-month",
        entries=tuple(
            Entry(str(i), Month(2026 - (i + 1) // 12, (10 - i) % 12 + 1), notes=near)
            for i, near in enumerate([(Text("month-this"),), (Text("month-last"),), *[()] * 22])
        ),
        options=(
            Choice("year", "transactions-year", icon="inquiry"),
            Choice("all", "transactions-all", icon="inquiry"),
        ),
    )

    def found(count: int, what: Value, *options: Choice, more: str = "no") -> Browse:
        args = {"what": what, "count": count, "more": more}
        return Browse("transactions", args=args, entries=_entries(count), options=options)

    def one(*rows: Fact) -> Choose:
        done = Choice("done", "transaction-done", icon="back")
        return Choose("transaction", rows=rows, options=(_PRINT, done))

    full = one(
        Fact("row-amount", Signed(-MOST.fen), strong=True),
        Fact("row-fee", Money(500)),
        Fact("row-counterparty", COMPANY, note=NUMBER),
        Fact("row-purpose", Text("kind-transfer"), note=Text("note-family")),
        Fact("row-time", _NOON),
        Fact("row-balance-after", MOST),
        Fact("row-reference", "202611240000123"),
        Fact("row-terminal", "ST-0001-0042", spare=True),
    )
    short = one(
        Fact("row-amount", Signed(1234), strong=True),
        Fact("row-purpose", Text("kind-interest")),
        Fact("row-time", _NOON),
        Fact("row-balance-after", MOST),
        Fact("row-reference", "202611240000123"),
    )
    return {
        "transactions-month": (month, IN),
        "transactions-month-next": (month, replace(IN, draft="1")),
        "transactions": (found(200, Month(2026, 11), narrow), IN),
        "transactions-middle": (found(200, Month(2026, 11), narrow), replace(IN, draft="3", focus="page:next")),
        "transactions-last": (found(198, Text("transactions-two-years"), narrow, whole), replace(IN, draft="99")),
        "transactions-more": (found(300, Text("transactions-two-years"), narrow, more="yes"), IN),
        "transactions-searched": (found(3, COMPANY, narrow, whole), IN),
        "transactions-none": (found(0, Month(2025, 1)), IN),
        "transactions-none-found": (found(0, Text("amount-above"), narrow, whole), IN),
        "transaction": (full, IN),
        "transaction-last": (full, replace(IN, draft="1")),
        "transaction-short": (short, IN),
    }


def _entries(count: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            str(i),
            _NAMES[i % len(_NAMES)],
            Signed((-1) ** i * (MOST.fen if i % 5 == 1 else 3500 + i)),
            (date(2026, 11, 25) - timedelta(days=i // 4), Text(f"kind-{_KINDS[i % 8]}")),
        )
        for i in range(count)
    )


def _narrowed() -> dict[str, Sample]:
    by = (
        Choice("amount", "narrow-by-amount", icon="slip"),
        Choice("payee", "narrow-by-payee", icon="person"),
        Choice("kind", "narrow-by-kind", icon="more"),
    )
    bands = tuple(Choice(band, f"amount-{band}", icon="slip") for band in ("under-100", "to-1000", "to-10000", "above"))
    names = tuple(Entry(str(i), name) for i, name in enumerate((*_NAMES, "*丽", "*建国")))
    kinds = tuple(Entry(kind, Text(f"kind-{kind}")) for kind in _KINDS)
    least = EnterAmount("narrow-least")
    return {
        "transactions-narrow": (Choose("transactions-narrow", options=by), IN),
        "transactions-narrow-nameless": (
            Choose("transactions-narrow", options=(by[0], replace(by[1], reason="reason-no-names"), by[2])),
            IN,
        ),
        "narrow-amount": (
            Choose("narrow-amount", options=(*bands, Choice("typed", "amount-typed", icon="more"))),
            IN,
        ),
        "narrow-least": (least, replace(IN, draft="88888888.88")),
        "narrow-least-missing": (least, replace(IN, error=Invalid("error-amount-missing"))),
        "narrow-payee": (Browse("narrow-payee", entries=names), IN),
        "narrow-kind": (Browse("narrow-kind", entries=kinds), replace(IN, error=Invalid("error-choose-one"))),
    }


def _pending() -> dict[str, Sample]:
    states = ("waiting", "waiting", "executed", "cancelled", "failed", "waiting")
    entries = tuple(
        Entry(str(i), name, MOST, (Text(f"pending-is-{state}"), _NOON + timedelta(hours=2)))
        for i, (name, state) in enumerate(zip(("*小明", COMPANY, UIGHUR, LATIN, "*丽", "*建国"), states, strict=True))
    )
    done = Choice("done", "pending-done", icon="back")
    rows = (
        Fact("row-payee", COMPANY, note=NUMBER, strong=True),
        Fact("row-amount", MOST, strong=True),
        Fact("row-executes", _NOON, strong=True),
        Fact("row-state", Text("pending-is-waiting")),
        Fact("row-fee", Money(500)),
        Fact("row-from-account", OWN),
        Fact("row-reference", "202611240000123"),
    )
    sure = (Choice("yes", "pending-cancel-yes", icon="check"), Choice("no", "pending-cancel-no", icon="back"))
    found: dict[str, Sample] = {
        "pending": (Browse("pending", entries=entries), IN),
        "pending-none": (Browse("pending"), IN),
        "pending-transfer": (
            Choose("pending-transfer", rows=rows, options=(Choice("cancel", "pending-cancel-it", icon="cancel"), done)),
            IN,
        ),
        "pending-transfer-last": (
            Choose("pending-transfer", rows=rows, options=(Choice("cancel", "pending-cancel-it", icon="cancel"), done)),
            replace(IN, draft="1"),
        ),
        "pending-transfer-ended": (Choose("pending-transfer", rows=rows, options=(done,)), IN),
        "pending-cancel": (
            Choose(
                "pending-cancel",
                rows=(Fact("row-payee", COMPANY, strong=True), Fact("row-amount", MOST, strong=True)),
                options=sure,
            ),
            IN,
        ),
        "pending-unknown": (Notice("pending-unknown", kind="unknown", back=False), IN),
    }
    for state in ("cancelled", "executed", "failed", "kept"):
        kind = "success" if state == "cancelled" else "problem"
        args: dict[str, Value] = {"amount": MOST, "payee": COMPANY}
        found[f"pending-{state}"] = (Notice(f"pending-{state}", args=args, kind=kind, back=False), IN)
    return found
