/// Limits of reading, named, with their reasons.
public enum SourceLimits {
    /// The largest single entry of a JSON file: a hub object with all its siblings has up to a few MiB.
    public static let entryBytes = 16 << 20
    /// The deepest nesting of JSON: parsing recurses; hub objects reach about 12.
    public static let jsonDepth = 64
    /// The longest CSV row: an open quote would otherwise swallow the rest of the file.
    public static let rowBytes = 1 << 20
    /// The largest YAML file: it is composed in memory, at about 40 times its size.
    public static let yamlBytes = 8 << 20
    /// The longest YAML file in lines.
    public static let yamlLines = 200_000
}
