import Columns
import Domain
import Postgres

extension Reading {
    /// Organisations, identities, deletions and artifacts: few, so plain queries.
    func documents(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        facts.organizations += try connection.query(
            "SELECT organization, source, at, batch, country, kind, parent, name, aliases, evidence"
                + " FROM groundswell.organization_fact WHERE \(range) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            OrganizationStatement(
                organization: try row.int4(0), source: try row.int2(1), at: try row.timestamp(2),
                batch: try row.int8(3), country: try row.textOrNil(4).flatMap(Country.init(name:)),
                kind: try row.int2OrNil(5).flatMap { OrganizationKind(rawValue: Int8($0)) },
                parent: try row.int4OrNil(6), name: try row.textOrNil(7), aliases: try row.textArray(8),
                evidence: try row.textOrNil(9))
        }
        let identities = try connection.query(
            "SELECT model, other, source, renamed, at, batch FROM groundswell.identity_fact WHERE \(range)"
                + " ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            IdentityStatement(
                model: try row.int4(0), other: try row.int4(1), source: try row.int2(2), renamed: try row.bool(3),
                at: try row.timestamp(4), batch: try row.int8(5))
        }
        facts.identities += identities
        if !identities.isEmpty { news.rewrites = true }
        for identity in identities { news.touched.formUnion([identity.model, identity.other]) }
        facts.deletions += try connection.query(
            "SELECT model, source, at, batch, reason FROM groundswell.deletion_fact WHERE \(range)"
                + " ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            DeletionStatement(
                model: try row.int4(0), source: try row.int2(1), at: try row.timestamp(2), batch: try row.int8(3),
                reason: try row.textOrNil(4))
        }
        let artifacts = try connection.query(
            "SELECT DISTINCT node FROM groundswell.document_fact WHERE \(range) AND node IS NOT NULL"
        ) { row throws(PostgresError) in try row.int4(0) }
        facts.artifacts.formUnion(artifacts)
    }

    /// Artifacts after some were withdrawn: a node stays one while any statement of it stands.
    func standingArtifacts() throws -> Set<Int32> {
        Set(
            try connection.query(
                """
                SELECT DISTINCT d.node FROM groundswell.document_fact d
                WHERE d.batch <= \(upTo) AND d.node IS NOT NULL AND NOT EXISTS (
                    SELECT FROM groundswell.retraction r
                    WHERE r.kind = 5 AND r.source = d.source AND r.text = d.subject AND r.at = d.at
                        AND r.batch > d.batch AND r.batch <= \(upTo))
                """
            ) { row throws(PostgresError) in try row.int4(0) })
    }
}
