import Domain

/// Which edges of lineage a question is about: one way to say it for every question.
public struct LineageChoice: Hashable, Sendable {
    /// Weight lineage (with `unknown`, which is weights as far as anybody says), data lineage, or both.
    public enum Kind: String, Sendable, CaseIterable {
        case weights, data, all

        /// The relations of this lineage.
        public var relations: Set<Relation> {
            switch self {
            case .weights: Set(Relation.allCases.filter(\.isWeightsOrUnknown))
            case .data: Set(Relation.allCases.filter { !$0.isWeightsOrUnknown })
            case .all: Set(Relation.allCases)
            }
        }
    }

    /// Why relations and lineage that were asked for cannot both hold.
    public struct Contradiction: Error, Equatable, CustomStringConvertible {
        /// Relations that are asked for and not of the lineage asked for, by name.
        public var outside: [String]
        public var kind: Kind

        public var description: String {
            "\(outside.joined(separator: ", ")) \(outside.count == 1 ? "is no relation" : "are no relations") of "
                + "\(kind.rawValue) lineage: leave out 'lineage' or 'relations', or take lineage 'all'"
        }
    }

    public var relations: Set<Relation>
    /// Leave out edges that are stated as finetunes and whose child's name says otherwise (an "FP8" finetune).
    public var excludeFlagged: Bool

    /// Every weight relation and `unknown`, flagged edges included: what is meant where nothing is said.
    public static let standard = LineageChoice(relations: Kind.weights.relations)

    public init(relations: Set<Relation>, excludeFlagged: Bool = false) {
        self.relations = relations
        self.excludeFlagged = excludeFlagged
    }

    /// - Parameters:
    ///   - relations: those asked for; nil: all of the lineage asked for.
    ///   - kind: the lineage asked for; nil: weights where no relations are asked for either, else whatever they are of.
    public init(relations: [Relation]?, kind: Kind?, excludeFlagged: Bool = false) throws(Contradiction) {
        if let relations, let kind {
            let outside = Set(relations).subtracting(kind.relations)
            guard outside.isEmpty else {
                throw Contradiction(outside: Self.inOrder(outside).map(\.name), kind: kind)
            }
        }
        self.init(
            relations: relations.map { Set($0) } ?? (kind ?? .weights).relations, excludeFlagged: excludeFlagged)
    }

    /// The relations in the order of the vocabulary.
    public var inOrder: [Relation] { Self.inOrder(relations) }

    private static func inOrder(_ relations: Set<Relation>) -> [Relation] {
        Relation.allCases.filter(relations.contains)
    }

    /// A bit a relation, for loops over edges.
    var mask: UInt16 { relations.reduce(0) { $0 | 1 << UInt16($1.rawValue) } }
}
