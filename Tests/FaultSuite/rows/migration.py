"""Migrations: a lock that is held, two at once, a schema that is newer."""

import subprocess
import time

from harness.processes import Failure
from harness.postgres import end_session
from harness.suite import fault


def _migrate(run, world, database="groundswell"):
    return subprocess.Popen(
        [f"{run.suite.programs}/groundswell", "admin", "migrate", "--database",
         world.postgres.conninfo(database=database)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)


@fault("migration lock held by somebody")
def migration_lock_held(run):
    with run.deployment() as world:
        load = run.load(world)
        for _ in run.times(1, 2):
            session = world.postgres.session()
            try:
                world.postgres.ask(session, "SELECT pg_advisory_lock(7305, 0)")
                begin = time.monotonic()
                migrator = _migrate(run, world)
                _, words = migrator.communicate(timeout=40)
                if migrator.returncode != 1 or "another migration" not in words:
                    raise Failure(f"migrate ended with {migrator.returncode}: {words}")
                run.note(f"refused after {time.monotonic() - begin:.0f} s")
            finally:
                end_session(session)
            run.suite.migrate(world.postgres)
            run.progresses(world, load)
        run.judge(world, load)


@fault("two migrators at once")
def two_migrators(run):
    with run.deployment(services=()) as world:
        for turn in run.times(3, 15):
            world.postgres.sql(f"CREATE DATABASE two{turn}", database="postgres")
            both = [_migrate(run, world, f"two{turn}") for _ in range(3)]
            words = [migrator.communicate(timeout=60) for migrator in both]
            if any(migrator.returncode != 0 for migrator in both):
                raise Failure(f"a migrator failed: {words}")
            if world.postgres.sql("SELECT count(*) = max(number) FROM public.groundswell_migration",
                                  database=f"two{turn}") != "t":
                raise Failure("the schema was not migrated once")


@fault("services one version older than the schema")
def older_than_schema(run):
    with run.deployment(start=False) as world:
        world.postgres.start()
        newest = int(world.postgres.sql(
            "INSERT INTO public.groundswell_migration (number, name, checksum) SELECT max(number) + 1, 'later', 0 "
            "FROM public.groundswell_migration RETURNING number"))
        # What a later version would add.
        world.postgres.sql("ALTER TABLE groundswell.event ADD COLUMN later integer; "
                           "ALTER TABLE groundswell.model ADD COLUMN later text; "
                           "ALTER TABLE groundswell.batch ADD COLUMN later integer DEFAULT 7")
        for _ in run.times(1, 1):
            for service in world.services:
                world.start(service)
            load = run.load(world)
            run.progresses(world, load)
            migrator = _migrate(run, world)
            _, words = migrator.communicate(timeout=30)
            if migrator.returncode != 1 or "install a newer" not in words:
                raise Failure(f"an older migrate ended with {migrator.returncode}: {words}")
            run.judge(world, load)
            run.note(f"works with schema {newest}; the older migrate refuses")
