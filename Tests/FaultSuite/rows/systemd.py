"""The same under a real systemd: what restarts, what waits meanwhile, what the watchdog ends."""

import os
import random
import signal
import time

from harness import wire
from harness.container import Container
from harness.deployment import ROLES, SOCKETS
from harness.processes import Failure, wait_until
from harness.suite import fault
from rows.surroundings import Thread

SERVICE = """[Unit]
Description=groundswell {name}
Requires=groundswell-{name}.socket
StartLimitIntervalSec=0
[Service]
Type=notify
NotifyAccess=main
ExecStart=/opt/faults/groundswell-{name} --sockets /opt/sockets --database "host=/opt/postgres port=5432 dbname=groundswell user={role}"
Restart=always
RestartSec=500ms
WatchdogSec=2s
TimeoutAbortSec=1s
TimeoutStopSec=20s
LimitCORE=0
StandardError=append:/opt/logs/{name}.log
[Install]
WantedBy=multi-user.target
"""
SOCKET = """[Unit]
StartLimitIntervalSec=0
[Socket]
ListenStream=/opt/sockets/{socket}
SocketMode=0660
Backlog=512
RemoveOnStop=yes
TriggerLimitIntervalSec=0
"""


class _Outside:
    """What the row needs of a deployment whose services systemd runs."""

    def __init__(self, world, container):
        self.world, self.container = world, container
        self.postgres, self.services, self.ingest = world.postgres, world.services, world.services["ingest"]

    def socket(self, name):
        return self.world.socket(name)

    def status(self, *arguments, **options):
        return self.world.status(*arguments, **options)

    def is_current(self):
        return self.world.is_current()

    def require_alive(self):
        for name in self.services:
            state = self.container.show(f"groundswell-{name}", "ActiveState")
            if state != "active":
                raise Failure(f"{name} is {state}")


@fault("a real systemd: kills, connects in the restart gap, a hanging main loop, a stop under load", patience=200)
def real_systemd(run):
    world = run.deployment(start=False)
    os.makedirs(f"{world.folder}/logs")
    with world:
        world.postgres.start()
        binds = {run.suite.programs: "/opt/faults", world.sockets: "/opt/sockets", world.postgres.folder: "/opt/postgres",
                 f"{world.folder}/logs": "/opt/logs"}
        with Container(world.folder, binds) as container:
            units = [f"groundswell-{name}" for name in world.services]
            for name in world.services:
                unit = f"/etc/systemd/system/groundswell-{name}"
                container.write(f"{unit}.service", SERVICE.format(name=name, role=ROLES[name]))
                container.write(f"{unit}.socket", SOCKET.format(socket=SOCKETS[name]))
            container.run("systemctl", "daemon-reload")
            container.run("systemctl", "start", *units)
            outside = _Outside(world, container)
            load = run.load(outside)
            for _ in run.times(1, 8):
                _kills(run, container, outside, load)
                _hangs(run, container, outside, load)
                _stops(run, container, outside, load)
            run.judge(outside, load)
            load.abandon()
            run.note(f"systemd {container.run('systemctl', '--version').stdout.split()[1]}, exposure not judged here")


def _kills(run, container, outside, load):
    for name in outside.services:
        pid = wait_until(lambda: container.process(f"groundswell-{name}"), 10, f"{name} has no process")
        os.kill(pid, signal.SIGKILL)
        waiting = [wire.connect(outside.socket(name), 30) for _ in range(10)]
        for connection in waiting:
            connection.sendall(b'{"jsonrpc":"2.0","id":1,"method":"status"}\n')
        begin = time.monotonic()
        for connection in waiting:
            with connection, connection.makefile("rb") as replies:
                if b'"result"' not in replies.readline():
                    raise Failure(f"a connection made while {name} was away was not served")
        run.note(f"{name} served those who waited after {time.monotonic() - begin:.1f} s")
        run.progresses(outside, load)


def _hangs(run, container, outside, load):
    pid = wait_until(lambda: container.process("groundswell-ingest"), 10, "ingest has no process")
    tasks = [int(task) for task in os.listdir(f"/proc/{pid}/task")
             if "NIO-ELT" in open(f"/proc/{pid}/task/{task}/comm", encoding="utf-8").read()]
    begin = time.monotonic()
    held = Thread(random.choice(tasks))
    # systemd ends it; the held thread is buried by whoever holds it.
    buried = False
    while not buried and time.monotonic() - begin < 20:
        try:
            done, _ = os.waitpid(held.task, Thread.ALL | os.WNOHANG)
            buried = done == held.task and not os.path.exists(f"/proc/{pid}/task/{held.task}")
        except ChildProcessError:
            buried = True
        time.sleep(0.02)
    if not buried:
        os.kill(pid, signal.SIGKILL)
        raise Failure("systemd did not end a service whose main loop hangs")
    run.note(f"the watchdog ended a hanging loop after {time.monotonic() - begin:.1f} s")
    wait_until(lambda: container.process("groundswell-ingest") not in (None, pid), 20, "it was not started again")
    run.progresses(outside, load)


def _stops(run, container, outside, load):
    begin = time.monotonic()
    container.run("systemctl", "restart", "groundswell-ingest")
    for _ in range(2):
        container.run("systemctl", "stop", "groundswell-ingest.service")
        result = container.show("groundswell-ingest", "Result"), container.show("groundswell-ingest", "ExecMainStatus")
        if result != ("success", "0"):
            raise Failure(f"a stop under load ended as {result}")
        # Producers reconnect: the socket starts it again.
        run.progresses(outside, load)
    run.note(f"stopped twice, started by its socket, in {time.monotonic() - begin:.1f} s")
