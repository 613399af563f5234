import Wire

/// What the header of a CSV file is not, as sentences: another separator, another spelling, another edition's names.
enum CSVHeader {
    /// The names in the first line of a text that is no comment; nil where that is no row.
    static func names(_ text: String) -> [String]? {
        var reader = CSVReader(file: "", hasComments: true)
        var text = text
        text.withUTF8 { reader.append(UnsafeRawBufferPointer($0)) }
        var sink = RecordSink()
        guard case .row(let row)? = try? reader.next(isLast: true, into: &sink) else { return nil }
        return row.cells.map(\.text)
    }

    /// Why columns are not there: `the header lacks 'value' (there is 'Value')`.
    static func lacking(_ columns: [String], in names: [String]) -> String {
        let missing = columns.filter { !names.contains($0) }
        let told = missing.map { name in
            "'\(name)'" + (near(name, in: names, but: columns).map { " (there is \(shown($0)))" } ?? "")
        }
        return "the header lacks " + told.joined(separator: ", ")
    }

    /// The column that probably means a missing one.
    static func near(_ name: String, in names: [String], but columns: [String]) -> String? {
        let others = names.filter { !columns.contains($0) }
        return others.first { plain($0) == plain(name) } ?? NearestName.find(name, among: others, count: 1).first
            ?? others.first { words($0).isSubset(of: words(name)) && !words($0).isEmpty }
    }

    /// What separates the cells, where it is no comma: the one cell taken apart by it holds all the columns.
    static func separator(_ columns: [String], in names: [String]) -> String? {
        guard names.count == 1 else { return nil }
        for (separator, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")] as [(Character, String)] {
            let cells = names[0].split(separator: separator).map { plain(String($0)) }
            if columns.allSatisfy({ cells.contains(plain($0)) }) { return name }
        }
        return nil
    }

    /// `actual date` says less than `actual_release_date`, and nothing else.
    private static func words(_ name: String) -> Set<Substring> {
        Set(name.lowercased().split { !$0.isLetter && !$0.isNumber })
    }

    /// Letters and digits alone, in lower case.
    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
