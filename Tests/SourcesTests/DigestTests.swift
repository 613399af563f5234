import Sources
import Testing

/// The examples of FIPS 180-4 and the NIST's long message.
@Suite struct DigestTests {
    private func digest(_ bytes: [UInt8], chunk: Int) -> String {
        var hash = SHA256()
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + chunk)
            bytes.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
            start = end
        }
        return hash.hexadecimal()
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ]) func examples(text: String, expected: String) {
        for chunk in 1...130 { #expect(digest(Array(text.utf8), chunk: chunk) == expected) }
    }

    @Test func aMillionLetters() {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(digest(bytes, chunk: 4096) == expected)
    }

    /// Every length around the block's and the padding's borders, against the digest fed byte by byte.
    @Test func everyBorder() {
        for length in 0...200 {
            let bytes = (0..<length).map { UInt8($0) }
            #expect(digest(bytes, chunk: 1) == digest(bytes, chunk: 200))
        }
    }
}
