"""Are two descriptions of one person? The scorer for live use; training and evaluation lie in the modules."""

from familyhub.analysis.matching.known import Home, Known, Scored
from familyhub.analysis.matching.scoring import Commonness, rank, score

__all__ = ["Commonness", "Home", "Known", "Scored", "rank", "score"]
