-- Names are found by a hash of theirs. New models come with names in no order, so each falls on another page of an index
-- of names: the smaller that index, the more of it stays in memory (at 8 million models 200 MB instead of 560), and the
-- more names of a batch share a page. The hash is PostgreSQL's own; whoever looks for a name compares the name too:
--   WHERE hashtextextended(key, 0) = hashtextextended('google-bert/bert-base-uncased', 0) AND key = 'google-bert/bert-base-uncased'
-- That a name is stored once is ingest's to keep, which alone gives out ids, under the lock of the ledger.
CREATE INDEX model_name ON groundswell.model (hashtextextended(key, 0));
ALTER TABLE groundswell.model DROP CONSTRAINT model_key_key;
CREATE INDEX organization_name ON groundswell.organization (hashtextextended(key, 0));
ALTER TABLE groundswell.organization DROP CONSTRAINT organization_key_key;
