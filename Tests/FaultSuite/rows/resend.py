"""The same again: batches sent three times, acks lost on the way."""

import socket
import time

from harness import lines, oracle, wire
from harness.processes import Failure
from harness.suite import fault


class Sent:
    """What the oracle needs to know of lines sent by hand."""

    def __init__(self, stream, count, is_identified, acked):
        self.stream = stream
        self.sent = count
        self.is_identified = is_identified
        self.acked = acked

    def acked_count(self):
        return self.acked

    def acked_numbers(self):
        return range(1, self.acked + 1)


def _bytes(stream, count, is_identified):
    make = lines.identified if is_identified else lines.record
    head = "" if is_identified else lines.header(stream, 0)
    return (head + "".join(make(stream, n) for n in range(1, count + 1))).encode()


@fault("the same batch three times: stored once, told so")
def sent_three_times(run):
    with run.deployment(services=("ingest",)) as world:
        count = 20_000 if run.full else 3000
        everything = []
        for turn in run.times(2, 6):
            for is_identified in (False, True):
                stream = f"{'u' if is_identified else 's'}{turn}"
                for again in range(3):
                    if again == 2:
                        world.ingest.kill()
                        world.start("ingest")
                    replies = wire.send(world.socket("ingest"), _bytes(stream, count, is_identified))
                    ack = replies[-1]["ack"]
                    stored = 0 if again else count
                    if (ack["line"], ack["stored"], ack["duplicate"], ack["rejected"]) != (
                            count, stored, count - stored, 0):
                        raise Failure(f"sent {again + 1} times, told {ack}")
                everything.append(Sent(stream, count, is_identified, count))
        run.add(oracle.judge(world.postgres, everything))


@fault("ack lost before it is read")
def ack_lost(run):
    with run.deployment(services=("ingest",)) as world:
        count = 2000
        everything = []
        for turn in run.times(4, 20):
            is_identified = turn % 2 == 0
            stream = f"{'u' if is_identified else 's'}{turn}"
            with wire.connect(world.socket("ingest")) as connection:
                connection.sendall(_bytes(stream, count, is_identified))
                # The producer dies with the acks unread: at once, or after they have been sent.
                if turn % 4 < 2:
                    connection.shutdown(socket.SHUT_WR)
                    time.sleep(0.2)
            for _ in range(100):
                replies = wire.send(world.socket("ingest"), _bytes(stream, count, is_identified))
                if "ack" in replies[-1]:
                    break
                time.sleep(0.05)  # the stream is still being left
            ack = replies[-1]["ack"]
            if ack["line"] != count or ack["stored"] + ack["duplicate"] != count:
                raise Failure(f"told {ack}")
            everything.append(Sent(stream, count, is_identified, count))
        run.add(oracle.judge(world.postgres, everything))
