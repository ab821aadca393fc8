"""Settings for every test. A shared machine may be slow, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("steady", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("steady")
