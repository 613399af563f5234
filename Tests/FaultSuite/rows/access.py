"""Who may do what: another user at a socket, a role at what is not its own."""

import os
import pwd
import subprocess
import sys

from harness.processes import Failure
from harness.suite import NotTried, fault

OUTSIDER = """
import json, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.settimeout(5)
try:
    connection.connect(sys.argv[1])
    connection.sendall(sys.argv[2].encode() + b"\\n")
    print(connection.makefile().read())
except OSError as error:
    print("refused", error.errno)
"""


def _as_outsider(path, line):
    entry = pwd.getpwnam("nobody")
    done = subprocess.run([sys.executable, "-c", OUTSIDER, path, line], user=entry.pw_uid, group=entry.pw_gid,
                          extra_groups=[], capture_output=True, text=True, timeout=20, check=False, cwd="/")
    return done.stdout.strip()


@fault("outsider's uid or group")
def outsider(run):
    if os.geteuid() != 0:
        raise NotTried("only root can be somebody else")
    status = '{"jsonrpc":"2.0","id":1,"method":"status"}'
    event = '{"event":{"model":"o/m","kind":"mention","amount":1,"source":"outsider","at":"2026-01-01"}}'
    with run.deployment(arguments={"query": ["--readers", "0"]}) as world:
        load = run.load(world)
        for _ in run.times(1, 3):
            for name in world.services:
                said = _as_outsider(world.socket(name), status)
                if not said.startswith("refused"):
                    raise Failure(f"{name} let another user in: {said}")
            for name, line in (("ingest", event), ("ingest", status), ("query", status)):
                os.chmod(world.socket(name), 0o666)
                said = _as_outsider(world.socket(name), line)
                if "forbidden" not in said.lower():
                    raise Failure(f"{name} said to a user it does not know: {said or 'nothing'}")
        if world.postgres.sql("SELECT count(*) FROM groundswell.source WHERE name = 'outsider'") != "0":
            raise Failure("a record of an outsider was stored")
        run.judge(world, load)


# What each role must fail at.
FORBIDDEN = {
    "groundswell_ingest": [
        "UPDATE groundswell.event SET amount = 0", "DELETE FROM groundswell.event", "TRUNCATE groundswell.batch",
        "UPDATE groundswell.batch SET token = 0", "UPDATE groundswell.stream SET name = 'x'",
        "UPDATE groundswell.model SET name = 'x'", "DROP TABLE groundswell.event", "SELECT * FROM score.model",
        "INSERT INTO score.epoch SELECT * FROM score.epoch", "CREATE TABLE groundswell.mine (a int)",
        "INSERT INTO public.groundswell_migration VALUES (9, 'x', 0)"],
    "groundswell_scoring": [
        "INSERT INTO groundswell.batch SELECT * FROM groundswell.batch", "UPDATE groundswell.model SET name = 'x'",
        "DELETE FROM groundswell.event", "INSERT INTO groundswell.event SELECT * FROM groundswell.event",
        "SELECT * FROM groundswell.unstreamed", "SELECT groundswell.ensure_month('event', '2026-01-01')"],
    "groundswell_query": [
        "INSERT INTO score.model SELECT * FROM score.model", "UPDATE score.model SET name = 'x'",
        "DELETE FROM score.epoch", "INSERT INTO groundswell.event SELECT * FROM groundswell.event",
        "SELECT * FROM groundswell.unstreamed", "CREATE TABLE score.mine (a int)"],
}


@fault("wrong role at a table or column")
def wrong_role(run):
    with run.deployment() as world:
        load = run.load(world)
        for role, statements in FORBIDDEN.items():
            for statement in statements:
                run.tried += 1
                try:
                    world.postgres.sql(statement, role=role)
                except Failure as refusal:
                    if "permission denied" in str(refusal) or "must be owner" in str(refusal):
                        continue
                    raise Failure(f"{role}: {statement}: {refusal}") from None
                raise Failure(f"{role} may: {statement}")
        run.judge(world, load)
