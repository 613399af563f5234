"""Conservation: acked is a subset of stored, stored is a subset of sent, payloads equal, nothing twice."""

import collections
import csv
import dataclasses
import io

from harness import lines

STORED = f"""
SELECT 'event', m.name, e.amount, extract(epoch FROM e.at)::bigint, s.name FROM groundswell.event e
  JOIN groundswell.model m ON m.id = e.model JOIN groundswell.source s ON s.id = e.source WHERE s.name = '{lines.SOURCE}'
UNION ALL
SELECT 'observation', m.name, o.value, extract(epoch FROM o.at)::bigint, s.name FROM groundswell.observation o
  JOIN groundswell.model m ON m.id = o.model JOIN groundswell.source s ON s.id = o.source WHERE s.name = '{lines.SOURCE}'
UNION ALL
SELECT 'model', m.name, substr(m.name, strpos(m.name, '/M') + 2)::bigint, extract(epoch FROM f.at)::bigint, s.name
  FROM groundswell.model_fact f JOIN groundswell.model m ON m.id = f.model JOIN groundswell.source s ON s.id = f.source
  WHERE s.name = '{lines.SOURCE}'
"""


@dataclasses.dataclass
class Verdict:
    """Counts of records; all but the first three must be 0."""

    sent: int = 0
    acked: int = 0
    stored: int = 0
    lost: int = 0
    duplicated: int = 0
    altered: int = 0

    def add(self, other):
        for field in dataclasses.fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @property
    def holds(self):
        return not (self.lost or self.duplicated or self.altered)


def judge(postgres, producers):
    """Compares what producers know with what the store holds."""
    stored = collections.Counter()
    for kind, model, value, second, _ in csv.reader(io.StringIO(postgres.sql(STORED, patience=120))):
        stored[(kind, model, int(value), int(second))] += 1
    verdict = Verdict(stored=sum(stored.values()), duplicated=sum(n - 1 for n in stored.values()))
    sent = set()
    for producer in producers:
        verdict.sent += producer.sent
        verdict.acked += producer.acked_count()
        sent.update(lines.expected(producer.stream, n, producer.is_identified) for n in range(1, producer.sent + 1))
        verdict.lost += sum(
            lines.expected(producer.stream, n, producer.is_identified) not in stored for n in producer.acked_numbers())
    # What is stored and was never sent: another payload than ours.
    verdict.altered = sum(row not in sent for row in stored)
    return verdict
