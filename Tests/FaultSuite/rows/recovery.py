"""Long absences and restored backups."""

import os
import time

from harness import oracle
from harness.postgres import Postgres
from harness.processes import Failure, wait_until
from harness.suite import fault


@fault("scoring down while ingest acks, then catches up from the ledger")
def scoring_down(run):
    with run.deployment() as world:
        load = run.load(world, rate=4000)
        for _ in run.times(1, 2):
            before = load.acked()
            world.services["scoring"].kill()
            time.sleep(60 if run.full else 5)
            gained = load.acked() - before
            if gained < 1000:
                raise Failure(f"only {gained} records were acked while scoring was down")
            if not world.status()["stale"]:
                raise Failure("status does not say that answers are stale")
            run.note(f"{gained} records acked meanwhile")
            world.start("scoring")
            run.progresses(world, load)
        run.judge(world, load)


def _restored(run, world, base, point):
    """A server over a base backup, played forward to a restore point."""
    server = Postgres(run.suite.postgres_programs, f"{world.folder}/restored", {
        "restore_command": f"cp {world.folder}/archive/%f %p", "recovery_target_name": point,
        "recovery_target_action": "promote", "archive_mode": "off"})
    os.rename(base, server.data)
    server.run("pg_verifybackup", "--no-parse-wal", server.data) if os.path.exists(
        f"{run.suite.postgres_programs}/pg_verifybackup") else None
    with open(f"{server.data}/recovery.signal", "w", encoding="utf-8"):
        pass
    server.own(f"{server.data}/recovery.signal")
    server.start()
    wait_until(lambda: server.sql("SELECT pg_is_in_recovery()") == "f", 60, "the recovery does not end", 0.1)
    return server


class _Then:
    """What a producer knew at a moment."""

    def __init__(self, producer):
        self.stream, self.is_identified = producer.stream, producer.is_identified
        self.acked = set(producer.acked_ids) if producer.is_identified else range(1, producer.acked + 1)
        self.sent = producer.sent
        self.producer = producer

    def acked_count(self):
        return len(self.acked)

    def acked_numbers(self):
        return self.acked


@fault("backup restored (pg_basebackup, point in time): the oracle holds up to that point")
def backup_restored(run):
    for _ in run.times(1, 4):
        world = run.deployment(start=False)
        archive = f"{world.folder}/archive"
        os.makedirs(archive)
        world.postgres.own(archive)
        world.postgres.settings.update(archive_mode="on", archive_command=f"cp %p {archive}/%f", wal_level="replica")
        world.starts = True
        with world:
            load = run.load(world)
            base = f"{world.postgres.folder}/base"
            world.postgres.run("pg_basebackup", "-D", base, "-h", world.postgres.folder, "-U", "postgres", "-X", "none",
                               "--checkpoint=fast")
            time.sleep(1.5)
            then = [_Then(producer) for producer in load.producers]
            point = f"fault{run.tried}"
            world.postgres.sql(f"SELECT pg_create_restore_point('{point}')")
            time.sleep(1)
            for known in then:  # sent up to some moment after the point
                known.sent = known.producer.sent
            world.postgres.sql("SELECT pg_switch_wal()")
            time.sleep(0.5)
            load.abandon()
            for service in world.services.values():
                service.kill()
            world.postgres.stop()
            begin = time.monotonic()
            server = _restored(run, world, base, point)
            try:
                run.add(oracle.judge(server, then))
                # The services go on over the restored store.
                for name, program in world.services.items():
                    program.command = [word.replace(world.postgres.folder, server.folder) for word in program.command]
                world.postgres, old = server, world.postgres
                for name in world.services:
                    world.start(name)
                wait_until(world.is_current, 30, "scoring does not take over the restored store", 0.05)
                run.recovery = max(run.recovery, time.monotonic() - begin)
                fresh = run.load(world, streams=0)
                fresh.producers[0].stream = fresh.producers[0].name
                fresh.abandon()
                world.postgres = old
            finally:
                for program in world.services.values():
                    program.kill()
                server.stop()
