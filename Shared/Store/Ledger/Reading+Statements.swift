import Columns
import Domain
import Postgres

extension Reading {
    /// What sources said of models, and the parents they named.
    func statements(_ facts: inout Facts, _ news: inout FactsReader.News) throws {
        var statements: [Columns.Statement] = []
        // Most models are spoken of once: room for that many is had at once.
        if isCold { statements.reserveCapacity(facts.modelNames.count) }
        try connection.copyOut(
            """
            COPY (SELECT model, source, at, batch, content, access, gated, released, released_precision, created, \
            parameters, active_parameters, organization, license, license_name, license_link, task, library, bases, \
            hub_id FROM groundswell.model_fact WHERE \(range("model"))) TO STDOUT (FORMAT binary)
            """, columns: 20
        ) { row in
            var s = Columns.Statement(
                model: try row.int4(), source: try row.int2(), at: try row.timestamp(), batch: try row.int8(),
                content: try row.int8())
            s.access = try row.int2OrNil().map { Int8($0) } ?? -1
            s.gated = try row.boolOrNil().map { $0 ? 1 : 0 } ?? -1
            s.released = try row.dateOrNil() ?? .null
            s.releasedPrecision = try row.int2OrNil().map { Int8($0) } ?? -1
            s.created = try row.timestampOrNil() ?? .null
            s.parameters = try row.int8OrNil() ?? .null
            s.activeParameters = try row.int8OrNil() ?? .null
            s.organization = try row.int4OrNil() ?? .null
            s.license = try row.int4OrNil() ?? .null
            s.licenseName = try row.int4OrNil() ?? .null
            s.licenseLink = try row.int4OrNil() ?? .null
            s.task = try row.int4OrNil() ?? .null
            s.library = try row.int4OrNil() ?? .null
            s.bases = try row.int2()
            s.hubId = try row.withBytesOrNil { $0.map(Self.hash) ?? 0 }
            // Equal hub ids are one identity: its roll-up may have to be joined.
            if s.hubId != 0, !isCold { news.touch(s.model) }
            if !isCold { news.described.insert(s.model) }
            statements.append(s)
        }
        for s in statements { facts.heard.note(s.source, at: s.at) }
        facts.statements.merge(statements)
        statements = []
        var bases: [StatedBase] = []
        try connection.copyOut(
            "COPY (SELECT child, parent, source, relation, at, batch, content FROM groundswell.edge WHERE \(range("child")))"
                + " TO STDOUT (FORMAT binary)", columns: 7
        ) { row in
            bases.append(
                StatedBase(
                    model: try row.int4(), parent: try row.int4(), source: try row.int2(), relation: try row.int2(),
                    at: try row.timestamp(), batch: try row.int8(), content: try row.int8()))
        }
        facts.bases.merge(bases)
        try joint(&facts)
    }

    /// The organisations of joint releases.
    private func joint(_ facts: inout Facts) throws {
        var rows: [(model: Int32, place: Int16, joint: JointStatement)] = []
        try connection.copyOut(
            "COPY (SELECT model, organization, place, source, at, batch, content FROM groundswell.joint_fact"
                + " WHERE \(range("model")) ORDER BY batch, ctid) TO STDOUT (FORMAT binary)", columns: 7
        ) { row in
            let (model, organization, place) = (try row.int4(), try row.int4(), try row.int2())
            rows.append(
                (
                    model, place,
                    JointStatement(
                        source: try row.int2(), at: try row.timestamp(), batch: try row.int8(),
                        content: try row.int8(), organizations: [organization])
                ))
        }
        // Each statement's organisations stand together, the publisher first.
        for (model, place, row) in rows {
            if place > 0, let last = facts.joint[model]?.indices.last {
                facts.joint[model]?[last].organizations += row.organizations
            } else {
                facts.joint[model, default: []].append(row)
            }
        }
    }

    /// FNV-1a, 64 bits, never 0.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var h: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { h = (h ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: h | 1)
    }
}
