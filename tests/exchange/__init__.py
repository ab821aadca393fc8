"""Works that go to other programs for screening and come back: the whole way, with files in each program's layout."""
