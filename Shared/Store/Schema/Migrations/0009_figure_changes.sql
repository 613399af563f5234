-- What epochs changed of models of which only figures changed, as most change: an array a figure, the same place in each a
-- model. A row for each of thousands of models, with all that had not changed, took six times as long to write, and three
-- times to read. Scoring writes score.model anew from all three tables now and then.
SET LOCAL ROLE groundswell_scoring;
CREATE TABLE score.figure_change (
    epoch              bigint NOT NULL,
    -- Of very many models there are several rows.
    part               integer NOT NULL,
    models             integer[] NOT NULL,
    net_likes          bigint[] NOT NULL,
    likes_reached      timestamptz[] NOT NULL,
    gain_7d            bigint[] NOT NULL,
    gain_30d           bigint[] NOT NULL,
    gain_since_first   bigint[] NOT NULL,
    decayed_adoption   double precision[] NOT NULL,
    downloads_30d      bigint[] NOT NULL,
    downloads_all_time bigint[] NOT NULL,
    pulls              bigint[] NOT NULL,
    PRIMARY KEY (epoch, part)
);
-- Read once or twice, soon after: not worth compressing.
ALTER TABLE score.figure_change
    ALTER models SET STORAGE EXTERNAL, ALTER net_likes SET STORAGE EXTERNAL,
    ALTER likes_reached SET STORAGE EXTERNAL, ALTER gain_7d SET STORAGE EXTERNAL,
    ALTER gain_30d SET STORAGE EXTERNAL, ALTER gain_since_first SET STORAGE EXTERNAL,
    ALTER decayed_adoption SET STORAGE EXTERNAL, ALTER downloads_30d SET STORAGE EXTERNAL,
    ALTER downloads_all_time SET STORAGE EXTERNAL, ALTER pulls SET STORAGE EXTERNAL;

-- The newest of all three, a row a model: what scoring writes score.model anew from. A function, whose text is read when it is
-- called: a view would hold on to the score.model of its time.
CREATE FUNCTION score.latest_models() RETURNS TABLE (
    id integer, epoch bigint, organization integer, flags integer, country smallint, access smallint, gated smallint,
    released_precision smallint, released date, created timestamptz, parameters bigint, active_parameters bigint,
    net_likes bigint, likes_reached timestamptz, gain_7d bigint, gain_30d bigint, gain_since_first bigint,
    decayed_adoption double precision, downloads_30d bigint, downloads_all_time bigint, pulls bigint,
    derivatives integer, descendants integer, name text, license text, task text, library text, details jsonb
) LANGUAGE sql STABLE AS $$
    WITH whole AS (
        SELECT DISTINCT ON (m.id) m.* FROM (
            SELECT * FROM score.model UNION ALL SELECT * FROM score.model_change
        ) AS m ORDER BY m.id, m.epoch DESC
    ), figures AS (
        SELECT DISTINCT ON (f.id) f.*, c.epoch
        FROM score.figure_change c CROSS JOIN LATERAL unnest(
            c.models, c.net_likes, c.likes_reached, c.gain_7d, c.gain_30d, c.gain_since_first, c.decayed_adoption,
            c.downloads_30d, c.downloads_all_time, c.pulls
        ) AS f (id, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first, decayed_adoption,
            downloads_30d, downloads_all_time, pulls)
        ORDER BY f.id, c.epoch DESC
    )
    SELECT w.id, coalesce(f.epoch, w.epoch), w.organization, w.flags, w.country, w.access, w.gated,
        w.released_precision, w.released, w.created, w.parameters, w.active_parameters,
        CASE WHEN f.id IS NULL THEN w.net_likes ELSE f.net_likes END,
        CASE WHEN f.id IS NULL THEN w.likes_reached ELSE f.likes_reached END,
        CASE WHEN f.id IS NULL THEN w.gain_7d ELSE f.gain_7d END,
        CASE WHEN f.id IS NULL THEN w.gain_30d ELSE f.gain_30d END,
        CASE WHEN f.id IS NULL THEN w.gain_since_first ELSE f.gain_since_first END,
        CASE WHEN f.id IS NULL THEN w.decayed_adoption ELSE f.decayed_adoption END,
        CASE WHEN f.id IS NULL THEN w.downloads_30d ELSE f.downloads_30d END,
        CASE WHEN f.id IS NULL THEN w.downloads_all_time ELSE f.downloads_all_time END,
        CASE WHEN f.id IS NULL THEN w.pulls ELSE f.pulls END,
        w.derivatives, w.descendants, w.name, w.license, w.task, w.library, w.details
    FROM whole w LEFT JOIN figures f ON f.id = w.id AND f.epoch > w.epoch
$$;

-- The same for people and their tools.
DROP VIEW score.model_now;
CREATE VIEW score.model_now AS SELECT * FROM score.latest_models();
RESET ROLE;
