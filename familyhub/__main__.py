"""`python -m familyhub`: the same as the `familyhub` command."""

from familyhub.cli import run

run()
