import Domain
import Postgres
import Wire

/// Rows of facts, by table; all are few beside observations and events.
private struct FactRows {
    var models = CopyRows()
    var edges = CopyRows()
    var joint = CopyRows()
    var organizations = CopyRows()
    var components = CopyRows()
    var identities = CopyRows()
    var deletions = CopyRows()
    var documents = CopyRows()
}

extension StoreTransaction {
    /// Copies the facts of a batch into their tables.
    func copyFacts(_ batch: RecordBatch, _ hashes: [Hash128], _ names: ResolvedNames) throws {
        var rows = FactRows()
        let facts = FactNames(batch: batch, names: names)
        for index in batch.factOrder(names) {
            let row = batch.cold[index]
            let content = hashes[index].low
            switch row.record {
            case .organization(let r): organization(r, content, facts, &rows.organizations)
            case .model(let r): model(r, names.subject(index), content, facts, &rows)
            case .component(let r): component(r, content, facts, &rows.components)
            case .rename(let r): identity(r.from, r.to, renamed: true, r.source, r.at, facts, &rows.identities)
            case .same(let r): identity(r.a, r.b, renamed: false, r.source, r.at, facts, &rows.identities)
            case .deletion(let r): deletion(r, facts, &rows.deletions)
            case .artifact, .milestone, .claim, .scores: document(row.record, content, facts, &rows.documents)
            case .observation, .event, .series, .retraction: continue
            }
        }
        try copy(
            rows.models, "model_fact",
            """
            model, source, released_precision, access, gated, at, batch, content, parameters, active_parameters, created,
            released, organization, license, license_name, license_link, task, library, bases, hub_id
            """)
        try copy(rows.edges, "edge", "child, parent, at, batch, content, source, relation")
        try copy(rows.joint, "joint_fact", "model, organization, place, source, at, batch, content")
        try copy(
            rows.organizations, "organization_fact",
            "organization, source, kind, at, batch, content, parent, country, name, aliases, evidence")
        try copy(
            rows.components, "component_fact",
            "model, component, source, present, at, batch, content, license, evidence")
        try copy(rows.identities, "identity_fact", "model, other, source, renamed, at, batch")
        try copy(rows.deletions, "deletion_fact", "model, source, at, batch, reason")
        try copy(rows.documents, "document_fact", "kind, source, node, at, batch, content, subject, body")
    }

    private func copy(_ rows: CopyRows, _ table: String, _ columns: String) throws {
        guard !rows.isEmpty else { return }
        try connection.copyIn("COPY groundswell.\(table) (\(columns)) FROM STDIN (FORMAT binary)", rows: rows)
    }

    private func model(
        _ r: ModelRecord, _ model: Int32, _ content: Int64, _ names: FactNames, _ rows: inout FactRows
    ) {
        let source = names.source(r.source)
        rows.models.beginRow(20)
        rows.models.int4(model)
        rows.models.int2(source)
        rows.models.int2((r.released?.precision.rawValue).map { Int16($0) })
        rows.models.int2((r.access?.rawValue).map { Int16($0) })
        rows.models.bool(r.gated)
        rows.models.timestamp(r.at.microseconds)
        rows.models.int8(number)
        rows.models.int8(content)
        rows.models.int8(r.parameters)
        rows.models.int8(r.activeParameters)
        rows.models.timestamp(r.created?.microseconds)
        rows.models.date(r.released?.first.number)
        rows.models.int4(r.organization.map(names.organization))
        rows.models.int4(r.license.map(names.word))
        rows.models.int4(r.licenseName.map(names.word))
        rows.models.int4(r.licenseLink.map(names.word))
        rows.models.int4(r.task.map(names.word))
        rows.models.int4(r.library.map(names.word))
        rows.models.int2(Int16(clamping: r.bases.count))
        rows.models.text(r.hubId)
        for base in r.bases {
            rows.edges.beginRow(7)
            rows.edges.int4(model)
            rows.edges.int4(names.model(base.id))
            rows.edges.timestamp(r.at.microseconds)
            rows.edges.int8(number)
            rows.edges.int8(content)
            rows.edges.int2(source)
            rows.edges.int2(Int16(base.relation.rawValue))
        }
        guard r.isJoint else { return }
        for (place, organization) in r.organizations.enumerated() {
            rows.joint.beginRow(7)
            rows.joint.int4(model)
            rows.joint.int4(names.organization(organization))
            rows.joint.int2(Int16(clamping: place))
            rows.joint.int2(source)
            rows.joint.timestamp(r.at.microseconds)
            rows.joint.int8(number)
            rows.joint.int8(content)
        }
    }

