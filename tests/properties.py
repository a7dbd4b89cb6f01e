"""How many examples a property is tried on: few wherever the tests run, and LCC_TEST_EXAMPLES times as many at will."""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("LCC_TEST_EXAMPLES", "1"))
PROFILE = "few"

# How long an example takes is no finding, and none is kept from one run for the next.
SLOW = HealthCheck.too_slow
settings.register_profile(
    PROFILE, settings(), max_examples=100 * TIMES, deadline=None, database=None, suppress_health_check=[SLOW]
)


def tried(examples: int, *without: HealthCheck) -> settings:
    """For a property whose examples are costly: that many, or as many times more as is asked for."""
    return settings(max_examples=examples * TIMES, suppress_health_check=[*{SLOW, *without}])
