-- The store spread over several servers by Citus: run once, as the owner, on the coordinator, after 'groundswell admin
-- migrate' and before the first record. The services and their connection strings stay as they are.
--
-- MEASURED (three nodes of Citus 12.1 on one machine, 2 cores; not by this project's tests, which have no Citus):
--   one transaction with the ledger row, the stream position and a COPY of a million rows into a distributed table that
--   is partitioned by month commits as one; 0.39 million rows/s; COPY OUT of the whole table works; a distributed table
--   of scores is swapped in by renaming.
-- REASONED ABOUT ONLY: everything else below. In particular:
--   * groundswell.ensure_month makes partitions of a distributed table; Citus distributes them as they are attached.
--   * the advisory locks and the ledger are the coordinator's, so number order stays commit order.
--   * a query with a model's id goes to one node; scoring's cold start reads all nodes through the coordinator, which is
--     then the bottleneck.
--   * groundswell.unstreamed is distributed by its hash, so that its primary key holds on each node and in all.
CREATE EXTENSION IF NOT EXISTS citus;

-- Small, joined with everything: a copy on every node.
SELECT create_reference_table('groundswell.source');
SELECT create_reference_table('groundswell.series');
SELECT create_reference_table('groundswell.word');
SELECT create_reference_table('groundswell.organization');
SELECT create_reference_table('groundswell.model');
SELECT create_reference_table('groundswell.adopter');

-- Large: by the model's integer id, all of one model on one node.
SELECT create_distributed_table('groundswell.observation', 'model', colocate_with => 'none');
SELECT create_distributed_table('groundswell.event', 'model', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.model_fact', 'model', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.joint_fact', 'model', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.component_fact', 'model', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.deletion_fact', 'model', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.edge', 'child', colocate_with => 'groundswell.observation');
SELECT create_distributed_table('groundswell.unstreamed', 'high', colocate_with => 'none');

-- The ledger, stream positions, identities, organisations' facts, documents and retractions stay on the coordinator: they
-- are few, and the order of the ledger must be one.
