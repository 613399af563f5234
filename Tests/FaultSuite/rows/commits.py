"""Commits that are not what they seem: waits cancelled, races lost."""

import time

from harness import lines, wire
from harness.processes import Failure, wait_until
from harness.postgres import end_session
from harness.suite import fault

WAITING = "wait_event = 'SyncRep' AND application_name = 'groundswell-ingest'"


def _replica(world, name):
    world.postgres.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
    world.postgres.sql("SELECT pg_reload_conf()")


def _reports_nothing(world, stream):
    """A writer who asks up to where a stream is stored is not told while that is not confirmed."""
    with wire.connect(world.socket("ingest")) as connection:
        connection.sendall(lines.header(stream, 0).encode())
        replies, _ = wire.read_lines(connection, 1)
        if any(b'"resume"' in line for line in replies):
            raise Failure(f"the position of an unconfirmed commit was told: {replies}")


@fault("synchronous commit wait cancelled: not acked, no position told")
def synchronous_wait_cancelled(run):
    with run.deployment(services=("ingest",), arguments={"ingest": ["--batch-rows", "500"]}) as world:
        load = run.load(world)
        for _ in run.times(2, 8):
            _replica(world, "nobody")
            wait_until(lambda: world.postgres.sql(f"SELECT count(*) FROM pg_stat_activity WHERE {WAITING}") == "1", 10,
                       "no commit waits for the replica")
            before = load.acked()
            cancelled = 0
            for _ in range(5):
                cancelled += int(world.postgres.sql(
                    f"SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE {WAITING}"))
                time.sleep(0.1)
            _reports_nothing(world, "somebody-else")
            if load.acked() != before:
                raise Failure(f"{load.acked() - before} records were acked that no replica has confirmed")
            run.note(f"{cancelled} waits cancelled")
            _replica(world, "")
            run.progresses(world, load)
        run.judge(world, load)


@fault("the same, and ingest is killed before the commit is confirmed")
def synchronous_wait_killed(run):
    with run.deployment(services=("ingest",), arguments={"ingest": ["--batch-rows", "500"]}) as world:
        load = run.load(world, identified=0)
        for _ in run.times(1, 5):
            _replica(world, "nobody")
            wait_until(lambda: world.postgres.sql(f"SELECT count(*) FROM pg_stat_activity WHERE {WAITING}") == "1", 10,
                       "no commit waits for the replica")
            before = [producer.acked for producer in load.producers]
            world.ingest.kill()
            # Its session ends, and with it the wait: committed here, confirmed by nobody.
            world.postgres.sql(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {WAITING}")
            world.start("ingest")
            time.sleep(2)
            told = [producer.acked - known for producer, known in zip(load.producers, before)]
            if any(told):
                raise Failure(f"positions of unconfirmed commits were told after the restart: {told} lines")
            _replica(world, "")
            run.progresses(world, load)
        run.judge(world, load)


@fault("deadlock with another session: whole transaction again")
def deadlock(run):
    with run.deployment(services=("ingest",), arguments={"ingest": ["--batch-rows", "1000"]}) as world:
        load = run.load(world)
        for _ in run.times(2, 8):
            session = world.postgres.session()
            try:
                # Takes a stream's row, which ingest will want while it holds the lock of batches, which we want then.
                world.postgres.ask(session, "SET deadlock_timeout = '60s'; BEGIN; "
                                            "SELECT position FROM groundswell.stream WHERE name LIKE '%s0' FOR UPDATE")
                time.sleep(0.5)
                world.postgres.ask(session, "SELECT pg_advisory_xact_lock(7305, 1); ROLLBACK")
            finally:
                end_session(session)
            run.progresses(world, load)
        with open(world.postgres.server.log, encoding="utf-8") as log:
            found = log.read().count("deadlock detected")
        if not found:
            raise Failure("no deadlock came about")
        run.note(f"{found} deadlocks")
        run.judge(world, load)


@fault("serialization failure: whole transaction again")
def serialization_failure(run):
    with run.deployment(services=("ingest",), arguments={"ingest": ["--batch-rows", "1000"]}, start=False) as world:
        world.postgres.start()
        world.postgres.sql("ALTER ROLE groundswell_ingest SET default_transaction_isolation = 'repeatable read'")
        world.start("ingest")
        load = run.load(world)
        for _ in run.times(3, 12):
            session = world.postgres.session()
            try:
                # Ingest's snapshot is older than what we do to its stream's row.
                world.postgres.ask(session, "BEGIN; SELECT pg_advisory_xact_lock(7305, 1)")
                time.sleep(0.3)
                world.postgres.ask(session, "UPDATE groundswell.stream SET batch = batch; COMMIT")
            finally:
                end_session(session)
            run.progresses(world, load)
        with open(world.postgres.server.log, encoding="utf-8") as log:
            found = log.read().count("could not serialize")
        if not found:
            raise Failure("no serialization failure came about")
        run.note(f"{found} serialization failures")
        run.judge(world, load)
