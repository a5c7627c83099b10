"""Branch staff's tables: who they are, their misses and sessions, what they opened and what they decided."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from bank.tables import Moment, Number, metadata

staff = Table(
    "staff",
    metadata,
    Column("number", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("roles", String, nullable=False),  # words of `StaffRole`, with spaces between
    Column("customer_id", String, ForeignKey("customers.id")),  # where they are a customer too
    Column("id_fingerprint", String),  # of their ID number, keyed; null: none known
    Column("pin_salt", String, nullable=False),
    Column("pin_hash", String, nullable=False),
    Column("retired", Boolean, nullable=False, default=False),  # signs in no more; what they decided stays
)

staff_misses = Table(  # wrong PINs in a row, also for numbers that nobody has
    "staff_misses",
    metadata,
    Column("number", String, primary_key=True),
    Column("misses", Integer, nullable=False),
    Column("waits_until", Moment),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("place", String, nullable=False),  # the terminal, or the desk
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("ends_at", Moment, nullable=False),  # whatever is done in it
    Column("idle_at", Moment, nullable=False),  # moved on by each use
)

staff_looks = Table(  # who opened which application's file, and when
    "staff_looks",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("application_id", String, nullable=False),
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("place", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("shown", String, nullable=False),  # the hash of what they saw
    Index("looks_of_application", "application_id", "at"),
)

staff_decisions = Table(  # each stays, also where the application is gone: numbers, words and hashes alone
    "staff_decisions",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("application_id", String, nullable=False),
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("place", String, nullable=False),
    Column("at_desk", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("decision", String, nullable=False),
    Column("seen", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("shown", String, nullable=False),  # the hash of what was on the screen
    Column("second", Boolean, nullable=False),  # it was the second approval
    # what the machine said; null where no face was looked at
    Column("machine", String, nullable=False),
    Column("matches", Boolean),
    Column("liveness", String),
    Column("distance", Float),
    Column("threshold", Float),
    Column("attempts", Integer, nullable=False, default=0),
    Index("decisions_of_application", "application_id", "at"),
)

counter_acts = Table(  # at a counter, with an application that was stopped at a terminal; each stays
    "counter_acts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("application_id", String, nullable=False),
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("place", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("act", String, nullable=False),  # taken-over, details, handed-back, or a CounterEnd
    Column("reason", Text, nullable=False),
    Index("acts_of_application", "application_id", "at"),
)

card_activations = Table(  # by staff, of cards that were not seen taken
    "card_activations",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("card_id", String, nullable=False),
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("place", String, nullable=False),
    Column("at", Moment, nullable=False),
)

verification_looks = Table(  # who opened the file of which verification, and when
    "verification_looks",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("verification_id", String, nullable=False),
    Column("number", String, ForeignKey("staff.number"), nullable=False),
    Column("place", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("shown", String, nullable=False),  # the hash of what they saw
    Index("looks_of_verification", "verification_id", "number"),
)
