import Columns
import Domain
import Postgres

extension Reading {
    /// Organisations, identities, deletions and artifacts: few, so plain queries.
    func documents(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        let organizations = try connection.query(
            "SELECT organization, source, at, batch, country, kind, parent, name, aliases, evidence"
                + " FROM groundswell.organization_fact WHERE \(range("organization")) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            OrganizationStatement(
                organization: try row.int4(0), source: try row.int2(1), at: try row.timestamp(2),
                batch: try row.int8(3), country: try row.textOrNil(4).flatMap(Country.init(name:)),
                kind: try row.int2OrNil(5).flatMap { OrganizationKind(rawValue: Int8($0)) },
                parent: try row.int4OrNil(6), name: try row.textOrNil(7), aliases: try row.textArray(8),
                evidence: try row.textOrNil(9))
        }
        for o in organizations { facts.heard.note(o.source, at: o.at) }
        facts.organizations += organizations
        let identities = try connection.query(
            "SELECT model, other, source, renamed, at, batch FROM groundswell.identity_fact"
                + " WHERE \(range("model")) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            IdentityStatement(
                model: try row.int4(0), other: try row.int4(1), source: try row.int2(2), renamed: try row.bool(3),
                at: try row.timestamp(4), batch: try row.int8(5))
        }
        facts.identities += identities
        if !identities.isEmpty { news.rewrites = true }
        for identity in identities {
            news.touch(identity.model)
            news.touch(identity.other)
        }
        let deletions = try connection.query(
            "SELECT model, source, at, batch, reason FROM groundswell.deletion_fact WHERE \(range("model"))"
                + " ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            DeletionStatement(
                model: try row.int4(0), source: try row.int2(1), at: try row.timestamp(2), batch: try row.int8(3),
                reason: try row.textOrNil(4))
        }
        facts.deletions += deletions
        if !organizations.isEmpty || !deletions.isEmpty { news.isWide = true }
        facts.components += try connection.query(
            "SELECT model, component, source, present, at, batch, license, evidence FROM groundswell.component_fact"
                + " WHERE \(range("model")) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            ComponentStatement(
                model: try row.int4(0), component: try row.int2(1), source: try row.int2(2),
                isPresent: try row.bool(3), at: try row.timestamp(4), batch: try row.int8(5),
                license: try row.textOrNil(6), evidence: try row.textOrNil(7))
        }
        facts.documents += try connection.query(
            "SELECT kind, source, node, at, batch, subject, body::text FROM groundswell.document_fact"
                + " WHERE \(range(Self.documentSubject)) ORDER BY batch, ctid"
        ) { row throws(PostgresError) in
            DocumentStatement(
                kind: DocumentKind(rawValue: try row.int2(0)) ?? .artifact, source: try row.int2(1),
                node: try row.int4OrNil(2) ?? .null, at: try row.timestamp(3), batch: try row.int8(4),
                subject: try row.text(5), body: try row.text(6))
        }
        try artifacts(&facts, &news)
    }

    /// Nodes of lineage that are no models, and what is said of them.
    private func artifacts(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        let statements = try connection.query(
            """
            SELECT node, source, at, batch, body->>'type', body->>'organization', body->>'released', body->>'license'
            FROM groundswell.document_fact
            WHERE \(range(Self.documentSubject)) AND kind = \(DocumentKind.artifact.rawValue) AND node IS NOT NULL ORDER BY batch, ctid
            """
        ) { row throws(PostgresError) in
            ArtifactStatement(
                node: try row.int4(0), source: try row.int2(1), at: try row.timestamp(2), batch: try row.int8(3),
                type: try row.textOrNil(4) ?? "", organization: try row.textOrNil(5),
                released: try row.textOrNil(6).flatMap { PartialDate($0) }?.first.number ?? .null,
                license: try row.textOrNil(7))
        }
        facts.artifactStatements += statements
        if !statements.isEmpty { news.isWide = true }
        facts.artifacts.formUnion(statements.map(\.node))
    }
}
