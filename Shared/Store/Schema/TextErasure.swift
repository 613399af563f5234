import Postgres

/// The texts beside the names that speak of an account: statements about it and its models lose what was written in free
/// form; documents and shared words get the anonymous ids in the place of the names.
enum TextErasure {
    /// Runs over the temporary table `erasing`, before models and organizations lose their names; how many rows changed.
    static func change(_ connection: Connection) throws -> Int64 {
        try connection.execute(
            """
            CREATE TEMPORARY TABLE erasing_model ON COMMIT DROP AS
                SELECT m.id, m.key, e.anonymous || '/model-' || m.id AS anonymous
                FROM groundswell.model m JOIN erasing e ON split_part(m.key, '/', 1) = e.account AND m.key LIKE '%/%';
            CREATE TEMPORARY TABLE erasing_organization ON COMMIT DROP AS
                SELECT o.id FROM groundswell.organization o JOIN erasing e ON o.key = e.account;
            \(function)
            """)
        var changed: Int64 = 0
        for statement in statements {
            changed +=
                try connection.queryFirst("WITH changed AS (\(statement) RETURNING 1) SELECT count(*) FROM changed") {
                    try $0.int8(0)
                } ?? 0
        }
        try connection.execute("DROP FUNCTION pg_temp.erased(text)")
        return changed
    }

    /// A text with the account's names replaced: first whole ids of its models, then what else stands under it in paths,
    /// then the account itself in quotes or as the whole text.
    private static let function = """
        CREATE FUNCTION pg_temp.erased(given text) RETURNS text LANGUAGE plpgsql AS $$
        DECLARE
            result text := given;
            account text := (SELECT regexp_replace(e.account, '([.\\\\^$*+?()\\[\\]{}|-])', '\\\\\\1', 'g') FROM erasing e);
            anonymous text := (SELECT e.anonymous FROM erasing e);
            model record;
        BEGIN
            IF result !~* ('(^|[^a-z0-9._-])' || account || '($|[^a-z0-9._-])') THEN RETURN result; END IF;
            FOR model IN SELECT regexp_replace(m.key, '([.\\\\^$*+?()\\[\\]{}|-])', '\\\\\\1', 'g') AS key, m.anonymous
                FROM erasing_model m ORDER BY length(m.key) DESC LOOP
                result := regexp_replace(result, '(^|[^a-z0-9._-])' || model.key || '(?![a-z0-9._-])', '\\1' || model.anonymous, 'gi');
            END LOOP;
            result := regexp_replace(result, '(^|[^a-z0-9._-])' || account || '/[^/"[:space:]]+', '\\1' || anonymous || '/erased', 'gi');
            result := regexp_replace(result, '(^|")' || account || '($|")', '\\1' || anonymous || '\\2', 'gi');
            RETURN result;
        END $$;
        """

    private static let statements = [
        """
        UPDATE groundswell.organization_fact f SET name = NULL, aliases = '{}', evidence = NULL
        FROM erasing_organization o WHERE o.id = f.organization
        """,
        """
        UPDATE groundswell.model_fact f SET hub_id = NULL, license_link = NULL
        FROM erasing_model m WHERE m.id = f.model AND (hub_id IS NOT NULL OR license_link IS NOT NULL)
        """,
        """
        UPDATE groundswell.component_fact f SET evidence = NULL
        FROM erasing_model m WHERE m.id = f.model AND evidence IS NOT NULL
        """,
        "UPDATE groundswell.component_fact SET evidence = NULL WHERE pg_temp.erased(evidence) <> evidence",
        """
        UPDATE groundswell.deletion_fact f SET reason = NULL
        FROM erasing_model m WHERE m.id = f.model AND reason IS NOT NULL
        """,
        "UPDATE groundswell.organization_fact SET evidence = NULL WHERE pg_temp.erased(evidence) <> evidence",
        """
        UPDATE groundswell.retraction SET reason = pg_temp.erased(reason), text = pg_temp.erased(text)
        WHERE pg_temp.erased(reason) <> reason OR pg_temp.erased(text) <> text
        """,
        // A licence may be called like an account: only paths are replaced. The number keeps words apart.
        """
        UPDATE groundswell.word SET text = pg_temp.erased(text) || '#' || id
        WHERE text LIKE '%/%' AND pg_temp.erased(text) <> text
        """,
        """
        UPDATE groundswell.document_fact SET body = pg_temp.erased(body::text)::jsonb, subject = pg_temp.erased(subject)
        WHERE pg_temp.erased(body::text) <> body::text OR pg_temp.erased(subject) <> subject
        """,
    ]
}
