import Foundation
import Runtime
import TestSupport
import Testing

@Suite("Credentials")
struct CredentialTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String, mode: Int = 0o400, name: String = "token") throws -> String {
        let path = folder.path(name)
        try? FileManager.default.removeItem(atPath: path)
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
        return path
    }

    @Test("A secret is one word, from the file that was named or from systemd, and never shows itself")
    func found() throws {
        let named = try #require(try Credential.read(file: try file(" abc\r\n"), credential: "x", environment: [:]))
        #expect(named.value == "abc" && !"\(named)".contains("abc") && !String(reflecting: named).contains("abc"))
        _ = try file("from-systemd", mode: 0o440, name: "hub-token")
        let environment = ["CREDENTIALS_DIRECTORY": folder.path]
        #expect(
            try Credential.read(file: "", credential: "hub-token", environment: environment)?.value == "from-systemd")
        #expect(try Credential.read(file: "", credential: "other", environment: environment) == nil)
        #expect(try Credential.read(file: "", credential: "hub-token", environment: [:]) == nil)
    }

    @Test(
        "What is no secret is refused, without a word of it", arguments: ["", " \n", "two words", "caf\u{e9}", "a\0b"])
    func unusable(_ text: String) throws {
        let path = try file(text)
        #expect(throws: CredentialError.self) {
            try Credential.read(file: path, credential: "x", environment: [:])
        }
    }

    @Test("A file that others may read, or none at all, is refused")
    func place() throws {
        for mode in [0o404, 0o444, 0o460, 0o402] {
            let path = try file("secret", mode: mode)
            #expect(throws: CredentialError.self) { try Credential.read(file: path, credential: "x", environment: [:]) }
        }
        for path in [folder.path, folder.path("absent")] {
            #expect(throws: CredentialError.self) { try Credential.read(file: path, credential: "x", environment: [:]) }
        }
        let large = try file(String(repeating: "x", count: 5000))
        #expect(throws: CredentialError.self) { try Credential.read(file: large, credential: "x", environment: [:]) }
    }
}
