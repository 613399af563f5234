"""Long absences and restored backups."""

import os
import time

from harness import oracle, wire
from harness.postgres import Postgres
from harness.processes import Failure, wait_until
from harness.suite import fault, lambda_text as run_text


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


# Rows that no ingest writes, each of which ends or stops scoring: a stand-in for records that meet a fault of its own.
POISON = {
    "a source nobody named": "INSERT INTO groundswell.event (model, kind, source, at, amount, batch) "
                             "SELECT model, 0, 777, at, 1, {batch} FROM groundswell.event LIMIT 1",
    "a time that is none": "INSERT INTO groundswell.model_fact (model, source, at, batch, content, bases) "
                           "SELECT model, source, 'infinity', {batch}, 5, 0 FROM groundswell.model_fact LIMIT 1",
}
# And one that every ingest takes: sums of a day beyond 64 bits, from values each of which is in range.
OVERFLOW = "".join(
    '{"event":{"model":"poison/m","kind":"mention","amount":9007199254740991,"source":"poison",'
    f'"at":"2026-01-01T{n // 60:02}:{n % 60:02}:00Z"}}}}\n' for n in range(1100))


@fault("a record that crashes scoring: set aside after some tries, reported, the rest goes on", patience=240)
def crashing_record(run):
    for turn in run.times(1, 2):
        with run.deployment() as world:
            # Gently: while the batches are looked through one by one, more of them come in.
            load = run.load(world, rate=400)
            scoring = world.services["scoring"]
            crashes = 0
            for number, (name, statement) in enumerate([*POISON.items(), ("a sum beyond range", None)], 1):
                begin = time.monotonic()
                # Between two of ingest's batches: its lock of numbers is held meanwhile.
                if statement is None:
                    wire.send(world.socket("ingest"), OVERFLOW.encode())
                else:
                    world.postgres.sql(
                        "DO $$ DECLARE next bigint; BEGIN PERFORM pg_advisory_xact_lock(7305, 1); "
                        "SELECT max(number) + 1 INTO next FROM groundswell.batch; "
                        + statement.replace("{batch}", "next") + "; INSERT INTO groundswell.event (model, kind, source, "
                        "at, amount, batch) SELECT DISTINCT ON (model) model, 0, 0, at, 1, next FROM groundswell.event "
                        "WHERE model IN (SELECT id FROM groundswell.model) LIMIT 30; INSERT INTO groundswell.batch (number, observations, events, facts, "
                        "token) VALUES (next, 0, 31, 0, 0); END $$")

                def is_past():
                    nonlocal crashes
                    if not scoring.is_running:
                        crashes += 1
                        scoring.start()  # systemd's part
                        return False
                    try:
                        return len(world.status("scoring", patience=5)["setAside"]) >= number
                    except (OSError, KeyError):
                        return False
                wait_until(is_past, 60, run_text(lambda: f"{name} is not set aside: {scoring.last_words()}"), 0.05)
                run.progresses(world, load)
                run.recovery = max(run.recovery, time.monotonic() - begin)
            aside = world.status("scoring")["setAside"]
            if any(part["low"] != part["high"] for part in aside):
                raise Failure(f"more was set aside than what is to blame: {aside}")
            if "set aside" not in open(scoring.log, encoding="utf-8", errors="replace").read():
                raise Failure("nothing of it in the log")
            run.note(f"{crashes} crashes until {len(aside)} parts of batches were set aside")
            # The oracle judges what producers sent, not what we put in beside them.
            for table in ("event", "model_fact"):
                world.postgres.sql(f"DELETE FROM groundswell.{table} WHERE batch IN (SELECT number FROM "
                                   "groundswell.batch WHERE token = 0 AND events = 31)")
            run.judge(world, load)
