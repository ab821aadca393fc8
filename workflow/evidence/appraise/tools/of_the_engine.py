"""The tools that stand in the files of this folder."""

from evidence.appraise.tool_files import stored

TOOLS = stored()
