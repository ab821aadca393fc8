"""What is done once where the program is set up, beside compiling it: its modules are read, so that no first build has to."""

from evidence.pipeline import STAGES
from evidence.stage_code import AT_SETUP, code_of

if __name__ == "__main__":
    code_of([stage.name for stage in STAGES], AT_SETUP)
