import Wire

/// Every format, by its id.
public enum Adapters {
    public static let all: [any SourceAdapter.Type] = [
        GroundswellAdapter.self, HuggingFaceAdapter.self, WebhookAdapter.self, MOFAdapter.self, EpochAdapter.self,
        HELMAdapter.self, MTEBAdapter.self, EcosystemGraphsAdapter.self, RegionsAdapter.self, SeriesAdapter.self,
        DeploymentsAdapter.self, ModelsDevAdapter.self, ReleaseDatesAdapter.self, ParametersAdapter.self,
        OSAIAdapter.self, FMTIAdapter.self,
    ]

    /// The adapter of a format; throws with the nearest name where there is none.
    public static func named(_ format: String, file: String = "") throws(SourceError) -> any SourceAdapter.Type {
        if let adapter = all.first(where: { $0.format == format }) { return adapter }
        let names = all.map { $0.format }
        let nearest = nearest(to: format).map { "; did you mean '\($0)'?" } ?? "."
        throw SourceError(
            code: .formatUnknown, file: file, path: "format",
            message: "no format \(shown(format))\(nearest) Formats: \(names.joined(separator: ", "))")
    }

    /// The format whose name is nearest, if one is near.
    public static func nearest(to format: String) -> String? {
        let names = all.map { $0.format }
        if let near = NearestName.find(format, among: names, count: 1).first { return near }
        return names.first { !format.isEmpty && ($0.hasPrefix(format) || format.hasPrefix($0)) }
    }

    /// What a file is, told from its first bytes (64 KiB are enough); its name is looked at last.
    public static func detect(_ prefix: [UInt8], fileName: String) -> Detection {
        Detection.detect(prefix, fileName: fileName)
    }
}
