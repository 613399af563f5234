import Columns
import Domain
import Wire

/// What many answers of an epoch repeat, as JSON bytes.
package struct Fragments: Sendable {
    /// The words of licence, task and library, quoted, by their index.
    private(set) var words: StringColumn
    /// What model.get says about an organisation, by row, for those of which more is known than the columns hold.
    private(set) var organizations: [Int32: [UInt8]]
    /// `,"asOf":...,"knownAt":...,"epoch":...,"definition":`
    package let time: [UInt8]
    /// The sources, as an array.
    package let sources: [UInt8]

    package init(header: EpochHeader, models: ModelTable, organizations table: OrganizationTable) {
        self.init(header: header, words: StringColumn(), organizations: [:])
        encodeWords(models.words)
        for row in table.details.keys { organizations[row] = OrganizationAnswer.brief(table, Int(row)) }
    }

    private init(header: EpochHeader, words: StringColumn, organizations: [Int32: [UInt8]]) {
        self.words = words
        self.organizations = organizations
        var writer = ResultWriter()
        writer.raw(",\"asOf\":")
        writer.timestampOrNull(header.asOf?.microseconds ?? .null)
        writer.raw(",\"knownAt\":")
        writer.integer(header.batch)
        writer.raw(",\"epoch\":")
        if header.number > 0 { writer.integer(header.number) } else { writer.raw("null") }
        writer.raw(",\"definition\":")
        time = writer.bytes
        sources = Array(JSONValue.array(header.sources.map { .string($0) }).jsonText.utf8)
    }

    /// The fragments of the next epoch, where only these organisations' rows and further words are new.
    package func updated(
        header: EpochHeader, models: ModelTable, organizations table: OrganizationTable, changed: [Int]
    ) -> Fragments {
        var next = Fragments(header: header, words: words, organizations: organizations)
        next.encodeWords(models.words)
        for row in changed {
            let isKnown = table.details[Int32(row)] != nil
            next.organizations[Int32(row)] = isKnown ? OrganizationAnswer.brief(table, row) : nil
        }
        return next
    }

    private mutating func encodeWords(_ all: [String]) {
        for word in all.dropFirst(words.count) { words.append(JSONValue.string(word).jsonText) }
    }
}
