"""Ingest that holds its producers back for answers, and a scoring that does not come with them."""

import signal
import time

from harness.processes import wait_until
from harness.suite import fault


@fault("scoring frozen (SIGSTOP), killed, while ingest holds producers back for its epochs")
def held_back(run):
    with run.deployment(arguments={"ingest": ["--batch-rows", "2000", "--answers-lag", "100ms"]}) as world:
        load = run.load(world, rate=8000)
        for turn in run.times(2, 10):
            scoring = world.services["scoring"]
            # Every late epoch makes the window smaller.
            for _ in range(6):
                scoring.signal(signal.SIGSTOP)
                time.sleep(0.3)
                scoring.signal(signal.SIGCONT)
                time.sleep(0.2)
            scoring.signal(signal.SIGSTOP)
            try:
                wait_until(lambda: world.status("ingest")["answers"]["heldBack"], 30, "nobody is held back")
                begin = time.monotonic()
                if turn % 2 == 0:
                    mark = load.mark()
                    wait_until(lambda: load.has_passed(mark), 30, "producers are held back for good")
                    run.note(f"nobody is held back after {time.monotonic() - begin:.1f} s without an epoch")
            finally:
                scoring.signal(signal.SIGCONT)
            if turn % 2:
                scoring.kill()
                world.start("scoring")
            run.progresses(world, load)
        held = world.status("ingest")["answers"]["heldBackSeconds"]
        run.note(f"held back {held:.1f} s in all")
        run.judge(world, load)
