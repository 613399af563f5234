-- Months of observations and events are not vacuumed for what was inserted: that found room in pages all over a month, and the rows
-- of the next batches went there, before the place that the ledger notes. Readers had to look through the whole month then, seconds
-- for each million rows of it. Nothing else needs that vacuum: rows are hardly ever removed (what is, is vacuumed for as before), and
-- old rows are frozen when the server says it is time.
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
            EXECUTE format('CREATE TABLE groundswell.%I (LIKE groundswell.%I) WITH (autovacuum_vacuum_insert_threshold = -1)', child, parent);
            EXECUTE format('ALTER TABLE groundswell.%I ATTACH PARTITION groundswell.%I FOR VALUES %s', parent, child, bounds);
            EXECUTE format('GRANT SELECT, INSERT ON groundswell.%I TO groundswell_ingest', child);
            EXECUTE format('GRANT SELECT ON groundswell.%I TO groundswell_scoring, groundswell_query', child);
        END IF;
    END IF;
    RETURN child;
END $$;

DO $$
DECLARE
    month regclass;
BEGIN
    FOR month IN
        SELECT inhrelid FROM pg_inherits
        WHERE inhparent IN ('groundswell.observation'::regclass, 'groundswell.event'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_insert_threshold = -1)', month);
    END LOOP;
END $$;
