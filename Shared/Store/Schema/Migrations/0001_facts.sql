-- Facts: what was seen, appended and never changed. Ids are integers inside and names outside; every large table leads
-- with the model's integer id, so that it can be distributed by it; no large table has a B-tree over (model, time).
CREATE SCHEMA groundswell;

-- Keys are compared bytewise ("C"), whatever the database's collation: it is faster, and the same everywhere.

-- One row a commit of ingest, written last and under a lock that is held until the commit: number order is commit
-- order, so a watermark over numbers loses nothing.
CREATE TABLE groundswell.batch (
    number       bigint PRIMARY KEY,
    committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    observations integer NOT NULL,
    events       integer NOT NULL,
    facts        integer NOT NULL,
    -- Made by ingest: tells it, after a connection was lost in a COMMIT, whether this batch is its own.
    token        bigint NOT NULL
);

-- Up to where each named stream is stored; committed with its rows.
CREATE TABLE groundswell.stream (
    name     text PRIMARY KEY,
    position bigint NOT NULL,
    batch    bigint NOT NULL
);

CREATE TABLE groundswell.source (
    id   smallint PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE groundswell.series (
    id    smallint PRIMARY KEY,
    name  text NOT NULL UNIQUE,
    kind  smallint NOT NULL CHECK (kind IN (0, 1)),
    unit  text NOT NULL,
    batch bigint NOT NULL
);
INSERT INTO groundswell.series (id, name, kind, unit, batch) VALUES
    (0, 'likes', 0, 'likes', 0), (1, 'downloadsAllTime', 0, 'downloads', 0),
    (2, 'pulls', 0, 'pulls', 0), (3, 'downloads30d', 1, 'downloads', 0);

-- Repeated words of facts: licences, tasks, libraries.
CREATE TABLE groundswell.word (
    id   integer PRIMARY KEY,
    text text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE groundswell.organization (
    id    integer PRIMARY KEY,
    key   text COLLATE "C" NOT NULL UNIQUE,
    name  text NOT NULL,
    batch bigint NOT NULL
);

-- Every id that was ever named: models, the placeholders that only children name, and artifacts of lineage.
-- Two ids that turn out to be one identity stay two rows; rename and same say so.
CREATE TABLE groundswell.model (
    id           integer PRIMARY KEY,
    key          text COLLATE "C" NOT NULL UNIQUE,
    name         text NOT NULL,
    organization integer,
    batch        bigint NOT NULL
);

-- One row for each way an adopter was described: its id with the country and kind that a source gave.
CREATE TABLE groundswell.adopter (
    id      integer PRIMARY KEY,
    name    text COLLATE "C" NOT NULL,
    country text COLLATE "C",
    kind    smallint,
    batch   bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (name, country, kind)
);

-- A source's whole statement about a model at a time.
CREATE TABLE groundswell.model_fact (
    model              integer NOT NULL,
    source             smallint NOT NULL,
    released_precision smallint,
    access             smallint,
    gated              boolean,
    at                 timestamptz NOT NULL,
    batch              bigint NOT NULL,
    content            bigint NOT NULL,
    parameters         bigint,
    active_parameters  bigint,
    created            timestamptz,
    released           date,
    organization       integer,
    license            integer,
    license_name       integer,
    license_link       integer,
    task               integer,
    library            integer,
    bases              smallint NOT NULL,
    hub_id             text
);
CREATE INDEX model_fact_statement ON groundswell.model_fact (model, source, at);
CREATE INDEX model_fact_batch ON groundswell.model_fact USING brin (batch) WITH (pages_per_range = 16);

-- The parents a statement names: (child, source, at, batch, content) is the statement's own key; content is the hash
-- of the whole statement, so that two statements of one source and time are told apart.
CREATE TABLE groundswell.edge (
    child    integer NOT NULL,
    parent   integer NOT NULL,
    at       timestamptz NOT NULL,
    batch    bigint NOT NULL,
    content  bigint NOT NULL,
    source   smallint NOT NULL,
    relation smallint NOT NULL
);
CREATE INDEX edge_batch ON groundswell.edge USING brin (batch) WITH (pages_per_range = 16);

CREATE TABLE groundswell.organization_fact (
    organization integer NOT NULL,
    source       smallint NOT NULL,
    kind         smallint,
    at           timestamptz NOT NULL,
    batch        bigint NOT NULL,
    content      bigint NOT NULL,
    parent       integer,
    country      text,
    name         text,
    aliases      text[] NOT NULL,
    evidence     text
);
CREATE INDEX organization_fact_statement ON groundswell.organization_fact (organization, source, at);
CREATE INDEX organization_fact_batch ON groundswell.organization_fact USING brin (batch);

CREATE TABLE groundswell.component_fact (
    model     integer NOT NULL,
    component smallint NOT NULL,
    source    smallint NOT NULL,
    present   boolean NOT NULL,
    at        timestamptz NOT NULL,
    batch     bigint NOT NULL,
    content   bigint NOT NULL,
    license   text,
    evidence  text
);
CREATE INDEX component_fact_statement ON groundswell.component_fact (model, component, source, at);
CREATE INDEX component_fact_batch ON groundswell.component_fact USING brin (batch);

-- rename: two ids, one identity, the second is the newer name; same: two ids, one identity, each keeps its name.
CREATE TABLE groundswell.identity_fact (
    model   integer NOT NULL,
    other   integer NOT NULL,
    source  smallint NOT NULL,
    renamed boolean NOT NULL,
    at      timestamptz NOT NULL,
    batch   bigint NOT NULL
);
CREATE INDEX identity_fact_pair ON groundswell.identity_fact (model, other, source);
CREATE INDEX identity_fact_batch ON groundswell.identity_fact USING brin (batch);

CREATE TABLE groundswell.deletion_fact (
    model  integer NOT NULL,
    source smallint NOT NULL,
    at     timestamptz NOT NULL,
    batch  bigint NOT NULL,
    reason text
);
CREATE INDEX deletion_fact_statement ON groundswell.deletion_fact (model, source, at);
CREATE INDEX deletion_fact_batch ON groundswell.deletion_fact USING brin (batch);

-- Kinds that are few and free in form: artifact, milestone, claim, scores. subject is their id (for scores the
-- framework, edition and subject); node is the artifact's place in lineage.
CREATE TABLE groundswell.document_fact (
    kind    smallint NOT NULL,
    source  smallint NOT NULL,
    node    integer,
    at      timestamptz NOT NULL,
    batch   bigint NOT NULL,
    content bigint NOT NULL,
    subject text NOT NULL,
    body    jsonb NOT NULL
);
CREATE INDEX document_fact_statement ON groundswell.document_fact (kind, subject, source, at);
CREATE INDEX document_fact_batch ON groundswell.document_fact USING brin (batch);

-- Something withdrawn from a batch on; source and at are those of what is withdrawn, by_source and made_at those of the
-- retraction. By kind:
--   0 organization  subject: the organisation's id
--   1 model         subject: the model's id
--   2 component     subject: the model's id, number: the component
--   3 observation   subject: the model's id, number: the series' id
--   4 event         subject: the model's id, other: the event's kind, amount and at as stored (always filled in),
--                   number: id_hash where the event had an id
--   5 artifact      text: its id                      8 deletion    subject: the model's id
--   6 rename        subject and other: the two ids    9 milestone   text: its id
--   7 same          subject and other: the two ids   10 claim       text: its id
--                                                    11 scores      text: document_fact.subject
CREATE TABLE groundswell.retraction (
    kind      smallint NOT NULL,
    source    smallint NOT NULL,
    by_source smallint NOT NULL,
    subject   integer,
    other     integer,
    at        timestamptz,
    number    bigint,
    amount    bigint,
    made_at   timestamptz NOT NULL,
    batch     bigint NOT NULL,
    text      text,
    reason    text NOT NULL
);
CREATE INDEX retraction_batch ON groundswell.retraction USING brin (batch);

-- A figure seen at a time. Partitioned by month; no B-tree: it would cost ingest two thirds of its speed.
CREATE TABLE groundswell.observation (
    model  integer NOT NULL,
    series smallint NOT NULL,
    source smallint NOT NULL,
    at     timestamptz NOT NULL,
    value  bigint NOT NULL,
    step   bigint NOT NULL,
    batch  bigint NOT NULL
) PARTITION BY RANGE (at);

-- Something counted that happened at a time; net = sum of amounts.
CREATE TABLE groundswell.event (
    model   integer NOT NULL,
    kind    smallint NOT NULL,
    source  smallint NOT NULL,
    at      timestamptz NOT NULL,
    amount  bigint NOT NULL,
    batch   bigint NOT NULL,
    adopter integer,
    id_hash bigint
) PARTITION BY RANGE (at);

-- What came outside a stream, by the hash of its identity, so that a resend is known; content tells a resend from
-- another event under the same id.
CREATE TABLE groundswell.unstreamed (
    high    bigint NOT NULL,
    low     bigint NOT NULL,
    content bigint NOT NULL,
    PRIMARY KEY (high, low)
);

-- Everything before 2015 is one partition, each month after it its own.
CREATE FUNCTION groundswell.ensure_month(parent text, month date) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    child text;
    bounds text;
BEGIN
    IF parent NOT IN ('observation', 'event') THEN
        RAISE EXCEPTION 'no table % is partitioned by month', parent USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF first < DATE '2015-01-01' THEN
        child := parent || '_early';
        bounds := $b$FROM (MINVALUE) TO ('2015-01-01 00:00:00+00')$b$;
    ELSE
        child := parent || to_char(first, '"_"YYYY_MM');
        bounds := format('FROM (%L) TO (%L)', first || ' 00:00:00+00', (first + INTERVAL '1 month')::date || ' 00:00:00+00');
    END IF;
    IF to_regclass('groundswell.' || child) IS NULL THEN
        PERFORM pg_advisory_xact_lock(7305, 2);
        -- A query sees what others committed meanwhile; to_regclass may answer from its cache.
        IF NOT EXISTS (SELECT FROM pg_class WHERE relname = child AND relnamespace = 'groundswell'::regnamespace) THEN
            -- Made apart and attached: PARTITION OF would wait for every reader of the parent, and they for it.
            EXECUTE format('CREATE TABLE groundswell.%I (LIKE groundswell.%I)', child, parent);
            EXECUTE format('ALTER TABLE groundswell.%I ATTACH PARTITION groundswell.%I FOR VALUES %s', parent, child, bounds);
            EXECUTE format('CREATE INDEX %I ON groundswell.%I USING brin (batch) WITH (pages_per_range = 64)', child || '_batch', child);
            EXECUTE format('CREATE INDEX %I ON groundswell.%I USING brin (at) WITH (pages_per_range = 64)', child || '_at', child);
            EXECUTE format('GRANT SELECT, INSERT ON groundswell.%I TO groundswell_ingest', child);
            EXECUTE format('GRANT SELECT ON groundswell.%I TO groundswell_scoring, groundswell_query', child);
        END IF;
    END IF;
    RETURN child;
END $$;
REVOKE ALL ON FUNCTION groundswell.ensure_month(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groundswell.ensure_month(text, date) TO groundswell_ingest;

GRANT USAGE ON SCHEMA groundswell TO groundswell_ingest, groundswell_scoring, groundswell_query;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA groundswell TO groundswell_ingest;
GRANT UPDATE (position, batch) ON groundswell.stream TO groundswell_ingest;
GRANT SELECT ON ALL TABLES IN SCHEMA groundswell TO groundswell_scoring, groundswell_query;
REVOKE ALL ON groundswell.unstreamed FROM groundswell_scoring, groundswell_query;
