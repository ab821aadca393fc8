"""What measures are computed from: columns of effects by arm, under metafor's names, and the checks that they share.

An arm that is named first stands against the second.
"""

from __future__ import annotations

from evidence.measures.effect import BadInput, at_least, finite, not_negative, positive

EVENTS = {"events_1": "ai", "n_1": "n1i", "events_2": "ci", "n_2": "n2i"}
TIMES = {"events_1": "x1i", "time_1": "t1i", "events_2": "x2i", "time_2": "t2i"}
ONE_ARM = {"events_1": "xi", "n_1": "ni"}
MEANS = {"mean_1": "m1i", "sd_1": "sd1i", "n_1": "n1i", "mean_2": "m2i", "sd_2": "sd2i", "n_2": "n2i"}
CHANGE = {"mean_1": "m1i", "sd_1": "sd1i", "mean_2": "m2i", "sd_2": "sd2i", "n": "ni", "r": "ri"}
CORRELATED = {"r": "ri", "n": "ni"}

Cells = tuple[float, float, float, float]


def two_by_two(
    events_1: float, n_1: float, events_2: float, n_2: float, *, ratio: bool = True
) -> tuple[Cells, str]:
    """Events and non-events by arm; 0.5 is added to every cell only where a cell is zero.

    Raises BadInput for events above n and, where a `ratio` is asked for, for tables with no events, or only events, in
    both arms: such a table says nothing about a ratio, and of a difference that it is 0 (Cochrane Handbook 10.4.4.1).
    """
    not_negative(events_1=events_1, events_2=events_2)
    at_least(1, n_1=n_1, n_2=n_2)
    for name, events, n in (("events_1", events_1, n_1), ("events_2", events_2, n_2)):
        if events > n:
            raise BadInput(name, events, "more events than people", f"0 to {n:g}")
    if ratio and (events_1 + events_2 == 0 or (events_1 == n_1 and events_2 == n_2)):
        problem = "both arms have no events, or nothing but events"
        raise BadInput("events_1", events_1, problem, "an event and a non-event in at least one arm")
    a, b, c, d = events_1, n_1 - events_1, events_2, n_2 - events_2
    if min(a, b, c, d) > 0:
        return (a, b, c, d), ""
    return (a + 0.5, b + 0.5, c + 0.5, d + 0.5), "; assumption: 0.5 added to each cell as one was zero"


def against(events_1: float, n_1: float, events_2: float, n_2: float) -> str:
    """The counts in words, for a derivation."""
    return f"from {events_1:g}/{n_1:g} against {events_2:g}/{n_2:g}"


def over_time(events_1: float, time_1: float, events_2: float, time_2: float) -> tuple[float, float, str]:
    """Events of both arms; 0.5 is added to both only where one is zero."""
    not_negative(events_1=events_1, events_2=events_2)
    positive(time_1=time_1, time_2=time_2)
    if events_1 + events_2 == 0:
        raise BadInput("events_1", events_1, "neither arm has an event", "an event in at least one arm")
    if events_1 and events_2:
        return events_1, events_2, ""
    return events_1 + 0.5, events_2 + 0.5, "; assumption: 0.5 added to both counts as one was zero"


def one_arm(events: float, n: float) -> tuple[float, float, str]:
    """Events and people; 0.5 is added to events and to non-events only where one is zero."""
    not_negative(events_1=events)
    at_least(1, n_1=n)
    if events > n:
        raise BadInput("events_1", events, "more events than people", f"0 to {n:g}")
    if 0 < events < n:
        return events, n, ""
    return events + 0.5, n + 1, "; assumption: 0.5 added to events and non-events as one was zero"


def two_means(mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float) -> None:
    """Raises BadInput where means and SDs cannot be, or neither arm has any variance."""
    finite(mean_1=mean_1, mean_2=mean_2)
    not_negative(sd_1=sd_1, sd_2=sd_2)
    at_least(2, n_1=n_1, n_2=n_2)
    if sd_1 == 0 and sd_2 == 0:
        raise BadInput("sd_1", sd_1, "neither arm has any variance", "above 0 in at least one arm")


def share(n_1: float, n_2: float) -> float:
    """a = (n1 + n2)² / (n1 n2), by which d and r are converted; 4 for arms of one size."""
    positive(n_1=n_1, n_2=n_2)
    return (n_1 + n_2) ** 2 / (n_1 * n_2)
