"""Orders, journal and recovery: what keeps money right when things go wrong."""
