"""One file a tool; `brought/tool.py` finds them."""
