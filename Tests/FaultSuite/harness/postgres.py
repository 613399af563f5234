"""A PostgreSQL of its own, on a Unix socket only."""

import os
import pwd
import shutil
import signal
import subprocess
import time

from harness.processes import Failure, Program, wait_until

SETTINGS = {
    # The suite kills processes, never the machine: what a process wrote is there, synchronised or not.
    "fsync": "off", "full_page_writes": "off", "max_connections": "40", "shared_buffers": "32MB", "max_wal_size": "256MB",
    "min_wal_size": "4MB", "listen_addresses": "", "port": "5432", "log_min_messages": "warning",
    "restart_after_crash": "on", "timezone": "UTC", "autovacuum_naptime": "30s",
}


class Postgres:
    """One server over one data folder."""

    def __init__(self, programs, folder, settings=None):
        self.programs = programs
        self.folder = folder
        self.data = f"{folder}/data"
        self.settings = {**SETTINGS, **(settings or {})}
        self.user, self.group = None, None
        if os.geteuid() == 0:
            entry = _unprivileged()
            self.user, self.group = entry.pw_uid, entry.pw_gid
        os.makedirs(folder, exist_ok=True)
        self.own(folder)
        self.server = None

    def own(self, path):
        """Makes a folder the database user's."""
        if self.user is not None:
            os.chown(path, self.user, self.group)

    def create(self):
        """initdb."""
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync",
                 "--wal-segsize=1", "--data-checksums")

    def copy_of(self, other):
        """Takes the data of another server that is stopped."""
        subprocess.run(["cp", "-a", "--reflink=auto", other.data, self.data], check=True)

    def run(self, program, *arguments, **options):
        """Runs a client or tool as the database user; returns what it printed."""
        done = subprocess.run(
            [f"{self.programs}/{program}", *arguments], capture_output=True, text=True, cwd="/", user=self.user,
            group=self.group, extra_groups=[] if self.user is not None else None,
            env={**os.environ, "LC_ALL": "C"}, check=False, **options)
        if done.returncode != 0:
            raise Failure(f"{program}: {done.stderr.strip()[-300:]}")
        return done.stdout

    def start(self, limits=None):
        settings = [word for key, value in self.settings.items() for word in ("-c", f"{key}={value}")]
        self.server = Program(
            "postgres",
            [f"{self.programs}/postgres", "-D", self.data, "-c", f"unix_socket_directories={self.folder}", *settings],
            f"{self.folder}/log", {"LC_ALL": "C"}, self.user, signal.SIGINT)
        self.server.start(limits=limits, group=self.group)
        wait_until(self.answers, 40, f"PostgreSQL did not start: {self.server.last_words()}", 0.05)
        return self

    def answers(self):
        if not self.server.is_running:
            raise Failure(f"PostgreSQL did not start: {self.server.last_words()}")
        try:
            return self.sql("SELECT 1", database="postgres", patience=2) == "1"
        except (Failure, subprocess.TimeoutExpired):
            return False

    def stop(self):
        if self.server is not None and self.server.is_running:
            self.thaw()
            self.server.stop(60)

    def processes(self):
        """The server and its sessions."""
        own = self.server.pid
        found = [own]
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat", encoding="utf-8") as stat:
                        if int(stat.read().rsplit(")", 1)[1].split()[1]) == own:
                            found.append(int(entry))
                except (OSError, IndexError):
                    pass
        return found

    def signal_all(self, number):
        """The server first, so that no session begins between."""
        for pid in self.processes():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def kill(self):
        """kill -9 of the server and all its sessions."""
        pids = self.processes()
        self.signal_all(signal.SIGKILL)
        self.server.process.wait()
        wait_until(lambda: not any(_alive(pid) for pid in pids), 10, "sessions of a killed server live on")

    def freeze(self):
        self.signal_all(signal.SIGSTOP)

    def thaw(self):
        self.signal_all(signal.SIGCONT)

    def conninfo(self, role="postgres", database="groundswell"):
        return f"host={self.folder} port=5432 dbname={database} user={role}"

    def command(self, statement, role="postgres", database="groundswell"):
        return [f"{self.programs}/psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--csv", "--set",
                "ON_ERROR_STOP=1", "--dbname", self.conninfo(role, database) + " connect_timeout=5", "--command", statement]

    def sql(self, statement, role="postgres", database="groundswell", patience=60):
        """Runs statements; returns the output as text."""
        done = subprocess.run(self.command(statement, role, database), capture_output=True, text=True, timeout=patience,
                              check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise Failure(done.stderr.strip()[-400:])
        return done.stdout.strip()

    def session(self):
        """An interactive psql, to be written to: for locks that are held."""
        command = self.command("")[:-2]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, bufsize=1)

    def ask(self, session, statement):
        """Runs a statement in a session and waits for its end."""
        session.stdin.write(f"{statement};\n\\echo done\n")
        session.stdin.flush()
        lines = []
        while True:
            line = session.stdout.readline()
            if not line or line.strip() == "done":
                return "".join(lines)
            lines.append(line)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def end_session(session):
    """Ends an interactive session, whatever it waits for."""
    session.kill()
    session.wait()
    time.sleep(0.05)


def _alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def _unprivileged():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
    raise Failure("neither a user 'postgres' nor 'nobody': PostgreSQL cannot run as root")
