import Sources

/// Compares what a request calls the secret with the secret, in a time that tells nothing about either.
struct SecretCheck: Sendable {
    private let digest: [UInt8]

    init(_ secret: String) { digest = Self.digest(secret) }

    /// Both are hashed, so that neither a common beginning nor the length shows; all of the digests is looked at.
    func accepts(_ given: String) -> Bool {
        let other = Self.digest(given)
        var difference: UInt8 = 0
        for index in digest.indices { difference |= digest[index] ^ other[index] }
        return difference == 0
    }

    private static func digest(_ text: String) -> [UInt8] {
        var digest = SHA256()
        var text = text
        text.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
        return Array(digest.hexadecimal().utf8)
    }
}
