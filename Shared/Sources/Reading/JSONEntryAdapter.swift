import Wire

/// An adapter whose file holds JSON objects: it says what one object gives.
protocol JSONEntryAdapter: SourceAdapter {
    var entries: JSONEntries { get set }
    var options: AdapterOptions { get }
    /// The records of one object, in order; a fault rejects the object as a whole.
    mutating func records(
        of entry: JSONFields, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> [Record]
}

extension JSONEntryAdapter {
    mutating func readEntries(
        _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout RecordSink
    ) throws(SourceError) {
        entries.append(bytes)
        while let item = try entries.next(isLast: isLast, into: &sink) {
            sink.countEntry()
            switch item {
            case .bad(let reject): sink.reject(reject)
            case .entry(let value, let line, let column):
                guard let fields = JSONFields(value) else { continue }
                if sink.entries == 1 { try requireFormat(fields, line: line, column: column) }
                do throws(FieldFault) {
                    for record in try records(of: fields, line: line, notes: &sink) { sink.add(record, line: line) }
                } catch {
                    let place = entries.place(of: error.path) ?? (line, column)
                    sink.reject(error, file: options.file, line: place.line, column: place.column)
                }
            }
        }
        if isLast, sink.entries == 0 { sink.note(.noEntries, line: 1, "an empty list: nothing is taken") }
    }

    /// The first object tells whether this is the format it was said to be.
    private func requireFormat(_ fields: JSONFields, line: Int, column: Int) throws(SourceError) {
        guard let other = Detection.format(ofKeys: fields.members.map(\.key)), other != Self.format else { return }
        throw SourceError(
            code: .formatMismatch, file: options.file, line: line, column: column,
            message: "this looks like '\(other)', not '\(Self.format)': its objects have the keys "
                + fields.members.prefix(8).map(\.key).joined(separator: ", "))
    }
}
