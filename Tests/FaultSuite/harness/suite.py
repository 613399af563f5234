"""Rows of the table, how one is run, and what is reported of it."""

import contextlib
import dataclasses
import json
import os
import shutil
import signal
import time

from harness import oracle
from harness.deployment import Deployment
from harness.postgres import Postgres
from harness.processes import Failure, wait_until
from harness.producer import Load

ROWS = []


class NotTried(Exception):
    """Why a fault could not be made here."""


def fault(title, short=True, patience=240):
    """Registers a row; short: it is part of the short form too."""
    def register(function):
        ROWS.append(Row(function.__name__.replace("_", "-"), title, function, short, patience))
        return function
    return register


@dataclasses.dataclass
class Row:
    name: str
    title: str
    function: object
    short: bool
    patience: int


class Run:
    """One row under way."""

    def __init__(self, suite, row):
        self.suite = suite
        self.row = row
        self.full = suite.full
        self.tried = 0
        self.verdict = oracle.Verdict()
        self.recovery = 0.0
        self.notes = []
        self.loads = []

    def times(self, short, full):
        """How often the fault is made; counts each."""
        for _ in range(full if self.full else short):
            self.tried += 1
            yield self.tried

    def note(self, text):
        self.notes.append(text)

    def deployment(self, **options):
        return Deployment(self.suite, f"{self.row.name}{len(os.listdir(self.suite.folder))}", **options)

    def load(self, world, **options):
        load = Load(world.socket("ingest"), **options)
        self.loads.append(load)
        wait_until(lambda: load.has_passed([(p, 0) for p in load.producers]), 30, "no first ack")
        return load

    def progresses(self, world, load, seconds=60):
        """The fault is lifted: waits until new records are acked and in the answers; remembers the longest time."""
        begin = time.monotonic()
        mark = load.mark()
        wait_until(lambda: load.has_passed(mark), seconds,
                   lambda_text(lambda: f"no new acks; problems: {problems(load)}; {world.ingest.last_words()}"))
        if "query" in world.services and "scoring" in world.services:
            batch = int(world.postgres.sql("SELECT max(number) FROM groundswell.batch"))
            wait_until(lambda: answered_batch(world) >= batch, seconds, f"answers do not reach batch {batch}", 0.05)
        self.recovery = max(self.recovery, time.monotonic() - begin)

    def judge(self, world, load, current=True):
        """Lets the load end, then asks the oracle."""
        if not load.finish():
            raise Failure(f"not everything was acked in the end: {problems(load)}; {world.ingest.last_words()}")
        found = problems(load)
        if found:
            raise Failure(f"replies that should not be: {found}")
        self.add(oracle.judge(world.postgres, load.producers))
        if current and "query" in world.services and "scoring" in world.services:
            wait_until(world.is_current, 30, "the answers do not catch up", 0.05)
        world.require_alive()

    def add(self, verdict):
        self.verdict.add(verdict)
        if not verdict.holds:
            raise Failure(f"the oracle does not hold: {verdict}")


class lambda_text:
    """A text that is made when it is needed."""

    def __init__(self, make):
        self.make = make

    def __str__(self):
        return self.make()


def problems(load):
    return [problem for producer in load.producers for problem in producer.problems][:3]


def answered_batch(world):
    try:
        return world.status()["epochBatch"]
    except (OSError, KeyError):
        return 0


class Suite:
    """Everything rows share."""

    def __init__(self, programs, postgres_programs, folder, full=False, keep=False):
        self.programs = programs
        self.postgres_programs = postgres_programs
        self.folder = folder
        self.full = full
        self.keep = keep
        self.template = None
        self.results = []

    @staticmethod
    def say(text):
        print(text, flush=True)

    def prepare(self):
        """A migrated database that every row copies."""
        self.template = Postgres(self.postgres_programs, f"{self.folder}/template")
        self.template.create()
        self.template.start()
        self.template.sql("CREATE DATABASE groundswell", database="postgres")
        self.migrate(self.template)
        self.template.stop()

    def migrate(self, postgres):
        import subprocess
        done = subprocess.run([f"{self.programs}/groundswell", "admin", "migrate", "--database", postgres.conninfo()],
                              capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            raise Failure(f"migrate: {done.stderr.strip()[-300:]}")
        return done.stdout

    def run(self, row):
        run = Run(self, row)
        begin = time.monotonic()
        state, sentence = "held", ""
        try:
            with deadline(row.patience * (3 if self.full else 1)):
                row.function(run)
        except NotTried as reason:
            state, sentence = "not tried", str(reason)
        except Exception as error:  # a row that fails must not take the others with it
            state, sentence = "FAILED", f"{type(error).__name__}: {error}"
            if self.keep and not isinstance(error, (Failure, OSError)):
                import traceback
                traceback.print_exc()
        finally:
            for load in run.loads:
                load.abandon()
        verdict = run.verdict
        result = {
            "fault": row.name, "title": row.title, "result": state, "tried": run.tried, "sent": verdict.sent,
            "acked": verdict.acked, "lost": verdict.lost, "duplicated": verdict.duplicated, "altered": verdict.altered,
            "recoverySeconds": round(run.recovery, 2), "seconds": round(time.monotonic() - begin, 1),
            "note": "; ".join([*run.notes, *([sentence] if sentence else [])]),
        }
        self.results.append(result)
        self.say(f"{state:>9}  {row.name}: {result['seconds']} s, acked {verdict.acked}, lost {verdict.lost}, duplicated "
                 f"{verdict.duplicated}, recovered within {result['recoverySeconds']} s"
                 + (f" ({result['note']})" if result["note"] else ""))
        return result

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def deadline(seconds):
    def ring(*_):
        raise Failure(f"the row took longer than {seconds} s")
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def table(results):
    """The report, as a table in Markdown."""
    head = ["fault", "times", "acked", "lost", "duplicated", "recovered within", "result"]
    rows = [[r["title"], str(r["tried"]), f"{r['acked']:,}", str(r["lost"]), str(r["duplicated"]),
             f"{r['recoverySeconds']:.1f} s" if r["recoverySeconds"] else "-",
             r["result"] + (f": {r['note']}" if r["note"] else "")] for r in results]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def write_json(results, path):
    with open(path, "w", encoding="utf-8") as file:
        for result in results:
            file.write(json.dumps(result) + "\n")
