import Configuration
import Glibc
import Yams

/// A YAML file of settings: its values, and the names of all its entries.
struct ConfigurationFile {
    let path: String
    let snapshot: YAMLSnapshot
    /// The dotted names of all scalars and lists.
    let names: [String]

    /// Reads a file; nil where it is absent and need not be there.
    static func read(_ path: String, optional: Bool) throws(ConfigurationError) -> ConfigurationFile? {
        guard let file = fopen(path, "re") else {
            if optional, errno == ENOENT { return nil }
            throw .fileUnreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            bytes += chunk[..<count]
            if count == 0 { break }
            guard bytes.count <= 1 << 20 else { throw .fileMalformed(path: path, reason: "it is larger than 1 MiB") }
        }
        guard ferror(file) == 0 else { throw .fileUnreadable(path: path, reason: String(cString: strerror(errno))) }
        return try ConfigurationFile(path: path, bytes: bytes)
    }

    init?(path: String, bytes: [UInt8]) throws(ConfigurationError) {
        self.path = path
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .fileMalformed(path: path, reason: "it is not UTF-8")
        }
        do {
            guard let node = try Yams.compose(yaml: text), node.null == nil else { return nil }
            guard let mapping = node.mapping else {
                throw ConfigurationError.fileMalformed(path: path, reason: "it is no mapping of names to values")
            }
            names = Self.names(mapping, under: "")
            snapshot = try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: .default)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            // The parser draws a picture over several lines; one sentence is what a person gets here.
            throw .fileMalformed(path: path, reason: "\(error)".split(separator: "\n").joined(separator: " "))
        }
    }

    private static func names(_ mapping: Node.Mapping, under prefix: String) -> [String] {
        mapping.flatMap { key, value -> [String] in
            let name = prefix + (key.string ?? "?")
            guard let inner = value.mapping else { return [name] }
            return inner.isEmpty ? [name] : names(inner, under: name + ".")
        }
    }
}
