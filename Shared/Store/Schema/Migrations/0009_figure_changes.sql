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

-- All together, for people and their tools: a row a model. By a function, since it goes with score.model, and is made anew when
-- another takes its place.
CREATE FUNCTION score.make_model_now() RETURNS void LANGUAGE plpgsql AS $make$
BEGIN
    CREATE VIEW score.model_now AS
    WITH whole AS (
        SELECT DISTINCT ON (id) * FROM (SELECT * FROM score.model UNION ALL SELECT * FROM score.model_change) AS every
        ORDER BY id, epoch DESC
    ), figures AS (
        SELECT DISTINCT ON (f.id) f.*, c.epoch
        FROM score.figure_change c CROSS JOIN LATERAL unnest(
            c.models, c.net_likes, c.likes_reached, c.gain_7d, c.gain_30d, c.gain_since_first, c.decayed_adoption,
            c.downloads_30d, c.downloads_all_time, c.pulls
        ) AS f (id, net_likes, likes_reached, gain_7d, gain_30d, gain_since_first, decayed_adoption,
            downloads_30d, downloads_all_time, pulls)
        ORDER BY f.id, c.epoch DESC
    )
    SELECT w.id, coalesce(f.epoch, w.epoch) AS epoch, w.organization, w.flags, w.country, w.access, w.gated,
        w.released_precision, w.released, w.created, w.parameters, w.active_parameters,
        CASE WHEN f.id IS NULL THEN w.net_likes ELSE f.net_likes END AS net_likes,
        CASE WHEN f.id IS NULL THEN w.likes_reached ELSE f.likes_reached END AS likes_reached,
        CASE WHEN f.id IS NULL THEN w.gain_7d ELSE f.gain_7d END AS gain_7d,
        CASE WHEN f.id IS NULL THEN w.gain_30d ELSE f.gain_30d END AS gain_30d,
        CASE WHEN f.id IS NULL THEN w.gain_since_first ELSE f.gain_since_first END AS gain_since_first,
        CASE WHEN f.id IS NULL THEN w.decayed_adoption ELSE f.decayed_adoption END AS decayed_adoption,
        CASE WHEN f.id IS NULL THEN w.downloads_30d ELSE f.downloads_30d END AS downloads_30d,
        CASE WHEN f.id IS NULL THEN w.downloads_all_time ELSE f.downloads_all_time END AS downloads_all_time,
        CASE WHEN f.id IS NULL THEN w.pulls ELSE f.pulls END AS pulls,
        w.derivatives, w.descendants, w.name, w.license, w.task, w.library, w.details
    FROM whole w LEFT JOIN figures f ON f.id = w.id AND f.epoch > w.epoch;
END
$make$;
DROP VIEW score.model_now;
SELECT score.make_model_now();
RESET ROLE;
