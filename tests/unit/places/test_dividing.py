"""Dividing a district into areas: every spot once, none empty, balanced, the same every time."""

from __future__ import annotations

import random

from familyhub.places.policy import Spot, divide, nearest


def spots(count: int, seed: int = 1) -> list[Spot]:
    chance = random.Random(seed)
    return [
        Spot(f"E0100{n:04d}", chance.randint(0, 20_000), chance.randint(0, 30_000), chance.randint(40, 160))
        for n in range(count)
    ]


def test_every_spot_stands_in_one_group_and_none_is_empty() -> None:
    groups = divide(spots(69), [3, 3, 3])

    assert len(groups) == 3
    assert sorted(spot.code for group in groups for spot in group) == sorted(spot.code for spot in spots(69))


def test_groups_weigh_in_proportion_to_their_parts() -> None:
    groups = divide(spots(300), [1, 2, 3])
    weights = [sum(spot.weight for spot in group) for group in groups]
    shares = [weight / sum(weights) for weight in weights]

    assert [round(share, 1) for share in shares] == [0.2, 0.3, 0.5]


def test_the_order_in_which_spots_are_told_does_not_matter() -> None:
    told = spots(50)

    assert divide(told, [1] * 7) == divide(list(reversed(told)), [1] * 7)


def test_as_many_spots_as_parts_leaves_no_part_empty() -> None:
    assert [len(group) for group in divide(spots(5), [1] * 5)] == [1] * 5


def test_neighbours_stay_together() -> None:
    west = [Spot(f"W{n}", n, 0, 1) for n in range(5)]
    east = [Spot(f"E{n}", 10_000 + n, 0, 1) for n in range(5)]

    assert [{spot.code[0] for spot in group} for group in divide([*east, *west], [1, 1])] == [{"W"}, {"E"}]


def test_nothing_to_divide_gives_empty_groups() -> None:
    assert divide([], [1, 1]) == [[], []]


def test_the_nearest_is_found_and_none_among_none() -> None:
    here, near, far = Spot("H", 0, 0, 1), Spot("N", 3, 4, 1), Spot("F", 30, 40, 1)

    assert nearest(here, [far, near]) == near
    assert nearest(here, []) is None
