-- Scores: derived by scoring, thrown away and written again at will; query reads them, nobody else writes them.
CREATE SCHEMA score AUTHORIZATION groundswell_scoring;
GRANT USAGE ON SCHEMA score TO groundswell_query;

SET LOCAL ROLE groundswell_scoring;
ALTER DEFAULT PRIVILEGES IN SCHEMA score GRANT SELECT ON TABLES TO groundswell_query;

-- One row an epoch: a consistent state of all scores. generation changes when score.model was swapped whole; within one
-- generation a reader takes the rows whose epoch is newer than its own.
CREATE TABLE score.epoch (
    number       bigint PRIMARY KEY,
    batch        bigint NOT NULL,
    generation   bigint NOT NULL,
    as_of        timestamptz,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    models       integer NOT NULL,
    -- json, not jsonb: the order of its members is part of the answer.
    coverage     json NOT NULL,
    sources      text[] NOT NULL,
    -- The versions of the definitions it was derived by: another version derives anew.
    definitions  text NOT NULL
);

-- One row a model identity (placeholders included). Figures of an epoch; null: no answer, for lack of data.
CREATE TABLE score.model (
    id                 integer PRIMARY KEY,
    epoch              bigint NOT NULL,
    organization       integer,
    flags              integer NOT NULL,
    country            smallint NOT NULL,
    access             smallint NOT NULL,
    gated              smallint NOT NULL,
    released_precision smallint,
    released           date,
    created            timestamptz,
    parameters         bigint,
    active_parameters  bigint,
    net_likes          bigint,
    likes_reached      timestamptz,
    gain_7d            bigint,
    gain_30d           bigint,
    gain_since_first   bigint,
    decayed_adoption   double precision,
    downloads_30d      bigint,
    downloads_all_time bigint,
    pulls              bigint,
    derivatives        integer NOT NULL,
    descendants        integer NOT NULL,
    name               text NOT NULL,
    license            text,
    task               text,
    library            text,
    details            jsonb
);
CREATE INDEX model_epoch ON score.model (epoch);

CREATE TABLE score.organization (
    id      integer PRIMARY KEY,
    epoch   bigint NOT NULL,
    country smallint NOT NULL,
    kind    smallint NOT NULL,
    name    text NOT NULL,
    details jsonb
);

-- Every name that answers: aliases of models and organisations, by their key.
CREATE TABLE score.alias (
    sort  smallint NOT NULL,
    id    integer NOT NULL,
    epoch bigint NOT NULL,
    key   text NOT NULL
);
CREATE INDEX alias_key ON score.alias (sort, key);

-- The daily roll-up that serves time series: per UTC day the last value seen and the adoption counted.
CREATE TABLE score.daily (
    model  integer NOT NULL,
    day    date NOT NULL,
    series smallint NOT NULL,
    source smallint NOT NULL,
    value  bigint,
    amount bigint,
    PRIMARY KEY (model, series, source, day)
);

-- Up to which batch the daily roll-up has been written; it follows the epochs at its own pace.
CREATE TABLE score.roll_up (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    batch bigint NOT NULL
);

-- The country x country matrix of direct dependence, by relation.
CREATE TABLE score.dependence (
    epoch    bigint NOT NULL,
    relation smallint NOT NULL,
    child    smallint NOT NULL,
    parent   smallint NOT NULL,
    edges    bigint NOT NULL,
    PRIMARY KEY (relation, child, parent)
);
RESET ROLE;
