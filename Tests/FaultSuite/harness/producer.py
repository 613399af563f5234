"""A producer as the protocol means it: sends, remembers what was acked, reconnects, resumes, never resends what was acked."""

import json
import select
import socket
import threading
import time

from harness import lines


class Producer(threading.Thread):
    """One stream, or with is_identified one producer without a stream whose events have ids."""

    def __init__(self, path, name, is_identified=False, rate=3000, window=20_000):
        super().__init__(name=name, daemon=True)
        self.path = path
        self.stream = name
        self.is_identified = is_identified
        self.rate = rate
        self.window = window
        self.sent = 0  # the highest number ever sent
        self.acked = 0  # a stream: all up to here are acked
        self.acked_ids = set()  # without a stream: these are
        self.open_ids = set()  # sent and not acked
        self.order = []  # without a stream: numbers by line of this connection
        self.covered = 0
        self.problems = []
        self.connections = 0
        self.finishing = threading.Event()
        self.abandoned = threading.Event()
        self.is_done = False

    # What others ask

    def acked_count(self):
        return len(self.acked_ids) if self.is_identified else self.acked

    def acked_numbers(self):
        return set(self.acked_ids) if self.is_identified else range(1, self.acked + 1)

    def has_acked_beyond(self, number):
        return any(n > number for n in list(self.acked_ids)[-2000:]) if self.is_identified else self.acked > number

    # Its thread

    def run(self):
        while not self.is_done and not self.abandoned.is_set():
            try:
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.settimeout(10)
                    connection.connect(self.path)
                    connection.setblocking(False)
                    self.connections += 1
                    self.session(connection)
            except OSError:
                pass
            time.sleep(0.03)

    def session(self, connection):
        self.buffer = b""
        self.ended = False
        out = b""
        number = self.sent
        if self.is_identified:
            # What was not acked is sent again, in its order, under the same ids.
            self.order = sorted(self.open_ids)
            self.covered = 0
            out = "".join(lines.identified(self.stream, n) for n in self.order).encode()
        else:
            connection.setblocking(True)
            connection.settimeout(60)
            connection.sendall(lines.header(self.stream, self.acked).encode())
            position = self.resumed(connection)
            if position is None:
                return
            if position < self.acked or position > self.sent:
                self.problems.append(f"resume says {position}; acked {self.acked}, sent {self.sent}")
                self.is_done = True
                return
            # Lines are counted from the header's `from` on; those up to the position are sent again, and skipped.
            number = self.acked
            self.acked = position
            connection.setblocking(False)
        closed = False
        next_send = time.monotonic()
        while not self.abandoned.is_set():
            now = time.monotonic()
            if not out and not self.finishing.is_set() and now >= next_send and self.unacked(number) < self.window:
                count = 50
                make = lines.identified if self.is_identified else lines.record
                out = "".join(make(self.stream, number + k) for k in range(1, count + 1)).encode()
                if self.is_identified:
                    self.order.extend(range(number + 1, number + count + 1))
                    self.open_ids.update(range(number + 1, number + count + 1))
                number += count
                self.sent = max(self.sent, number)
                next_send = max(next_send + count / self.rate, now - 0.1)
            if not out and self.finishing.is_set() and not closed:
                if not self.is_identified and number < self.sent:
                    # Sent on an earlier connection and lost with it.
                    last = min(self.sent, number + 500)
                    out = "".join(lines.record(self.stream, n) for n in range(number + 1, last + 1)).encode()
                    number = last
                else:
                    connection.shutdown(socket.SHUT_WR)
                    closed = True
            readable, writable, _ = select.select([connection], [connection] if out else [], [], 0.01)
            if writable:
                out = out[connection.send(out):]
            if readable:
                data = connection.recv(1 << 16)
                self.take(data)
                if not data:
                    self.is_done = closed and self.ended and self.all_acked()
                    return

    def resumed(self, connection):
        while b"\n" not in self.buffer:
            data = connection.recv(1 << 16)
            if not data:
                return None
            self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        reply = json.loads(line)
        if "resume" in reply:
            return reply["resume"]["line"]
        code = reply.get("reject", {}).get("code")
        if code not in ("stream.busy", "service.stopping", "limit.exceeded"):
            self.problems.append(f"instead of resume: {reply}")
            if code == "stream.gap":
                self.is_done = True
        return None

    def unacked(self, number):
        return len(self.open_ids) if self.is_identified else number - self.acked

    def all_acked(self):
        return not self.open_ids if self.is_identified else self.acked >= self.sent

    def take(self, data):
        self.buffer += data
        *whole, self.buffer = self.buffer.split(b"\n")
        for line in whole:
            reply = json.loads(line)
            if "ack" in reply:
                self.covers(reply["ack"])
            elif reply.get("reject", {}).get("code") not in ("service.stopping", None):
                if len(self.problems) < 5:
                    self.problems.append(f"{reply}")

    def covers(self, ack):
        self.ended = self.ended or ack.get("end", False)
        if self.is_identified:
            fresh = self.order[self.covered:ack["line"]]
            self.covered = ack["line"]
            self.acked_ids.update(fresh)
            self.open_ids.difference_update(fresh)
        elif ack["line"] > self.sent:
            self.problems.append(f"ack of line {ack['line']}, sent {self.sent}")
        else:
            self.acked = max(self.acked, ack["line"])


class Load:
    """Several producers at once."""

    def __init__(self, path, streams=2, identified=1, rate=2000, window=20_000, name="s"):
        self.producers = [Producer(path, f"{name}{i}", rate=rate, window=window) for i in range(streams)]
        self.producers += [Producer(path, f"u{i}", True, rate / 4, min(window, 4000)) for i in range(identified)]
        for producer in self.producers:
            producer.start()

    def mark(self):
        return [(producer, producer.sent) for producer in self.producers]

    def has_passed(self, mark):
        """Whether something that was sent after the mark is acked, of every producer."""
        return all(producer.has_acked_beyond(number) or producer.is_done for producer, number in mark)

    def acked(self):
        return sum(producer.acked_count() for producer in self.producers)

    def finish(self, seconds=60):
        """Sends no more, and waits until everything is acked. Returns whether it is."""
        for producer in self.producers:
            producer.finishing.set()
        deadline = time.monotonic() + seconds
        for producer in self.producers:
            producer.join(max(0.1, deadline - time.monotonic()))
        return all(producer.is_done for producer in self.producers)

    def abandon(self):
        for producer in self.producers:
            producer.abandoned.set()
        for producer in self.producers:
            producer.join(5)
