"""PostgreSQL that is restarted, killed, frozen or out of connections."""

import os
import random
import signal
import subprocess
import time

from harness import wire
from harness.processes import Failure, wait_until
from harness.suite import fault

TIMEOUT = {"ingest": ["--database-timeout", "2s", "--batch-rows", "2000"], "query": ["--store-timeout", "2s"]}


def _each(run, short, full, breaks):
    """Runs `breaks(world, load, turn)` some times under load, then judges; no service may restart."""
    with run.deployment(arguments=TIMEOUT) as world:
        load = run.load(world)
        pids = {name: program.pid for name, program in world.services.items()}
        for turn in run.times(short, full):
            time.sleep(0.3)
            breaks(world, load, turn)
            run.progresses(world, load)
        run.judge(world, load)
        if pids != {name: program.pid for name, program in world.services.items()}:
            raise Failure("a service had to be restarted")


def _answers_go_on(world):
    """Scoring and query go on with what they have, and say that it may be old."""
    begin = time.monotonic()
    status = world.status()
    if not status["stale"]:
        raise Failure(f"status says the answers are up to date while the store is away: {status}")
    answer = wire.ask(world.socket("query"), "leaderboard", {"measure": "derivatives", "limit": 3})
    if "value" not in answer:
        raise Failure(f"no answer while the store is away: {answer}")
    answer = wire.ask(world.socket("query"), "dependence", {"of": "US"})
    if "value" not in answer and "reason" not in answer:
        raise Failure(f"no answer of scoring while the store is away: {answer}")
    if time.monotonic() - begin > 10:
        raise Failure(f"answers took {time.monotonic() - begin:.1f} s while the store was away")


@fault("Postgres restarted")
def postgres_restarted(run):
    def breaks(world, load, turn):
        world.postgres.stop()
        if turn == 1:
            time.sleep(1)
            _answers_go_on(world)
        world.postgres.start()
    _each(run, 2, 10, breaks)


@fault("Postgres killed (-9, server and sessions)")
def postgres_killed(run):
    def breaks(world, load, turn):
        world.postgres.kill()
        time.sleep(0.2)
        world.postgres.start()
    _each(run, 3, 15, breaks)


@fault("one session of Postgres killed (-9): the server restarts itself")
def session_killed(run):
    def breaks(world, load, turn):
        pid = int(world.postgres.sql(
            "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'groundswell%' ORDER BY random() LIMIT 1"))
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.5)
        wait_until(world.postgres.answers, 30, "the server does not come back")
    _each(run, 2, 10, breaks)


@fault("ingest's sessions ended, one or two at once, while batches go by several of them")
def ingest_sessions(run):
    ours = "FROM pg_stat_activity WHERE application_name = 'groundswell-ingest'"
    with run.deployment(arguments={"ingest": ["--batch-rows", "200"]}) as world:
        load = run.load(world, streams=4, identified=0, rate=20_000, name="plain")
        most = 0
        for _ in run.times(20, 200):
            time.sleep(random.uniform(0.02, 0.2))
            most = max(most, int(world.postgres.sql(f"SELECT count(*) {ours}")))
            world.postgres.sql(f"SELECT pg_terminate_backend(pid) {ours} ORDER BY random() LIMIT {random.randint(1, 2)}")
        run.progresses(world, load)
        run.judge(world, load)
        if most < 2:
            raise Failure("batches never went by more than one session, so nothing was shown")
        run.note(f"{most} sessions at once")


@fault("Postgres frozen (SIGSTOP): deadlines of the clients' own")
def postgres_frozen(run):
    def breaks(world, load, turn):
        world.postgres.freeze()
        try:
            # Shorter than the deadline at first, then longer.
            time.sleep(0.7 if turn % 2 else 4)
            if turn % 2 == 0:
                _answers_go_on(world)
                problem = world.status("ingest")["database"]["problem"]
                if not problem:
                    raise Failure("ingest does not notice that the store is frozen")
                before = load.acked()
                sent = sum(p.sent for p in load.producers)
                time.sleep(1)
                if load.acked() > before:
                    raise Failure("something was acked while the store was frozen")
                run.note(f"{sent - before} records wait unacked while it is frozen")
        finally:
            world.postgres.thaw()
    _each(run, 2, 10, breaks)


@fault("Postgres out of connections")
def out_of_connections(run):
    def breaks(world, load, turn):
        if turn == 1:
            world.postgres.sql("CREATE ROLE crowd LOGIN")
        # Opened ahead: those who are being refused hold, for moments, even the seats kept for the superuser.
        session = world.postgres.session()
        seats = int(world.postgres.ask(session, "SELECT current_setting('max_connections')")) + 5
        command = world.postgres.command("SELECT pg_sleep(120)", role="crowd")
        crowd = []
        try:
            def is_noticed():
                # Whoever found no seat tries again, while ours are thrown out.
                crowd[:] = [client for client in crowd if client.poll() is None]
                crowd.extend(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL) for _ in range(seats - len(crowd)))
                world.postgres.ask(session, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                                            "application_name LIKE 'groundswell%'")
                problem = world.status("ingest")["database"]["problem"] or ""
                return "cannot connect" in problem and "57P01" not in problem
            wait_until(is_noticed, 30, "ingest says nothing of a store without a free connection", 0.2)
            _answers_go_on(world)
            time.sleep(1)
        finally:
            for client in crowd:
                client.kill()
                client.wait()
            dismissed = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'crowd'"
            wait_until(lambda: world.postgres.ask(session, dismissed).strip() == "0", 20, "the crowd stays", 0.1)
            session.stdin.close()
            session.wait()
    _each(run, 1, 4, breaks)
