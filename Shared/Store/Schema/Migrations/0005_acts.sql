-- What administrators did to the store and what curators said, with who and when. Not a fact: no answer rests on it.
CREATE TABLE groundswell.act (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- For an operator the user of the system; for a curator `uid` and the number that the kernel says of the peer.
    who    text NOT NULL,
    what   text NOT NULL,
    detail text NOT NULL,
    -- Of a curator: the batch that holds what was said.
    batch  bigint
);
GRANT INSERT ON groundswell.act TO groundswell_ingest;

-- Accounts that were erased, by the salted hash of their name: what comes in again under it can be found, the name cannot.
CREATE TABLE groundswell.erased (
    digest    bytea PRIMARY KEY,
    salt      uuid NOT NULL,
    anonymous text COLLATE "C" NOT NULL UNIQUE,
    at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
