import Glibc

/// A secret that came from a file: a token, a shared secret. It never shows itself in a log or an error.
public struct Credential: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The secret itself, without white space around it.
    public let value: String

    public var description: String { "(a secret)" }
    public var debugDescription: String { description }

    /// The largest file that is taken for a secret.
    static let maximumBytes = 4096

    /// Reads a secret: from the file a setting names, else from the systemd credential of that name
    /// (`$CREDENTIALS_DIRECTORY/NAME`, as `LoadCredential=NAME:...` makes it); nil where there is neither.
    /// - Throws: `CredentialError`, where there is a file and no secret can be had from it.
    public static func read(
        file: String, credential name: String, environment: [String: String]
    ) throws(CredentialError) -> Credential? {
        if !file.isEmpty { return try Credential(contentsOf: file) }
        guard let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return nil }
        let path = "\(folder)/\(name)"
        return access(path, F_OK) == 0 ? try Credential(contentsOf: path) : nil
    }

    private init(contentsOf path: String) throws(CredentialError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw CredentialError(path, "cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CredentialError(path, "is no file")
        }
        guard status.st_mode & (S_IWGRP | S_IROTH | S_IWOTH) == 0 else {
            throw CredentialError(path, "may be read or changed by other users: make it 0400 or 0440")
        }
        var buffer = [UInt8](repeating: 0, count: Self.maximumBytes + 1)
        let count = Glibc.read(file, &buffer, buffer.count)
        guard count >= 0 else { throw CredentialError(path, "cannot be read: \(String(cString: strerror(errno)))") }
        guard count <= Self.maximumBytes else {
            throw CredentialError(path, "is larger than \(Self.maximumBytes) bytes: that is no secret")
        }
        var bytes = buffer[..<count]
        while let last = bytes.last, last == 10 || last == 13 || last == 32 || last == 9 { bytes.removeLast() }
        while let first = bytes.first, first == 10 || first == 13 || first == 32 || first == 9 { bytes.removeFirst() }
        guard !bytes.isEmpty else { throw CredentialError(path, "is empty") }
        guard bytes.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw CredentialError(path, "holds more than one word of printable ASCII")
        }
        value = String(decoding: bytes, as: UTF8.self)
    }
}

/// Why no secret could be had from a file. Never holds any of its content.
public struct CredentialError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    public var description: String { "the file of a secret '\(path)' \(reason)" }
}
