-- Where a batch's observations and events stand: a BRIN index costs COPY as much as storing the row (measured on
-- PostgreSQL 15: 2 million events in 1.5 s without, 2.8 s with the two there were), so the ledger notes it instead. Each
-- partition that the batch wrote to, and the block from which on its rows stand there. Only where to look first: a reader
-- counts what it finds against the ledger, and reads the whole table where that differs. Null: not noted, read everything.
ALTER TABLE groundswell.batch ADD COLUMN tables text[], ADD COLUMN blocks bigint[];

DO $$
DECLARE
    index regclass;
BEGIN
    FOR index IN
        SELECT i.indexrelid FROM pg_index i JOIN pg_inherits h ON h.inhrelid = i.indrelid
        WHERE h.inhparent IN ('groundswell.observation'::regclass, 'groundswell.event'::regclass)
    LOOP
        EXECUTE format('DROP INDEX %s', index);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION groundswell.ensure_month(parent text, month date) RETURNS text
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
            EXECUTE format('GRANT SELECT, INSERT ON groundswell.%I TO groundswell_ingest', child);
            EXECUTE format('GRANT SELECT ON groundswell.%I TO groundswell_scoring, groundswell_query', child);
        END IF;
    END IF;
    RETURN child;
END $$;

-- An index over the time of events, for months of which something is withdrawn: made when that first happens.
CREATE FUNCTION groundswell.ensure_time_index(at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child text := CASE WHEN at < '2015-01-01 00:00:00+00' THEN 'event_early'
        ELSE to_char(at AT TIME ZONE 'UTC', '"event_"YYYY_MM') END;
BEGIN
    IF to_regclass('groundswell.' || child) IS NOT NULL AND to_regclass('groundswell.' || child || '_at') IS NULL THEN
        EXECUTE format('CREATE INDEX %I ON groundswell.%I USING brin (at) WITH (pages_per_range = 64)', child || '_at', child);
    END IF;
END $$;
REVOKE ALL ON FUNCTION groundswell.ensure_time_index(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groundswell.ensure_time_index(timestamptz) TO groundswell_ingest;
