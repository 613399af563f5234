-- The organisations of models that several published together, the publisher first (place 0): nearly all have one, which
-- stands in model_fact. (model, source, at, batch, content) is the statement's key, as with edges.
CREATE TABLE groundswell.joint_fact (
    model        integer NOT NULL,
    organization integer NOT NULL,
    place        smallint NOT NULL,
    source       smallint NOT NULL,
    at           timestamptz NOT NULL,
    batch        bigint NOT NULL,
    content      bigint NOT NULL
);
CREATE INDEX joint_fact_batch ON groundswell.joint_fact USING brin (batch) WITH (pages_per_range = 16);

GRANT SELECT, INSERT ON groundswell.joint_fact TO groundswell_ingest;
GRANT SELECT ON groundswell.joint_fact TO groundswell_scoring, groundswell_query;
