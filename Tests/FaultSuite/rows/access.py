"""Who may do what: another user at a socket, a role at what is not its own."""

import os
import pwd
import socket

from harness.processes import Failure
from harness.suite import NotTried, fault


def _as_outsider(path, line):
    """What a process of another user is told."""
    entry = pwd.getpwnam("nobody")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        said = b""
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(5)
                connection.connect(path)
                connection.sendall(line.encode() + b"\n")
                while data := connection.recv(4096):
                    said += data
        except OSError as error:
            said = said or f"refused {error.errno}".encode()
        os.write(write, said[:4000] or b"nothing")
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@fault("outsider's uid or group")
def outsider(run):
    if os.geteuid() != 0:
        raise NotTried("only root can be somebody else")
    status = '{"jsonrpc":"2.0","id":1,"method":"status"}'
    event = '{"event":{"model":"o/m","kind":"mention","amount":1,"source":"outsider","at":"2026-01-01"}}'
    with run.deployment(arguments={"query": ["--access-readers", "uid:0"]}) as world:
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
        "INSERT INTO public.groundswell_migration VALUES (9, 'x', 0)", "SELECT * FROM groundswell.act",
        "DELETE FROM groundswell.act", "SELECT * FROM groundswell.erased"],
    "groundswell_scoring": [
        "INSERT INTO groundswell.batch SELECT * FROM groundswell.batch", "UPDATE groundswell.model SET name = 'x'",
        "DELETE FROM groundswell.event", "INSERT INTO groundswell.event SELECT * FROM groundswell.event",
        "SELECT * FROM groundswell.unstreamed", "SELECT groundswell.ensure_month('event', '2026-01-01')",
        "INSERT INTO groundswell.act (who, what, detail) VALUES ('x', 'x', 'x')"],
    "groundswell_query": [
        "INSERT INTO score.model SELECT * FROM score.model", "UPDATE score.model SET name = 'x'",
        "DELETE FROM score.epoch", "INSERT INTO groundswell.event SELECT * FROM groundswell.event",
        "SELECT * FROM groundswell.unstreamed", "CREATE TABLE score.mine (a int)",
        "SELECT * FROM groundswell.act", "SELECT * FROM groundswell.erased"],
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
