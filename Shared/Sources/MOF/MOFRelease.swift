import Domain

/// A release as a Model Openness Framework file states it, licences as written.
public struct MOFRelease: Sendable, Equatable {
    /// The licences of the release, by content type and for all of it.
    public struct Licenses: Sendable, Equatable {
        public var code: String?
        public var data: String?
        public var document: String?
        public var distribution: String?

        /// The first name given, of the type's, then of the distribution's; empty is not given.
        public func name(for type: Component.ContentType) -> String? {
            let own =
                switch type {
                case .code: code
                case .data: data
                case .document: document
                }
            return [own, distribution].compactMap { $0 }.first { !$0.isEmpty }
        }
    }

    /// One entry of the list of components.
    public struct Entry: Sendable, Equatable {
        public var component: Component
        /// nil: the key is absent or null; empty and `unlicensed`: no licence, and said so.
        public var license: String?
        /// Where the component lies, as written.
        public var path: String?
        public var line: Int
    }

    public var name: String
    public var version: String?
    /// When the statement was last changed.
    public var date: PartialDate?
    public var producer: String?
    public var repository: String?
    public var huggingFace: String?
    public var licenses: Licenses
    /// In file order; a component may stand twice, the last entry counts.
    public var entries: [Entry]
    /// Names no component has, as written: ignored, and each a reject too.
    public var unknownComponents: [String]

    /// The entries that count: of each component the last.
    public var current: [Entry] {
        var last: [Component: Entry] = [:]
        for entry in entries { last[entry.component] = entry }
        return last.values.sorted { $0.component < $1.component }
    }

    /// The licence that holds for an entry, `unlicensed` where it says that there is none, nil where none is given
    /// anywhere.
    public func license(of entry: Entry) -> String? {
        if let own = entry.license { return own.isEmpty ? "unlicensed" : own }
        return licenses.name(for: entry.component.contentType)
    }

    /// The model's id: the repository on the hub if the file links one, else producer and name, else the name.
    public var modelId: String {
        if let huggingFace, let id = Self.repositoryId(huggingFace) { return id }
        guard let producer, !producer.isEmpty, !name.contains("/") else { return name }
        return "\(producer)/\(name)"
    }

    /// `author/name` of a link to a model on the Hub; nil for a link to anything else there.
    static func repositoryId(_ link: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: link.hasPrefix) else { return nil }
        let parts = link.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        let kinds: Set<Substring> = ["datasets", "spaces", "collections", "papers", "docs", "blog"]
        guard parts.count >= 3, ["huggingface.co", "www.huggingface.co"].contains(parts[0]), !kinds.contains(parts[1])
        else { return nil }
        return "\(parts[1])/\(parts[2])"
    }
}
