"""What changed, as the page tells it of changes and causes that are made up here, in the garden of a dozen works."""

from __future__ import annotations
