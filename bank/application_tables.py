"""The tables of applications. What belongs to a person is sealed, and goes when the application ends."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from bank.tables import Moment, Number, metadata

applications = Table(  # what stays when one has ended names nobody: see docs/opening.md
    "applications",
    metadata,
    Column("id", String, primary_key=True),  # opaque: what terminals see
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),  # an ApplicationState
    Column("terminal", String, nullable=False),  # where it was begun or resumed
    Column("token_hash", String, unique=True),  # null: paused
    Column("person", String),  # `id_fingerprint` of the document's number; null: forgotten
    Column("document", String),  # keyed, of all that the document says; null: forgotten
    Column("customer_id", String, ForeignKey("customers.id")),  # null: none yet
    Column("replaces", String, ForeignKey("cards.id")),  # the old card; of a PIN reset the one at hand
    Column("card_id", String, ForeignKey("cards.id"), unique=True),  # the new one, reserved or bound
    Column("language", String, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("key", LargeBinary),  # sealed: what seals its papers and the answers that were given; null: forgotten
    # what staff decide by and have decided
    Column("faces_after", Number, nullable=False, default=0),  # face checks up to this are no longer there
    Column("tries_after", Number, nullable=False, default=0),  # refused ones up to this are not counted
    Column("called_at", Moment),  # when staff were first called for what they have not approved; null: never
    Column("waiting_since", Moment),
    Column("looked_at", Moment),  # when a member of staff opened it; of one at a counter, when it was taken over
    Column("second", Boolean, nullable=False, default=False),  # a second member of staff is needed
    Column("unsigned", Boolean, nullable=False, default=False),
    Column("reasons", String, nullable=False, default=""),  # words, with spaces between
    # the PIN that was chosen, until it is the card's
    Column("pin_salt", String),
    Column("pin_hash", String),
    # what resumes it
    Column("code_hash", String),  # keyed
    Column("code_until", Moment),
    Column("code_misses", Integer, nullable=False, default=0),
    CheckConstraint("state <> 'ended' OR (person IS NULL AND key IS NULL)", name="nothing_stays"),
    Index("applications_by_state", "state", "expires_at"),
    Index("applications_of_person", "person"),
)

application_papers = Table(  # all that is somebody's, each sealed: document, details, phone, signature, stills, numbers
    "application_papers",
    metadata,
    Column("application_id", String, ForeignKey("applications.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Column("consented_at", Moment),  # of pictures: when the customer agreed to them
    Column("ends_at", Moment),  # null: with the application
)

application_codes = Table(  # the newest code that was sent to the phone of an application
    "application_codes",
    metadata,
    Column("application_id", String, ForeignKey("applications.id"), primary_key=True),
    Column("code_hash", String, nullable=False),  # keyed
    Column("asked_at", Moment, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("resends", Integer, nullable=False, default=0),
    Column("misses", Integer, nullable=False, default=0),
    Column("ended", Boolean, nullable=False, default=False),
    Column("confirmed", Boolean, nullable=False, default=False),
)

application_faces = Table(  # every series of face checks as it was reported: numbers and words
    "application_faces",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("application_id", String, ForeignKey("applications.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("consented_at", Moment, nullable=False),
    Column("profile", String, nullable=False),
    Column("matches", Boolean, nullable=False),
    Column("liveness", String, nullable=False),
    Column("distance", Float),  # null where no face could be read
    Column("threshold", Float, nullable=False),
    Column("challenges", String, nullable=False),  # words, with spaces between
    Column("found", String, nullable=False),  # the terminal's reasons, so too
    Column("attempts", Integer, nullable=False),
    Column("refused_attempts", Integer, nullable=False),
    Column("machine", String, nullable=False),  # what the bank makes of it: a Machine
)

application_blanks = Table(  # each card that was encoded, or was to be
    "application_blanks",
    metadata,
    Column("application_id", String, ForeignKey("applications.id"), primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("sequence", String, nullable=False),
    Column("state", String, nullable=False),  # "bound" or a PlasticEvent
    Column("at", Moment, nullable=False),
    Column("reason", String),
)

person_tries = Table(  # for the limits of a day: who was refused, by the fingerprint of their document's number
    "person_tries",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("person", String, nullable=False),
    Column("kind", String, nullable=False),  # "staff": an application refused; "face": a face check
    Column("count", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index("tries_of_person", "person", "kind", "at"),
)

acceptances = Table(  # the agreements and purposes that a customer accepted when an account was opened or a card issued
    "acceptances",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("customer_id", String, ForeignKey("customers.id"), nullable=False, index=True),
    Column("application_id", String, ForeignKey("applications.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("version", String, nullable=False),
    Column("accepted_at", Moment, nullable=False),
)

given_numbers = Table(  # account numbers that were reserved: none is given twice
    "given_numbers",
    metadata,
    Column("number", String, primary_key=True),
    Column("at", Moment, nullable=False),
)

not_served = Table(  # whom only a counter serves
    "not_served",
    metadata,
    Column("person", String, primary_key=True),  # as `customers.id_fingerprint`
)
