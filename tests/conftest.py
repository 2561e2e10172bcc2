"""What every test shares."""

from __future__ import annotations

from hypothesis import settings

# Two cores run several checks at once here: how long an example takes says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
