"""The bank's tables. Money in fen, times in UTC, secrets only as hashes."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()

Record = Row[*tuple[Any, ...]]  # a row of any of these
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only an INTEGER primary key


class Moment(TypeDecorator[datetime]):
    """A time in UTC. SQLite forgets the zone; this gives it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


meta = Table(  # "environment": what the folder was made for
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# -- the ledger ----------------------------------------------------------------------------------------------------

customers = Table(
    "customers",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_latin", String, nullable=False),
    Column("born", Date, nullable=False),
    Column("language", String, nullable=False),
    Column("tier", String, nullable=False, default="standard"),
    Column("limit_per_transfer", BigInteger, nullable=False),
    Column("limit_per_day", BigInteger, nullable=False),
    Column("sent_on", Date),  # the business date that `sent` counts
    Column("sent", BigInteger, nullable=False, default=0),
    Column("id_fingerprint", String, unique=True),  # of the ID number, keyed; null: none known
    Column("phone", String),
    Column("details", LargeBinary),  # sealed: address, occupation, purpose; null: not known
    Column("alerts", Boolean, nullable=False, default=False),  # a message for each debit
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String, primary_key=True),  # opaque: what terminals see
    Column("number", String, nullable=False, unique=True),
    Column("customer_id", String, ForeignKey("customers.id"), index=True),  # null: the bank's own
    Column("kind", String, nullable=False),
    Column("grade", Integer, nullable=False, default=1),  # the Class of the account, I to III
    Column("state", String, nullable=False),
    Column("balance", BigInteger, nullable=False, default=0),
    Column("held", BigInteger, nullable=False, default=0),  # of the balance: kept back for transfers that wait
    Column(
        "frozen_by_customer", Boolean, nullable=False, default=False
    ),  # who may undo it; false also where not frozen
    CheckConstraint("customer_id IS NULL OR balance >= 0", name="customer_balance_not_negative"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("terminal", String),
    Column("key", String),
    Column("note", String, nullable=False, default=""),
)

postings = Table(  # kind and date are the entry's, again, so that the search of an account reads this table alone
    "postings",
    metadata,
    Column("account_id", String, ForeignKey("accounts.id"), primary_key=True),
    Column("business_date", Date, primary_key=True),
    Column("entry_id", Number, ForeignKey("entries.id"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("fee", BigInteger, nullable=False, default=0),  # part of the amount
    Column("balance_after", BigInteger, nullable=False),
    Column("counterparty", String, nullable=False, default=""),  # as this account's customer may see it
    Column("counterparty_number", String, nullable=False, default=""),
    sqlite_with_rowid=False,  # an account's postings lie together, oldest first
)

# -- transfers that wait, and whom customers send money to ---------------------------------------------------------

scheduled_transfers = Table(  # accepted and not sent at once; `state` is a PendingState
    "scheduled_transfers",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),  # what the reference counts by
    Column("id", String, nullable=False, unique=True),  # opaque: what terminals see
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("terminal", String, nullable=False),  # with the key: the order that it was
    Column("key", String, nullable=False),
    Column("from_account", String, ForeignKey("accounts.id"), nullable=False),
    Column("to_account", String, ForeignKey("accounts.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("fee", BigInteger, nullable=False),
    Column("speed", String, nullable=False),
    Column("note", String, nullable=False),
    Column("payee_masked_name", String, nullable=False),  # what the customer confirmed
    Column("payee_masked_number", String, nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("business_date", Date, nullable=False),  # of acceptance: whose limit it counts against
    Column("executes_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("ended_at", Moment),
    Column("ended_on", Date),  # the business date of `ended_at`
    Column("ended_by", String),  # the terminal that cancelled it
    Column("entry_id", Number, ForeignKey("entries.id"), unique=True),  # an entry executes one transfer
    CheckConstraint("(state = 'executed') = (entry_id IS NOT NULL)", name="executed_with_an_entry"),
    Index("scheduled_by_time", "state", "executes_at"),
    Index("scheduled_of_customer", "customer_id", "accepted_at"),
    Index("scheduled_of_day", "business_date", "terminal"),
)

saved_payees = Table(
    "saved_payees",
    metadata,
    Column("id", String, primary_key=True),
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("account_id", String, ForeignKey("accounts.id"), nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("last_used", Date),
    Column("label", String, nullable=False),
    UniqueConstraint("customer_id", "account_id"),
)

acknowledgements = Table(  # the risks a customer was asked about before an order, and sent it all the same
    "acknowledgements",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("terminal", String, nullable=False),  # with the key: the order
    Column("key", String, nullable=False),
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("risks", String, nullable=False),  # words of `Risk`, with spaces between
    Column("at", Moment, nullable=False),
)

# -- cards, PINs and sign-in ---------------------------------------------------------------------------------------

cards = Table(
    "cards",
    metadata,
    Column("id", String, primary_key=True),
    Column("customer_id", String, ForeignKey("customers.id")),  # null: a number that is only reserved, or was
    Column("pan_fingerprint", String, nullable=False, unique=True),  # keyed, see Vault.fingerprint
    Column("masked", String, nullable=False),
    Column("expiry", String, nullable=False),
    Column("sequence", String, nullable=False),  # of the newest blank: those before are never good
    Column("state", String, nullable=False),  # a State of bank/card_states.py
    Column("pin_salt", String, nullable=False),
    Column("pin_hash", String, nullable=False),  # empty: none yet, and no PIN is right
    Column("misses", Integer, nullable=False, default=0),
)

authorisations = Table(
    "authorisations",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("card_id", String, ForeignKey("cards.id"), nullable=False),
    Column("order_hash", String, nullable=False),  # empty for signing in; the application's id for a new PIN
    Column("expires_at", Moment, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
    Column("pin_salt", String),  # of the new PIN; null for every other purpose
    Column("pin_hash", String),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("scope", String, nullable=False),  # full, safety
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("card_id", String, ForeignKey("cards.id")),  # null: signed in with a code
    Column("expires_at", Moment, nullable=False),
)

portraits_given = Table(  # whose portrait was handed out, when, to which terminal; never the portrait
    "portraits_given",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("terminal", String, nullable=False),
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("session_hash", String, nullable=False),
    Index("portraits_given_of_customer", "customer_id", "at"),
)

verifications = Table(  # who was to be known better, by what, who decided, and when: numbers and words alone
    "verifications",
    metadata,
    Column("id", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("session_hash", String, nullable=False),
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False),
    Column("purpose", String, nullable=False),
    Column("subject", String, nullable=False),  # the fingerprint of what it is for
    Column("way", String, nullable=False),
    Column("reported_at", Moment, nullable=False),
    # what the terminal found; null where staff were asked without a face check
    Column("consented_at", Moment),
    Column("profile", String),
    Column("matches", Boolean),
    Column("liveness", String),
    Column("distance", Float),  # null also where no face could be read
    Column("threshold", Float),
    Column("challenges", String, nullable=False, default=""),  # words, with spaces between
    Column("found", String, nullable=False, default=""),  # the terminal's reasons, so too
    Column("attempts", Integer, nullable=False, default=0),
    Column("refused_attempts", Integer, nullable=False, default=0),
    Column("document_fingerprint", String),  # keyed, as `customers.id_fingerprint`
    # what the bank says of it
    Column("state", String, nullable=False),  # a VerificationState
    Column("reasons", String, nullable=False, default=""),  # why not simply accepted: words
    Column("decided_at", Moment),
    Column("decided_by", String),  # "bank", or the number of the member of staff
    Column("staff_note", Text),  # why staff refused
    Column("ends_at", Moment),  # of the token, or of waiting for staff
    Column("token_hash", String, unique=True),
    Column("used_at", Moment),
    Index("verifications_of_session", "session_hash"),
    Index("verifications_of_customer", "customer_id", "reported_at"),
    Index("verifications_by_state", "state", "reported_at"),
)

# -- codes and messages to phones ----------------------------------------------------------------------------------

phone_codes = Table(  # also for ID numbers that nobody has
    "phone_codes",
    metadata,
    Column("id", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("id_fingerprint", String, nullable=False),
    Column("customer_id", String, ForeignKey("customers.id")),
    Column("code_hash", String, nullable=False),  # keyed, of the newest code
    Column("asked_at", Moment, nullable=False, index=True),
    Column("sent_at", Moment, nullable=False),
    Column("resends", Integer, nullable=False, default=0),
    Column("misses", Integer, nullable=False, default=0),
    Column("ended", Boolean, nullable=False, default=False),
)

phone_code_sends = Table(  # how often codes were sent, for the limits
    "phone_code_sends",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("id_fingerprint", String, nullable=False),  # or a phone's, keyed
    Column("terminal", String, nullable=False),  # empty with a phone's: the ID number's counts already
    Column("at", Moment, nullable=False),
    Index("sends_by_number", "id_fingerprint", "at"),
    Index("sends_by_terminal", "terminal", "at"),
)

sms_outbox = Table(
    "sms_outbox",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("customer_id", String, ForeignKey("customers.id")),  # null: to the phone of an application
    Column("application_id", String, index=True),
    Column("phone", LargeBinary),  # sealed; null: the customer's. Emptied with the text
    Column("text", Text, nullable=False),  # emptied once it is delivered
    Column("at", Moment, nullable=False),
    Column("good_until", Moment, nullable=False),  # nobody wants it later
    Column("delivered_at", Moment, index=True),
    sqlite_autoincrement=True,  # the number of a message that was dropped is never given again
)

# -- terminals -----------------------------------------------------------------------------------------------------

terminals = Table(
    "terminals",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, default="terminal"),  # or "desk": which port it may use
    Column("enrolled_at", Moment, nullable=False),
    Column("revoked", Boolean, nullable=False, default=False),
    Column("journal_number", BigInteger),  # the newest journal head seen with an order
    Column("journal_hash", String),
)

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_hash", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("kind", String, nullable=False, default="terminal"),
    Column("expires_at", Moment, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
)

pin_keys = Table(
    "pin_keys",
    metadata,
    Column("key_id", String, primary_key=True),
    Column("terminal", String, ForeignKey("terminals.id"), nullable=False),
    Column("counter", BigInteger, nullable=False, default=0),  # the highest seen
)

instructions = Table(  # idempotency: what became of each key
    "instructions",
    metadata,
    Column("scope", String, primary_key=True),  # the terminal
    Column("key", String, primary_key=True),
    Column("operation", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("state", String, nullable=False),  # done, declined, closed
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

assistance = Table(
    "assistance",
    metadata,
    Column("id", String, primary_key=True),
    Column("terminal", String, nullable=False),
    Column("where", String, nullable=False),
    Column("language", String, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("answered_by", String),
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("terminal", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("at", Moment, nullable=False),
)
