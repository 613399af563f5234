"""The three services over a database of their own, in a folder of their own."""

import os
import shutil

from harness import wire
from harness.postgres import Postgres
from harness.processes import Failure, Program, wait_until

SOCKETS = {"ingest": "ingest.sock", "scoring": "scoring.sock", "query": "gateway.sock"}
ROLES = {"ingest": "groundswell_ingest", "scoring": "groundswell_scoring", "query": "groundswell_query"}


class Deployment:
    """Use it with `with`: everything it started ends, and its folder goes."""

    def __init__(self, suite, name, services=("ingest", "scoring", "query"), settings=None, arguments=None, start=True,
                 data=None, environment=None):
        self.suite = suite
        self.folder = f"{suite.folder}/{name}"
        os.makedirs(f"{self.folder}/s")
        os.chmod(self.folder, 0o755)
        os.chmod(f"{self.folder}/s", 0o755)
        self.sockets = f"{self.folder}/s"
        self.postgres = Postgres(suite.postgres_programs, data or f"{self.folder}/pg", settings)
        self.postgres.copy_of(suite.template)
        self.services = {}
        for service in services:
            more = (arguments or {}).get(service, [])
            command = [f"{suite.programs}/groundswell-{service}", "--sockets", self.sockets, "--database",
                       self.postgres.conninfo(ROLES[service]), *more]
            program = Program(service, command, f"{self.folder}/{service}.log", environment)
            self.services[service] = program
        self.starts = start

    def __enter__(self):
        try:
            if self.starts:
                self.postgres.start()
                for service in self.services:
                    self.start(service)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        for program in self.services.values():
            if program.is_running:
                program.kill()
        self.postgres.stop()
        if kind is not None and self.suite.keep:
            self.suite.say(f"  kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.postgres.remove()

    @property
    def ingest(self):
        return self.services["ingest"]

    def socket(self, service):
        return f"{self.sockets}/{SOCKETS[service]}"

    def start(self, service, **options):
        """Starts a service and waits until it accepts connections."""
        program = self.services[service]
        program.start(**options)

        def accepts():
            if not program.is_running:
                raise Failure(f"{service} ended at its start: {program.last_words()}")
            return wire.sockets_accept(self.socket(service))

        wait_until(accepts, 20, f"{service} does not accept connections")

    def status(self, service="query", patience=10):
        return wire.ask(self.socket(service), "status", patience=patience)

    def is_current(self):
        """Whether the answers hold everything that is committed."""
        try:
            status = self.status()
        except OSError:
            return False
        committed = status.get("committedBatch")
        return committed is not None and status["epochBatch"] >= committed > 0 and not status["stale"]

    def require_alive(self):
        for name, program in self.services.items():
            if not program.is_running:
                raise Failure(f"{name} has ended: {program.last_words()}")
