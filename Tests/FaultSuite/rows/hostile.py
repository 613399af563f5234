"""Bytes that are no records: rejected with place and reason, memory flat, the rest goes on."""

import json
import socket

from harness import lines, wire
from harness.processes import Failure
from harness.suite import fault

MEBIBYTE = b"x" * (1 << 20)


@fault("a line of 1 GB without a newline, to each service")
def endless_line(run):
    with run.deployment() as world:
        load = run.load(world)
        good = lines.identified("after", 1).encode()
        status = b'{"jsonrpc":"2.0","id":9,"method":"status"}\n'
        for _ in run.times(1, 3):
            for name in world.services:
                before = world.services[name].peak_memory()
                with wire.connect(world.socket(name), 120) as connection:
                    refused = False
                    for _ in range(1024):
                        try:
                            connection.sendall(MEBIBYTE)
                        except OSError:
                            refused = True
                            break
                    if not refused:
                        connection.sendall(b"\n" + (good if name == "ingest" else b"") + status)
                        connection.shutdown(socket.SHUT_WR)
                    with connection.makefile("rb") as replies:
                        said = [json.loads(line) for line in replies]
                after = world.services[name].peak_memory()
                codes = json.dumps(said[:2])[:200]
                if not said or not ("long" in codes or "limit" in codes):
                    raise Failure(f"{name} said {codes}")
                if not refused and not any("result" in reply for reply in said):
                    raise Failure(f"{name} did not go on behind the line: {codes}")
                if after - before > 32:
                    raise Failure(f"{name} grew from {before} to {after} MiB")
                run.note(f"{name} {before} to {after} MiB")
        run.progresses(world, load)
        load.producers.append(_After(good))
        run.judge(world, load)


class _After:
    """The one good line behind the endless one, for the oracle."""

    stream, sent, is_identified, problems, is_done = "after", 1, True, [], True

    def __init__(self, line):
        import threading
        self.line = line
        self.finishing = self.abandoned = threading.Event()

    def join(self, seconds):
        pass

    def acked_count(self):
        return 1

    def acked_numbers(self):
        return [1]


def _event(amount="1", model='"h/m"', more=""):
    return f'{{"event":{{"model":{model},"kind":"mention","amount":{amount},"source":"hostile","at":"2026-01-01"{more}}}}}'


# Each with what its reject must name: a part of its code, or nothing where any code will do.
HOSTILE = [
    (b'{"event":{"model":"\xff\xfe","kind":"mention"}}', ""), (b'{"event":{"model":"h/\x00m"}}', ""),
    (_event(model='"h/\\u0000m"').encode(), ""), (b"\xef\xbb\xbf" + _event().encode(), ""),
    (_event().encode("utf-16-le").replace(b"\n", b""), ""), (b"[" * 100_000, ""), (b'{"a":' * 100_000, ""),
    (b"[" * 100_000 + b"]" * 100_000, ""), (_event(more=',"kind":"like"').encode(), "duplicate"),
    (b'{"event":{},"event":{}}', ""), (_event(amount="1e400").encode(), ""), (_event(amount="9" * 1000).encode(), ""),
    (_event(amount="9223372036854775808").encode(), ""), (_event(amount="-9223372036854775809").encode(), ""),
    (_event(amount="0.5").encode(), ""), (_event(amount="NaN").encode(), ""), (_event(amount="Infinity").encode(), ""),
    (_event(amount="01").encode(), ""), (_event(amount="0x10").encode(), ""), (_event(amount='"1"').encode(), ""),
    (_event(model='"' + "m" * 70_000 + '"').encode(), ""), (_event(model='"\\ud800"').encode(), ""),
    (_event(model='""').encode(), ""), (b'{"event":null}', ""), (b"{}", ""), (b"[]", ""), (b"null", ""), (b'"', ""),
    (b'{"unheard":{}}', ""), (_event().replace("2026-01-01", "2026-02-30").encode(), ""),
    (_event().replace("2026-01-01", "99999-01-01").encode(), ""), (b'{"event":{"model":"h/m"', ""),
    (_event().encode() + b"{}", ""), (b"\x00" * 4096, ""), (b"\r", ""), (b"{" + b" " * 500_000, ""),
    (b'{"stream":{"name":"late"}}', ""),
]


@fault("invalid UTF-8, NUL, BOM, 100,000 nested arrays, duplicate keys, numbers beyond range")
def hostile_lines(run):
    with run.deployment() as world:
        load = run.load(world)
        before = {name: program.peak_memory() for name, program in world.services.items()}
        for _ in run.times(3, 40):
            data = b"".join(line + b"\n" + _event(amount=str(n + 1)).encode() + b"\n" for n, (line, _) in enumerate(HOSTILE))
            replies = wire.send(world.socket("ingest"), data)
            rejects = {reply["reject"]["line"]: reply["reject"] for reply in replies if "reject" in reply}
            ack = [reply["ack"] for reply in replies if "ack" in reply][-1]
            taken = ack["stored"] + ack["duplicate"]
            if taken != len(HOSTILE):
                raise Failure(f"of {len(HOSTILE)} good lines between the bad {taken} were taken: {ack}")
            if len(rejects) < len(HOSTILE) - 1 or not all(r["code"] and r["message"] for r in rejects.values()):
                raise Failure(f"{len(rejects)} rejects for {len(HOSTILE)} bad lines: {list(rejects.values())[-3:]}")
            for n, (_, word) in enumerate(HOSTILE):
                found = rejects.get(2 * n + 1)
                if word and (not found or word not in found["code"]):
                    raise Failure(f"line {2 * n + 1} should be rejected as {word}, was {found}")
            for name in ("query", "scoring"):
                asked = b"".join(line + b"\n" for line, _ in HOSTILE)
                answers = wire.send(world.socket(name), asked + b'{"jsonrpc":"2.0","id":1,"method":"status"}\n')
                errors = [answer for answer in answers if "error" in answer]
                if "result" not in answers[-1] and not any("result" in answer for answer in answers):
                    raise Failure(f"{name} does not go on behind hostile lines: {answers[-1]}")
                if len(errors) < len(HOSTILE) - 2:
                    raise Failure(f"{name} gave {len(errors)} errors for {len(HOSTILE)} hostile lines")
        run.progresses(world, load)
        for name, program in world.services.items():
            if program.peak_memory() - before[name] > 64:
                raise Failure(f"{name} grew from {before[name]} to {program.peak_memory()} MiB")
            run.note(f"{name} {before[name]} to {program.peak_memory()} MiB")
        run.judge(world, load)
