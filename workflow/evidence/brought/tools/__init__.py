"""One file a tool that people screen with; nothing lists them."""

from __future__ import annotations

from evidence.brought.tool import Tool
from evidence.registry import Registry

SCREENERS: Registry[Tool] = Registry(
    __name__, "TOOL", Tool, "evidence.screeners", lambda tool: (tool.name,), lambda tool: tool.order
)
