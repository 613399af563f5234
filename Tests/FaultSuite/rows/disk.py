"""Disks that are full and files that may not grow."""

import os
import resource
import subprocess
import time

from harness.processes import Failure, wait_until
from harness.suite import NotTried, fault

ARGUMENTS = {"ingest": ["--batch-rows", "2000"]}


def _mount(path, size):
    """A file system of a bounded size, in the suite's own mount namespace."""
    if not os.environ.get("GROUNDSWELL_FAULTS_MOUNT"):
        raise NotTried("a small file system can be mounted by root only")
    os.makedirs(path, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "fault", path], capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        raise NotTried(f"no small file system can be mounted here: {done.stderr.strip()}")


def _unmount(path):
    subprocess.run(["umount", "-l", path], check=False, capture_output=True)


def _stands_still(world, load, words):
    """Ingest says what is wrong, and acks nothing meanwhile."""
    def problem():
        return world.status("ingest")["database"]["problem"]
    wait_until(lambda: any(word in (problem() or "") for word in words), 40,
               f"ingest says nothing of {words}: {world.ingest.last_words()}")
    # What was acked before may still be on its way to whoever counts.
    for _ in range(5):
        before = load.acked()
        time.sleep(1)
        if load.acked() == before:
            return _bounded(world)
    raise Failure("records are acked on and on while nothing can be written")


def _bounded(world):
    memory = world.ingest.peak_memory()
    if memory > 300:
        raise Failure(f"ingest grew to {memory} MiB while it could not write")


def _write_log(world):
    """Makes the server need more segments of its log than it has kept."""
    for _ in range(12):
        try:
            world.postgres.sql("SELECT pg_logical_emit_message(true, 'fault', repeat('x', 1000)), pg_switch_wal()",
                               patience=5)
        except (Failure, subprocess.TimeoutExpired):
            return


@fault("disk full: a tablespace")
def disk_full_tables(run):
    small = f"{run.suite.folder}/small"
    _mount(small, "2m")
    try:
        with run.deployment(arguments=ARGUMENTS) as world:
            world.postgres.own(small)
            world.postgres.sql(f"CREATE TABLESPACE small LOCATION '{small}'")
            world.postgres.sql("ALTER ROLE groundswell_ingest IN DATABASE groundswell SET default_tablespace = small")
            world.postgres.sql("GRANT CREATE ON TABLESPACE small TO groundswell_ingest")
            world.ingest.kill()
            world.start("ingest")
            load = run.load(world, rate=8000)
            for turn in run.times(1, 4):
                _stands_still(world, load, ["53100"])
                size = 2 + 24 * turn
                subprocess.run(["mount", "-o", f"remount,size={size}m", small], check=True)
                run.progresses(world, load)
                if turn < (4 if run.full else 1):
                    used = int(subprocess.check_output(["df", "--output=used", "-k", small], text=True).split()[-1])
                    subprocess.run(["mount", "-o", f"remount,size={used + 300}k", small], check=True)
            run.judge(world, load)
    finally:
        _unmount(small)


@fault("disk full: the whole data folder, its log too")
def disk_full_log(run):
    data = f"{run.suite.folder}/disk"
    _mount(data, "160m")
    try:
        with run.deployment(arguments=ARGUMENTS, data=data) as world:
            load = run.load(world)
            for _ in run.times(1, 5):
                ballast = f"{data}/ballast"
                with open(ballast, "wb") as file:
                    try:
                        while True:
                            file.write(b"\0" * 65536)
                            file.flush()
                    except OSError:
                        pass
                _write_log(world)
                # Without room for its log the server ends itself; what runs it starts it again, in vain until there is.
                ended = []
                deadline = time.monotonic() + 6
                while time.monotonic() < deadline and not ended:
                    if not world.postgres.server.is_running:
                        ended.append(True)
                    time.sleep(0.1)
                problem = world.status("ingest")["database"]["problem"]
                run.note(f"the server {'ended' if ended else 'stayed'}, ingest said: {(problem or 'nothing')[:80]}")
                _bounded(world)
                os.remove(ballast)
                if not world.postgres.server.is_running:
                    world.postgres.start()
                run.progresses(world, load)
            run.judge(world, load)
    finally:
        _unmount(data)


@fault("file size limit (RLIMIT_FSIZE of the server)")
def file_size_limit(run):
    with run.deployment(arguments=ARGUMENTS) as world:
        load = run.load(world, rate=8000)
        for turn in run.times(1, 4):
            # The log's segments of 1 MiB can be written, tables do not grow beyond this.
            limit = (2 << 20) * turn
            world.postgres.stop()
            world.postgres.start(limits=lambda limit=limit: resource.setrlimit(
                resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
            _stands_still(world, load, ["could not extend", "could not write", "File too large"])
            run.note((world.status("ingest")["database"]["problem"] or "")[:90])
            world.postgres.stop()
            world.postgres.start()
            run.progresses(world, load)
        run.judge(world, load)
