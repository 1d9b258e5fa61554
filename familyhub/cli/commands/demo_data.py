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


def bring_in_births(report: Report) -> None:
    """A feed of births is received and begun; the worker stores it, as it does any other."""
    from django.utils import timezone

    from familyhub.core import fence
    from familyhub.demo import county, newborns
    from familyhub.demo.seed import asker_in
    from familyhub.imports import actions, queries

    now, today = timezone.now(), timezone.localdate()
    officer, postcodes = asker_in("data_officer"), county.sample_postcodes(today)
    with fence.enter(officer):
        if queries.files(officer):
            return
        report("Receiving an invented feed of births")
        newborns.register_known(postcodes[0], today, officer, now)
        body = newborns.a_feed(today, postcodes)
        got = actions.receive(feed="births", name=newborns.NAME, body=body, by=officer, at=now)
        actions.begin(intake=got.intake, by=officer, at=now)


def load() -> None:
    """Load them unless they are there. The caller is `ready("app", demo=True)`."""
    from familyhub.cli.progress import bar
    from familyhub.demo import seed

    with bar() as report:
        load_places(report)
        seed.seed(report)
        bring_in_births(report)


def command() -> None:
    """Make the demonstration's database and styles ready, and load its invented people if they are not there yet."""
    from familyhub.cli.django_ready import ready
    from familyhub.cli.static_files import collect

    with ready("app", demo=True):
        collect()
        load()
