"""Peers that never read, trickle, hang about half-open, or come in crowds: others go on, memory stays bounded."""

import resource
import socket
import threading
import time

from harness import lines, wire
from harness.processes import Failure, wait_until
from harness.suite import fault

GROWTH = 96  # MiB that hostile peers may cost a service


def _bounded(run, world, before, name):
    now = world.services[name].peak_memory()
    if now - before > GROWTH:
        raise Failure(f"{name} grew from {before} to {now} MiB")
    run.note(f"{name} {before} to {now} MiB")


def _push(path, data, seconds, stop=None):
    """Writes over and over without reading, as long as somebody takes it; returns bytes taken."""
    taken = 0
    deadline = time.monotonic() + seconds
    with wire.connect(path) as connection:
        connection.settimeout(0.2)
        while time.monotonic() < deadline and not (stop and stop.is_set()):
            try:
                taken += connection.send(data)
            except TimeoutError:
                continue
            except OSError:
                break
    return taken


@fault("reader that never reads: of rejects, of answers")
def never_reads(run):
    with run.deployment() as world:
        load = run.load(world)
        before = {name: program.peak_memory() for name, program in world.services.items()}
        question = b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}\n' * 200
        pushes = {"ingest": b'{"event":{"model":"x"}}\n' * 500, "query": question,
                  "scoring": b'{"jsonrpc":"2.0","id":1,"method":"coverage"}\n' * 200}
        for _ in run.times(1, 3):
            threads = [threading.Thread(target=_push, args=(world.socket(name), data, 20 if run.full else 5), daemon=True)
                       for name, data in pushes.items() for _ in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(1)
            run.progresses(world, load)
            for thread in threads:
                thread.join()
            run.progresses(world, load)
        for name in world.services:
            _bounded(run, world, before[name], name)
        run.judge(world, load)


@fault("clients that ask for much and leave in the middle: of rejects, of answers")
def leave_early(run):
    with run.deployment() as world:
        load = run.load(world)
        asked = {"ingest": b'{"event":{"model":"x"}}\n' * 3000,
                 "query": b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}\n' * 3000,
                 "scoring": b'{"jsonrpc":"2.0","id":1,"method":"coverage"}\n' * 3000}
        left = dict.fromkeys(asked, 0)
        for turn in run.times(300, 3000):
            for name, data in asked.items():
                try:
                    with wire.connect(world.socket(name)) as connection:
                        connection.setblocking(False)
                        left[name] += connection.send(data) > 0
                        time.sleep(0.0003 * (turn % 10))
                except OSError:
                    time.sleep(0.005)  # the queue of connections is full, or nothing is taken at the moment
            if turn % 100 == 0:
                run.progresses(world, load)
        for name, program in world.services.items():
            if not program.is_running:
                raise Failure(f"{name} ended: {program.last_words()}")
            if left[name] < 100:
                raise Failure(f"only {left[name]} clients of {name} got as far as asking")
        run.judge(world, load)


@fault("writers of one byte a second and half-open peers: others go on")
def slow_writers(run):
    with run.deployment() as world:
        load = run.load(world)
        before = {name: program.peak_memory() for name, program in world.services.items()}
        for _ in run.times(1, 2):
            held = []
            for name in world.services:
                for _ in range(30):
                    connection = wire.connect(world.socket(name))
                    connection.sendall(b'{"jsonrpc":"2.0",')
                    held.append(connection)
            half = held[::3]
            for connection in half:
                connection.shutdown(socket.SHUT_RD)
            for _ in range(30 if run.full else 4):
                for connection in held:
                    try:
                        connection.send(b" ")
                    except OSError:
                        pass
                time.sleep(1)
            run.progresses(world, load)
            for connection in held:
                connection.close()
        for name in world.services:
            _bounded(run, world, before[name], name)
        run.judge(world, load)


@fault("flood of connections: refused with a sentence, others go on")
def connection_flood(run):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    with run.deployment() as world:
        load = run.load(world)
        before = {name: program.peak_memory() for name, program in world.services.items()}
        for _ in run.times(1, 4):
            for name in world.services:
                crowd, told = [], 0
                for _ in range(1500):
                    connection = socket.socket(socket.AF_UNIX)
                    for _ in range(20):
                        try:
                            connection.setblocking(False)
                            connection.connect(world.socket(name))
                            crowd.append(connection)
                            break
                        except BlockingIOError:
                            time.sleep(0.005)  # the queue of connections is full
                        except OSError:
                            break
                time.sleep(0.3)
                for connection in crowd:
                    connection.setblocking(False)
                    try:
                        told += b"onnections" in connection.recv(4096)
                    except OSError:
                        pass
                if not told:
                    raise Failure(f"{name} took {len(crowd)} connections and refused none")
                run.note(f"{name} refused {told} of {len(crowd)}")
                for connection in crowd:
                    connection.close()
                wait_until(lambda: _answers(world, name), 10, f"{name} does not answer after a flood")
            run.progresses(world, load)
        for name in world.services:
            _bounded(run, world, before[name], name)
        run.judge(world, load)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _answers(world, name):
    try:
        status = world.status(name, patience=2)
        return "state" in status or "services" in status
    except (OSError, ValueError):
        return False


@fault("a producer that holds a stream and says nothing: the next is told so, takes over when it is gone")
def stream_held(run):
    with run.deployment(services=("ingest",)) as world:
        for turn in run.times(2, 6):
            path = world.socket("ingest")
            holder = wire.connect(path)
            holder.sendall(lines.header(f"held{turn}", 0).encode())
            wire.read_lines(holder, 0.3)
            replies = wire.send(path, lines.header(f"held{turn}", 0).encode())
            if replies[-1].get("reject", {}).get("code") != "stream.busy":
                raise Failure(f"the second writer was told {replies}")
            holder.close()

            def is_free():
                return "resume" in (wire.send(path, lines.header(f"held{turn}", 0).encode()) or [{}])[0]
            begin = time.monotonic()
            wait_until(is_free, 5, "the stream is not handed on")
            run.recovery = max(run.recovery, time.monotonic() - begin)
