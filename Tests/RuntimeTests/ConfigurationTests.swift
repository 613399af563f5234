import Configuration
import Glibc
import Testing

@testable import Runtime

@Suite("Configuration")
struct ConfigurationTests {
    static let socket = ConfigurationKey("socket", default: "/run/x.sock", meaning: "Where it listens.")
    static let lines = ConfigurationKey("batch.maxLines", default: 100, meaning: "Lines in a batch.") {
        $0 > 0 ? nil : "must be positive"
    }
    static let share = ConfigurationKey("share", default: 0.5, meaning: "A share.")
    static let verbose = ConfigurationKey("verbose", default: false, meaning: "Says more.")
    static let peers = ConfigurationKey("peers", default: [String](), meaning: "Who may write.")
    static let wait = ConfigurationKey("wait", default: Duration.seconds(30), meaning: "How long.")
    static let registry = ConfigurationRegistry(
        program: "groundswell-test", version: "1.2.3", summary: "Tests settings.",
        keys: [socket, lines, share, verbose, peers, wait])

    static func settings(_ arguments: [String], _ environment: [String: String] = [:], file: String = "/nonexistent")
        throws -> Settings
    {
        switch try registry.resolve(arguments: arguments, environment: environment, defaultFile: file) {
        case .run(let settings): return settings
        case .print(let text): throw Printed(text: text)
        }
    }

    struct Printed: Error { let text: String }

    static func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/gsconfXXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let bytes = Array(text.utf8)
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
        return try body(path)
    }

    @Test("defaults hold when nothing is said")
    func defaults() throws {
        let settings = try Self.settings([])
        #expect(settings[Self.socket] == "/run/x.sock")
        #expect(settings[Self.lines] == 100)
        #expect(settings[Self.wait] == .seconds(30))
        #expect(settings[Self.peers] == [])
    }

    @Test("flags come before environment, environment before file, file before defaults")
    func precedence() throws {
        try Self.withFile("batch:\n  maxLines: 1\nshare: 0.25\nwait: 2h\npeers: [a, b]\nsocket: /file\n") { path in
            let settings = try Self.settings(
                ["--batch-max-lines", "3", "--config", path],
                ["GROUNDSWELL_BATCH_MAX_LINES": "2", "GROUNDSWELL_SHARE": "0.75", "GROUNDSWELL_REAL_DATA": "/x"])
            #expect(settings[Self.lines] == 3)
            #expect(settings[Self.share] == 0.75)
            #expect(settings[Self.wait] == .seconds(7200))
            #expect(settings[Self.peers] == ["a", "b"])
            #expect(settings[Self.socket] == "/file")
            #expect(try Self.settings([], file: path)[Self.lines] == 1)
        }
    }

    @Test("every form of a flag")
    func forms() throws {
        let settings = try Self.settings(["--socket=host=a,b c", "--verbose", "--peers", "x,y", "--share", "-1"])
        #expect(settings[Self.socket] == "host=a,b c")
        #expect(settings[Self.verbose])
        #expect(settings[Self.peers] == ["x", "y"])
        #expect(settings[Self.share] == -1)
    }

    @Test("what is wrong is refused with its name, and the way out")
    func refused() throws {
        func error(_ arguments: [String], _ environment: [String: String] = [:], file: String = "/nonexistent")
            -> ConfigurationError?
        {
            do {
                _ = try Self.settings(arguments, environment, file: file)
                return nil
            } catch { return error as? ConfigurationError }
        }
        #expect(error(["--sockte", "x"]) == .unknownFlag("--sockte", nearest: "--socket"))
        #expect(error(["--utterly-unknown"]) == .unknownFlag("--utterly-unknown", nearest: nil))
        #expect(error(["stray"]) == .unexpectedArgument("stray"))
        #expect(error(["--socket"]) == .valueMissing(flag: "--socket"))
        #expect(error(["--socket", "a", "b"]) == .repeated(flag: "--socket"))
        #expect(error(["--socket", "a", "--socket", "b"]) == .repeated(flag: "--socket"))
        let wrong = ConfigurationError.wrongType(
            key: "batch.maxLines", source: "--batch-max-lines", expected: "whole number")
        #expect(error(["--batch-max-lines", "many"]) == wrong)
        #expect(
            error([], ["GROUNDSWELL_WAIT": "soon"])
                == .wrongType(key: "wait", source: "GROUNDSWELL_WAIT", expected: Duration.expectation))
        #expect(
            error(["--batch-max-lines", "0"])
                == .refused(key: "batch.maxLines", source: "--batch-max-lines", reason: "must be positive"))
        #expect(error(["--config", "/nonexistent"])?.code == "configuration.fileUnreadable")
        try Self.withFile("batch:\n  maxLine: 1\n") { path in
            #expect(
                error([], file: path) == .unknownKey("batch.maxLine", file: path, nearest: "batch.maxLines"))
        }
        try Self.withFile("batch:\n  maxLines: many\n") { path in
            #expect(
                error([], file: path) == .wrongType(key: "batch.maxLines", source: path, expected: "whole number"))
        }
        for text in ["- a\n- b\n", "a: [\n", "text", "a: b: c\n"] {
            try Self.withFile(text) { path in #expect(error([], file: path)?.code == "configuration.fileMalformed") }
        }
        try Self.withFile("# nothing\n") { path in #expect(error([], file: path) == nil) }
    }

    @Test("a setting without a default is needed")
    func needed() {
        let registry = ConfigurationRegistry(
            program: "p", version: "1", summary: "s", keys: [ConfigurationKey<String>("database", meaning: "m")])
        #expect(
            throws: ConfigurationError.required(key: "database", flag: "--database", variable: "GROUNDSWELL_DATABASE")
        ) { try registry.resolve(arguments: [], environment: [:], defaultFile: "/nonexistent") }
    }

    @Test("help, reference, version and the check name every setting")
    func printed() throws {
        func printed(_ flag: String) -> String {
            do {
                _ = try Self.settings([flag, "--batch-max-lines", "7"])
                return ""
            } catch { return (error as? Printed)?.text ?? "\(error)" }
        }
        for key in Self.registry.keys {
            #expect(printed("--help").contains(key.flag))
            #expect(Self.registry.reference.contains(key.variable))
            #expect(printed("--check-config").contains(key.name + " = "))
        }
        #expect(printed("-h") == printed("--help"))
        #expect(printed("--check-config").contains("batch.maxLines = 7  (--batch-max-lines)"))
        #expect(printed("--version") == "groundswell-test 1.2.3")
    }

    @Test("durations are written as they are read", arguments: ["250ms", "30s", "10m", "2h", "7d", "0s"])
    func durations(text: String) throws {
        let value = try #require(Duration(content: .string(text)))
        #expect(value.written == text)
        #expect(Duration(content: .string(text + "x")) == nil)
    }
}
