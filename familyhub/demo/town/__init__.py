"""A simulated town for measuring how people are matched: who lives there, what a register says, what comes in."""

from familyhub.demo.town.filing import COLUMNS, Rates, Town, make_town

__all__ = ["COLUMNS", "Rates", "Town", "make_town"]
