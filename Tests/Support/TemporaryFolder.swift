import Glibc

/// A folder with a short path (socket paths end at 107 bytes), gone with its last reference.
public final class TemporaryFolder: Sendable {
    /// Absolute, without a slash at its end.
    public let path: String

    public init(prefix: String = "gs") throws {
        var template = Array("/tmp/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestFailure("cannot make a temporary folder: \(String(cString: strerror(errno)))")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { remove() }

    /// The path of something inside.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Removes the folder and all that is in it.
    public func remove() { Command.run(["rm", "-rf", "--", path]) }
}
