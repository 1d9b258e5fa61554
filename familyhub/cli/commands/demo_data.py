"""`familyhub demo-data`: what the demonstration needs before its web server starts; a process that ends."""

from __future__ import annotations

from familyhub.cli.progress import Report


def load_places(report: Report) -> None:
    """Real places where the folder of open data is, else the generated county. The database is ready."""
    from django.utils import timezone

    from familyhub.cli.commands import places as command
    from familyhub.config.environment import data_folder, read_environment
    from familyhub.core import fence
    from familyhub.core.asker import system
    from familyhub.demo import county
    from familyhub.places import queries
    from familyhub.places.actions import Batch
    from familyhub.places.authority import read_authority

    now = timezone.now()
    if queries.counts(timezone.localdate(now)).postcodes:
        return
    environment = read_environment()
    folder, seeder = data_folder(environment), system("demonstration")
    with fence.enter(seeder):
        if folder:
            folders = [folder / "places", folder / "population"]
            command.load(folders, dry_run=False, progress=lambda done, total, _: report("Loading places", done, total))
            return
        report("Making an invented county")
        batch = Batch(source=county.SOURCE, on=timezone.localdate(now), at=now, by=seeder)
        county.generate(authority=read_authority(environment.authority), batch=batch)


def load() -> None:
    """Load them unless they are there. The caller is `ready("app", demo=True)`."""
    from familyhub.cli.progress import bar
    from familyhub.demo import seed

    with bar() as report:
        load_places(report)
        seed.seed(report)


def command() -> None:
    """Make the demonstration's database and styles ready, and load its invented people if they are not there yet."""
    from familyhub.cli.django_ready import ready
    from familyhub.cli.static_files import collect

    with ready("app", demo=True):
        collect()
        load()
