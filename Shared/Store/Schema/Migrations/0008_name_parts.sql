-- The index over names in parts of four million ids. New models come with names in no order: each falls on another page of
-- the index that takes it, and costs the more, the larger that is. A part grows until the next begins, so what a new model
-- costs does not grow with the store. (Ids only grow, and ingest gives them out.) Above 32 million one part takes the rest.
DROP INDEX groundswell.model_name;
CREATE INDEX model_name_0 ON groundswell.model (hashtextextended(key, 0)) WHERE id < 4000000;
CREATE INDEX model_name_1 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 4000000 AND id < 8000000;
CREATE INDEX model_name_2 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 8000000 AND id < 12000000;
CREATE INDEX model_name_3 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 12000000 AND id < 16000000;
CREATE INDEX model_name_4 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 16000000 AND id < 20000000;
CREATE INDEX model_name_5 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 20000000 AND id < 24000000;
CREATE INDEX model_name_6 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 24000000 AND id < 28000000;
CREATE INDEX model_name_7 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 28000000 AND id < 32000000;
CREATE INDEX model_name_8 ON groundswell.model (hashtextextended(key, 0)) WHERE id >= 32000000;

-- For people and their tools; ingest writes the same out. The model of a name's key, as in: SELECT id FROM groundswell.model_named('google-bert/bert-base-uncased'). Parts in which
-- no model is yet are not looked at. Not STRICT and nothing set, so that it is written into the statement that calls it.
CREATE FUNCTION groundswell.model_named(text) RETURNS SETOF groundswell.model LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id < 4000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 4000000 AND id < 8000000
        AND (SELECT max(id) FROM groundswell.model) >= 4000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 8000000 AND id < 12000000
        AND (SELECT max(id) FROM groundswell.model) >= 8000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 12000000 AND id < 16000000
        AND (SELECT max(id) FROM groundswell.model) >= 12000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 16000000 AND id < 20000000
        AND (SELECT max(id) FROM groundswell.model) >= 16000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 20000000 AND id < 24000000
        AND (SELECT max(id) FROM groundswell.model) >= 20000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 24000000 AND id < 28000000
        AND (SELECT max(id) FROM groundswell.model) >= 24000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 28000000 AND id < 32000000
        AND (SELECT max(id) FROM groundswell.model) >= 28000000
    UNION ALL
    SELECT * FROM groundswell.model
    WHERE hashtextextended(key, 0) = hashtextextended($1, 0) AND key = $1 AND id >= 32000000
        AND (SELECT max(id) FROM groundswell.model) >= 32000000
$$;
GRANT EXECUTE ON FUNCTION groundswell.model_named(text) TO groundswell_ingest, groundswell_scoring, groundswell_query;

-- How many names have one hash (nearly always one): without, before an index is chosen, a two-hundredth of all is assumed.
CREATE STATISTICS groundswell.model_name ON (hashtextextended(key, 0)) FROM groundswell.model;
ANALYZE groundswell.model;
