"""Processes that the suite started, each known by its own id: nothing else is ever signalled."""

import ctypes
import os
import signal
import subprocess
import time

_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1


class Failure(Exception):
    """A sentence about what went wrong."""


def wait_until(condition, seconds, what, pause=0.02):
    """Waits until the condition gives something true, and returns that."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise Failure(f"waited {seconds:g} s in vain: {what}")
        time.sleep(pause)


class Program:
    """One program, started again and again under one name; what it prints goes to one log."""

    def __init__(self, name, command, log, environment=None, user=None, end_signal=signal.SIGTERM):
        self.name = name
        self.command = command
        self.log = log
        self.environment = environment or {}
        self.user = user
        self.end_signal = end_signal
        self.process = None

    def start(self, listener=None, errors=None, limits=None, group=None):
        """Starts it. listener: a listening socket handed over as systemd does; errors: a descriptor for stderr."""
        parent = os.getpid()

        def in_child():
            # With the suite gone, whatever the reason, its processes go too.
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL if self.user is None else signal.SIGQUIT)
            if os.getppid() != parent:
                os._exit(1)
            if limits:
                limits()
            if listener is not None:
                os.dup2(listener.fileno(), 3)

        command = self.command
        environment = {**os.environ, **self.environment}
        descriptors = ()
        if listener is not None:
            # The variable names the process itself, which is known only from within.
            command = ["/bin/sh", "-c", 'LISTEN_PID=$$ WATCHDOG_PID=$$ exec "$@"', "sh", *command]
            environment.update(LISTEN_FDS="1", LISTEN_FDNAMES=f"{self.name}.sock")
            descriptors = (3,)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log if errors is None else errors,
                env=environment, cwd="/", start_new_session=True, preexec_fn=in_child, pass_fds=descriptors,
                user=self.user, group=group, extra_groups=[] if self.user is not None else None)
        return self

    @property
    def pid(self):
        return self.process.pid

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def signal(self, number):
        if self.is_running:
            self.process.send_signal(number)

    def kill(self):
        """kill -9, and waits for its end."""
        self.signal(signal.SIGKILL)
        return self.process.wait(20)

    def stop(self, seconds=25):
        """Asks it to end; returns its exit code."""
        if self.process is None:
            return 0
        self.signal(self.end_signal)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"{self.name} did not end within {seconds} s of {self.end_signal.name}") from None

    def peak_memory(self):
        """The most memory it ever had resident, in MiB; 0 where it has ended."""
        return self._status("VmHWM") >> 10

    def threads(self):
        """Names of its threads by id."""
        folder = f"/proc/{self.pid}/task"
        return {int(task): open(f"{folder}/{task}/comm", encoding="utf-8").read().strip() for task in os.listdir(folder)}

    def _status(self, key):
        try:
            with open(f"/proc/{self.pid}/status", encoding="utf-8") as status:
                for line in status:
                    if line.startswith(key + ":"):
                        return int(line.split()[1])
        except OSError:
            pass
        return 0

    def last_words(self, count=3):
        try:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                return " | ".join(line.strip()[-300:] for line in log.readlines()[-count:])
        except OSError:
            return ""
