"""Services that end: killed, stopped, connected to while they are away."""

import random
import socket
import time

from harness import wire
from harness.processes import Failure, wait_until
from harness.suite import fault


def _kill_loop(run, service):
    with run.deployment(arguments={"ingest": ["--batch-rows", "2000"]}) as world:
        load = run.load(world)
        for _ in run.times(4, 25):
            time.sleep(random.uniform(0.05, 0.6))
            world.services[service].kill()
            world.start(service)
            run.progresses(world, load)
        run.judge(world, load)
        run.note(f"{load.producers[0].connections} connections of the first producer")


@fault("kill -9 of ingest in a loop, under load")
def kill_ingest(run):
    _kill_loop(run, "ingest")


@fault("kill -9 of scoring in a loop, under load")
def kill_scoring(run):
    _kill_loop(run, "scoring")


@fault("kill -9 of query in a loop, under load")
def kill_query(run):
    _kill_loop(run, "query")


@fault("kill -9 of a service picked at random, while another one is away", short=False)
def kill_any(run):
    with run.deployment(arguments={"ingest": ["--batch-rows", "2000"]}) as world:
        load = run.load(world)
        for _ in run.times(5, 25):
            names = random.sample(list(world.services), 2)
            for name in names:
                world.services[name].kill()
            time.sleep(random.uniform(0, 0.5))
            for name in random.sample(names, 2):
                world.start(name)
            run.progresses(world, load)
        run.judge(world, load)


@fault("stop under load: drains, exit 0")
def stop_under_load(run):
    with run.deployment(arguments={"ingest": ["--batch-rows", "1000"]}) as world:
        load = run.load(world, rate=6000)
        for turn in run.times(3, 15):
            service = ["ingest", "scoring", "query"][turn % 3]
            time.sleep(0.4)
            begin = time.monotonic()
            code = world.services[service].stop()
            if code != 0:
                raise Failure(f"{service} ended with {code}: {world.services[service].last_words()}")
            run.note(f"{service} drained in {time.monotonic() - begin:.1f} s")
            world.start(service)
            run.progresses(world, load)
        run.judge(world, load)


@fault("connects in the restart gap: queued by the socket unit, served (sockets held by the suite as systemd holds them)")
def restart_gap(run):
    with run.deployment(start=False) as world:
        world.postgres.start()
        held = {}
        for name in world.services:
            held[name] = socket.socket(socket.AF_UNIX)
            held[name].bind(world.socket(name))
            held[name].listen(512)
            world.start(name, listener=held[name])
        load = run.load(world)
        try:
            for turn in run.times(4, 20):
                name = list(world.services)[turn % 3]
                world.services[name].kill()
                waiting = [wire.connect(world.socket(name), 30) for _ in range(20)]
                for connection in waiting:
                    connection.sendall(b'{"jsonrpc":"2.0","id":1,"method":"status"}\n')
                time.sleep(0.5)  # RestartSec
                world.services[name].start(listener=held[name])
                for connection in waiting:
                    with connection, connection.makefile("rb") as replies:
                        if b'"result"' not in replies.readline():
                            raise Failure(f"a connection made while {name} was away was not served")
                run.progresses(world, load)
            run.judge(world, load)
            wait_until(lambda: world.ingest.stop() == 0, 1, "ingest did not drain")
            wire.connect(world.socket("ingest"), 1).close()  # the socket outlives the service
            world.ingest.start(listener=held["ingest"])
        finally:
            for listener in held.values():
                listener.close()
