-- What epochs changed in score.model since it was last written whole: appended, since updating rows in place writes to as
-- many pages as there are rows and to both indexes. Scoring writes score.model anew from both now and then. Of an id the
-- row with the newest epoch stands.
SET LOCAL ROLE groundswell_scoring;
CREATE TABLE score.model_change (LIKE score.model INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE INDEX model_change_epoch ON score.model_change (epoch);
CREATE INDEX organization_epoch ON score.organization (epoch);

-- Both together, for people and their tools. Made anew with every new score.model.
CREATE VIEW score.model_now AS
    SELECT DISTINCT ON (id) * FROM (SELECT * FROM score.model UNION ALL SELECT * FROM score.model_change) AS every
    ORDER BY id, epoch DESC;
RESET ROLE;
