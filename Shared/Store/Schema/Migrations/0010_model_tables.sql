-- Where there are many models, a first epoch writes a part of them over another session of the server, at the same time: a
-- session copies with one process. That part is a table of its own; who reads score.model reads both. Scoring replaces both
-- together, and where it writes over one session this one stays empty. (A scoring that knows nothing of it could not replace
-- score.model.)
SET LOCAL ROLE groundswell_scoring;
CREATE TABLE score.model_second () INHERITS (score.model);
CREATE UNIQUE INDEX ON score.model_second (id);
CREATE INDEX ON score.model_second (epoch);
RESET ROLE;
