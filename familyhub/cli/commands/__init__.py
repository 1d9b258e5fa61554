"""One file per command: it has `app` (a `typer.Typer`) or `command` (a function); `_` in its name becomes `-`.

Keep what stands at the top of a file light: every file is imported for `familyhub --help`. Django and the database
are imported inside the function, after `familyhub.cli.django_ready.ready()`.
"""
