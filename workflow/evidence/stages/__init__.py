"""One module a stage: what it reads and writes, the call of its room, and the line that it says (`evidence.stage`)."""
