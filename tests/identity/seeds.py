"""Which seeds the bounds of liveness were chosen on, and which they are judged on. The two share none."""

TUNING = range(100, 500)  # kiosk.identity.liveness: turn, surface, ridge, rigid, lead, straight
ATTACKS = range(1000, 1300)  # one for each clip of a species: the first 20 in the tests, all in the bench
LOOKED_AT = range(2000, 2020)  # living people on whom two causes of wrong refusals were found and mended
GENUINE = range(3000, 3300)
IN_TESTS = 20
