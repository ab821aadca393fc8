"""The order of chance, and what a reading has of it."""

from evidence.screen.by_chance import at_random, drawn


def test_works_are_drawn_in_an_order_of_chance_that_is_seen_again_in_the_reading():
    ids = [f"w{n}" for n in range(60)]
    assert at_random(ids) == at_random(ids[::-1]) != ids
    ranked, rest = ids[:30], at_random(ids[30:])
    told = drawn([*ranked, *rest[9::-1]], rest[10:])
    assert told[30:].all() and told.sum() <= 31
    assert not drawn([*ranked, *rest[:9], rest[20]], [*rest[9:20], *rest[21:]]).any()