    private func organization(_ r: OrganizationRecord, _ content: Int64, _ names: FactNames, _ rows: inout CopyRows) {
        rows.beginRow(11)
        rows.int4(names.organization(r.id))
        rows.int2(names.source(r.source))
        rows.int2((r.kind?.rawValue).map { Int16($0) })
        rows.timestamp(r.at.microseconds)
        rows.int8(number)
        rows.int8(content)
        rows.int4(r.parent.map(names.organization))
        rows.text(r.country?.name)
        rows.text(r.name)
        rows.textArray(r.aliases)
        rows.text(r.evidence)
    }

    private func component(_ r: ComponentRecord, _ content: Int64, _ names: FactNames, _ rows: inout CopyRows) {
        rows.beginRow(9)
        rows.int4(names.model(r.model))
        rows.int2(Int16(clamping: r.id))
        rows.int2(names.source(r.source))
        rows.bool(r.present)
        rows.timestamp(r.at.microseconds)
        rows.int8(number)
        rows.int8(content)
        rows.text(r.license)
        rows.text(r.evidence)
    }

    private func identity(
        _ a: String, _ b: String, renamed: Bool, _ source: String, _ at: Timestamp, _ names: FactNames,
        _ rows: inout CopyRows
    ) {
        rows.beginRow(6)
        rows.int4(names.model(a))
        rows.int4(names.model(b))
        rows.int2(names.source(source))
        rows.bool(renamed)
        rows.timestamp(at.microseconds)
        rows.int8(number)
    }

    private func deletion(_ r: DeletionRecord, _ names: FactNames, _ rows: inout CopyRows) {
        rows.beginRow(5)
        rows.int4(names.model(r.model))
        rows.int2(names.source(r.source))
        rows.timestamp(r.at.microseconds)
        rows.int8(number)
        rows.text(r.reason)
    }

    private func document(_ record: Record, _ content: Int64, _ names: FactNames, _ rows: inout CopyRows) {
        guard let document = Document(record) else { return }
        rows.beginRow(8)
        rows.int2(document.kind.rawValue)
        rows.int2(names.source(document.source))
        rows.int4(document.kind == .artifact ? names.model(document.subject) : nil)
        rows.timestamp(document.at.microseconds)
        rows.int8(number)
        rows.int8(content)
        rows.text(document.subject)
        rows.jsonb(Document.body(record))
    }
}

/// Ids of the names that facts carry: all of them have been resolved before.
struct FactNames {
    let batch: RecordBatch
    let names: ResolvedNames

    func model(_ name: String) -> Int32 { batch.models.find(name).map { names.models[Int($0)] } ?? 0 }

    func source(_ name: String) -> Int16 { batch.sources.find(name).map { names.small.sources[Int($0)] } ?? 0 }

    func organization(_ name: String) -> Int32 { names.organizations[ModelName.key(name)] ?? 0 }

    func word(_ word: String) -> Int32 { names.words[word] ?? 0 }
}

extension RecordBatch {
    /// The places of the facts that are to be stored: statements about models by the models' ids, so that the index over them
    /// is written from one end to the other; statements about one model, and everything else, in the order of lines, which
    /// tells renames of one time apart.
    fileprivate func factOrder(_ names: ResolvedNames) -> [Int] {
        // The id in the upper half, the place in the lower.
        var order: [UInt64] = []
        order.reserveCapacity(cold.count)
        for (place, row) in cold.enumerated() where !row.isDropped {
            let model = row.record.kind == .model ? names.subject(place) : 0
            order.append(UInt64(UInt32(bitPattern: model)) << 32 | UInt64(place))
        }
        order.sort()
        return order.map { Int($0 & 0xffff_ffff) }
    }
}
