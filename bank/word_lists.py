"""The words that a customer chooses from, as docs/opening.md lists them."""

OCCUPATIONS = (
    "employee",
    "public-service",
    "professional",
    "self-employed",
    "farming",
    "student",
    "retired",
    "homemaker",
    "other",
)
PURPOSES = ("salary", "daily", "savings", "pension", "family", "other")
