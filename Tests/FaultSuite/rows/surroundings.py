"""The machine around: a clock that steps, a journal that does not read, a main loop that hangs."""

import ctypes
import os
import shutil
import signal
import socket
import struct
import subprocess
import time

from harness import wire
from harness.processes import Failure, wait_until
from harness.suite import NotTried, fault

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "stepping-clock.c")


@fault("the wall clock steps, a year ahead and ten hours back: deadlines by the monotonic clock")
def clock_steps(run):
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        raise NotTried("no C compiler for the library that steps the clock")
    library = f"{run.suite.folder}/stepping-clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE], check=True, capture_output=True)
    offset = f"{run.suite.folder}/clock-offset"

    def step(seconds):
        # Written in place: the processes have it mapped.
        with open(offset, "r+b") as file:
            file.write(struct.pack("q", seconds))

    with open(offset, "wb") as file:
        file.write(struct.pack("q", 0))
    os.chmod(offset, 0o644)
    environment = {"LD_PRELOAD": library, "GROUNDSWELL_CLOCK_OFFSET": offset}
    with run.deployment(environment=environment) as world:
        load = run.load(world)
        for _ in run.times(1, 4):
            for seconds in (365 * 86400, -36000, 0, 90, -90, 0):
                step(seconds)
                time.sleep(0.3)
                run.progresses(world, load)
        run.judge(world, load)


def _logs_much(world):
    """Makes every service log."""
    for _ in range(2):
        world.postgres.stop()
        time.sleep(0.3)
        world.postgres.start()


def _with_errors(run, make):
    with run.deployment(start=False, arguments={
            name: ["--log-level", "trace"] for name in ("ingest", "scoring", "query")}) as world:
        world.postgres.start()
        read, write = make()
        try:
            for service in world.services:
                world.start(service, errors=write)
            if read is not None and read < 0:
                read = None
            load = run.load(world)
            for _ in run.times(1, 4):
                _logs_much(world)
                run.progresses(world, load)
            run.judge(world, load)
            for name, program in world.services.items():
                begin = time.monotonic()
                if program.stop() != 0 or time.monotonic() - begin > 15:
                    raise Failure(f"{name} does not stop while nobody reads its log")
                world.start(name, errors=write)
        finally:
            for descriptor in (read, write):
                if descriptor is not None:
                    os.close(descriptor)


@fault("journald stands: the log's pipe is full and nobody reads it")
def log_flooded(run):
    def make():
        read, write = os.pipe()
        os.set_blocking(write, False)
        try:
            while True:
                os.write(write, b"x" * 4096)
        except BlockingIOError:
            pass
        os.set_blocking(write, True)
        return read, write
    _with_errors(run, make)


@fault("journald is gone: the log's pipe is closed")
def log_closed(run):
    def make():
        read, write = os.pipe()
        os.close(read)
        return None, write
    _with_errors(run, make)


class Thread:
    """One thread of a process, held by ptrace: the others go on, which a signal could not do."""

    _libc = ctypes.CDLL(None, use_errno=True)
    _libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    _libc.ptrace.restype = ctypes.c_long
    SEIZE, INTERRUPT, DETACH, ALL = 0x4206, 0x4207, 17, 0x40000000

    def __init__(self, task):
        self.task = task
        if self._libc.ptrace(self.SEIZE, task, None, None) != 0:
            raise NotTried(f"no thread can be held here (ptrace: {os.strerror(ctypes.get_errno())})")
        self._libc.ptrace(self.INTERRUPT, task, None, None)
        os.waitpid(task, self.ALL)

    def kill(self, program):
        """Ends the process. Its held thread is ours to bury, before its parent can."""
        program.signal(signal.SIGKILL)
        try:
            os.waitpid(self.task, self.ALL)
        except ChildProcessError:
            pass
        program.process.wait(10)


def _hang(run, service, words, label):
    """Holds a thread of a service that systemd's stand-in watches; it must be found out, ended and started again."""
    notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    path = f"{run.suite.folder}/notify-{service}-{label}"
    notify.bind(path)
    notify.settimeout(0.05)
    os.chmod(path, 0o666)
    patience = 1.0
    with run.deployment(start=False) as world:
        world.postgres.start()
        program = world.services[service]
        program.environment = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": str(int(patience * 1e6))}
        for name in world.services:
            world.start(name)

        def fed(seconds):
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                try:
                    if b"WATCHDOG=1" in notify.recv(4096):
                        return True
                except TimeoutError:
                    pass
            return False

        load = run.load(world)
        for _ in run.times(1, 4):
            if not fed(5):
                raise Failure(f"{service} does not feed its watchdog while all is well")
            tasks = [task for task, name in program.threads().items() if any(word in name for word in words)]
            if not tasks:
                raise NotTried(f"no thread of {service} is named like {words}: {sorted(program.threads().values())}")
            begin = time.monotonic()
            held = Thread(tasks[0])
            try:
                while fed(patience):
                    if time.monotonic() - begin > 15:
                        raise Failure(f"{service} feeds its watchdog although thread {held.task} stands still")
                run.note(f"noticed {service}'s {label} after {time.monotonic() - begin:.1f} s")
            finally:
                held.kill(program)
            world.start(service)
            run.progresses(world, load)
        run.judge(world, load)


@fault("ingest's event loop hangs: watchdog (systemd's part played by the suite)")
def hang_ingest_loop(run):
    _hang(run, "ingest", ["NIO-ELT"], "event loop")


@fault("ingest's database thread hangs: watchdog")
def hang_ingest_store(run):
    _hang(run, "ingest", ["store"], "database thread")


@fault("scoring's database thread hangs: watchdog")
def hang_scoring(run):
    _hang(run, "scoring", ["scoring-store"], "database thread")


@fault("query's event loop hangs: watchdog")
def hang_query(run):
    _hang(run, "query", ["NIO-ELT"], "event loop")
