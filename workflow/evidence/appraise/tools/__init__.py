"""Appraisal tools: what the column `tool` of literature/decisions/appraisal.csv may name, a YAML file each."""

from __future__ import annotations

from evidence.appraise.tool import Tool
from evidence.registry import Registry

TOOLS: Registry[Tool] = Registry(__name__, "TOOL", Tool, "evidence.appraisal_tools", lambda tool: tool.words)
