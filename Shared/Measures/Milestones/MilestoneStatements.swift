import Columns
import Domain

/// The milestones that are known at a time, and other documents that stand by their id.
public enum MilestoneStatements {
    /// Of each document of the kind the statement that stands, by id bytewise: the most trusted source's; of its statements the latest by
    /// then, else the first, as for every fact; at one time the later record.
    public static func standing(
        _ facts: Facts, _ world: World, _ kind: DocumentKind = .milestone
    ) -> [DocumentStatement] {
        let order = SourceOrder(facts)
        // What was stated after the newest observation is about the present.
        let asOf = world.asOf == .null || world.asOf >= facts.newest ? Int64.max : world.asOf
        var standing: [String: DocumentStatement] = [:]
        for statement in facts.documents where statement.kind == kind {
            guard let other = standing[statement.subject] else {
                standing[statement.subject] = statement
                continue
            }
            if stands(statement, against: other, order, asOf) { standing[statement.subject] = statement }
        }
        return standing.values.sorted { Holders.isBefore($0.subject, $1.subject) }
    }

    private static func stands(
        _ a: DocumentStatement, against b: DocumentStatement, _ order: SourceOrder, _ asOf: Int64
    ) -> Bool {
        if a.source != b.source { return order.isBefore(a.source, b.source) }
        let (isMade, otherIsMade) = (a.at <= asOf, b.at <= asOf)
        if isMade != otherIsMade { return isMade }
        if a.at != b.at { return isMade ? a.at > b.at : a.at < b.at }
        return a.batch >= b.batch
    }
}
