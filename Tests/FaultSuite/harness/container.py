"""A real systemd in a throw-away overlay of this machine: booted in about a second, gone afterwards."""

import os
import shutil
import signal
import subprocess
import time

from harness.processes import Failure, wait_until
from harness.suite import NotTried

BOOT = """
for folder in {groups}; do echo $$ >"$folder/cgroup.procs"; done
exec setsid unshare --mount --propagation private sh -c '
    mount -t tmpfs -o mode=755 t /run/systemd && mount --bind / "$0" &&
    exec systemd-nspawn -q --boot -D "$0" --volatile=overlay -M {name} --register=no --keep-unit --private-network \\
        --console=pipe --link-journal=no --resolv-conf=off --timezone=off --system-call-filter=bpf {binds} \\
        -- systemd.mask=apt-daily.timer systemd.mask=apt-daily-upgrade.timer' {root}
"""


class Container:
    """Use it with `with`."""

    def __init__(self, folder, binds):
        if os.geteuid() != 0:
            raise NotTried("only root can boot a systemd of its own")
        if not shutil.which("systemd-nspawn"):
            raise NotTried("systemd-nspawn is missing (package systemd-container)")
        self.folder = folder
        self.root = f"{folder}/root"
        self.name = f"gsf{os.getpid()}"
        self.binds = binds
        self.groups = [f"/sys/fs/cgroup/{kind}/{self.name}" for kind in ("systemd", "unified")
                       if os.path.isdir(f"/sys/fs/cgroup/{kind}")]
        self.leader = None
        self.outer = None

    def __enter__(self):
        try:
            os.makedirs(self.root)
            for group in self.groups:
                os.makedirs(group)
            binds = " ".join(f"--bind={source}:{target}" for source, target in self.binds.items())
            script = BOOT.format(groups=" ".join(self.groups), name=self.name, binds=binds, root=self.root)
            with open(f"{self.folder}/container.log", "wb") as log:
                self.outer = subprocess.Popen(["bash", "-c", script], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            self.leader = wait_until(self._leader, 20, "the container does not begin", 0.05)
            wait_until(lambda: self.run("test", "-S", "/run/dbus/system_bus_socket", check=False).returncode == 0, 20,
                       "its message bus does not begin", 0.05)
            state = self.run("systemctl", "is-system-running", "--wait", check=False).stdout.strip()
            if state not in ("running", "degraded"):
                raise Failure(f"it is {state or 'silent'}")
        except (Failure, OSError, subprocess.SubprocessError) as reason:
            words = ""
            if os.path.exists(f"{self.folder}/container.log"):
                with open(f"{self.folder}/container.log", encoding="utf-8", errors="replace") as log:
                    words = log.read().strip()[-200:]
            self.__exit__(None, None, None)
            raise NotTried(f"no systemd can be booted here: {reason} {words}") from None
        return self

    def _leader(self):
        if self.outer.poll() is not None:
            raise Failure("systemd-nspawn ended")
        with open(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children", encoding="utf-8") as children:
            for child in children.read().split():
                with open(f"/proc/{child}/comm", encoding="utf-8") as comm:
                    if comm.read().strip() in ("systemd", "init"):
                        return int(child)
        return None

    def run(self, *command, check=True, patience=60):
        done = subprocess.run(
            ["nsenter", "-t", str(self.leader), "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
             *command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=patience, check=False)
        if check and done.returncode != 0:
            raise Failure(f"{' '.join(command)}: {done.stderr.strip()[-300:]}")
        return done

    def write(self, path, text):
        done = subprocess.run(["nsenter", "-t", str(self.leader), "-a", "tee", path], input=text, text=True,
                              stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise Failure(f"cannot write {path} in the container")

    def show(self, unit, what):
        return self.run("systemctl", "show", "-p", what, "--value", unit).stdout.strip()

    def process(self, unit):
        """The main process of a unit, by its id out here; None while there is none."""
        inner = self.show(unit, "MainPID")
        if inner in ("", "0"):
            return None
        space = os.readlink(f"/proc/{self.leader}/ns/pid")
        for entry in os.listdir("/proc"):
            try:
                if entry.isdigit() and os.readlink(f"/proc/{entry}/ns/pid") == space:
                    with open(f"/proc/{entry}/status", encoding="utf-8") as status:
                        for line in status:
                            if line.startswith("NSpid:") and line.split()[-1] == inner:
                                return int(entry)
            except OSError:
                pass
        return None

    def __exit__(self, *_):
        if self.leader is not None:
            try:
                os.kill(self.leader, signal.SIGRTMIN + 4)
            except ProcessLookupError:
                pass
        if self.outer is not None:
            try:
                self.outer.wait(20 if self.leader else 1)
            except subprocess.TimeoutExpired:
                self.outer.kill()
                self.outer.wait(10)
        # Its last processes may still be going.
        for _ in range(60):
            for group in self.groups:
                for folder, _, _ in os.walk(group, topdown=False):
                    try:
                        os.rmdir(folder)
                    except OSError:
                        pass
            if not any(os.path.isdir(group) for group in self.groups):
                break
            time.sleep(0.05)
