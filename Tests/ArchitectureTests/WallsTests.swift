import Foundation
import Testing

/// Who may import whom: the walls between the rooms, read from the sources themselves.
@Suite("Walls between the rooms")
struct WallsTests {
    /// A room's folder, and what its files may import; what is not listed is a breach.
    static let rooms: [(folder: String, may: Set<String>)] = {
        let pure: Set<String> = ["Glibc", "Synchronization"]
        let nio: Set<String> = ["NIOCore", "NIOPosix"]
        let runtime: Set<String> = ["ServiceLifecycle", "Logging", "Metrics", "CoreMetrics", "UnixSignals"]
        return [
            ("Shared/Domain", pure),
            ("Shared/Frameworks", pure.union(["Domain"])),
            ("Shared/Columns", pure.union(["Domain"])),
            ("Shared/Measures", pure.union(["Domain", "Frameworks", "Columns"])),
            ("Shared/Wire", pure.union(["Domain", "Foundation", "FoundationEssentials"])),
            ("Shared/Answers", pure.union(["Domain", "Columns", "Measures", "Wire"])),
            ("Shared/Presentation", pure.union(["Domain", "Wire"])),
            ("Shared/Sources", pure.union(["Domain", "Wire", "Yams", "CYaml"])),
            ("Shared/LineSocket", pure.union(nio).union(["CLinux"])),
            ("Shared/Postgres", pure.union(["CLibPQ"])),
            ("Shared/Store/Schema", pure.union(["Postgres"])),
            ("Shared/Store/Inbox", pure.union(["Domain", "Wire", "Columns", "Postgres"])),
            ("Shared/Store/Ledger", pure.union(["Domain", "Columns", "Postgres"])),
            ("Shared/Store/View", pure.union(["Domain", "Columns", "Postgres"])),
            (
                "Shared/Runtime",
                pure.union(runtime).union(["CLinux", "Configuration", "Yams", "FoundationEssentials", "SystemPackage"])
            ),
            ("Shared/Client", pure.union(["Domain", "Wire", "LineSocket"])),
            (
                "Services/Ingest",
                pure.union(runtime).union([
                    "Domain", "Columns", "Wire", "LineSocket", "Postgres", "StoreInbox", "Runtime", "IngestCore",
                ])
            ),
            (
                "Services/Scoring",
                pure.union(runtime).union([
                    "Domain", "Frameworks", "Columns", "Measures", "Wire", "Answers", "LineSocket", "Postgres",
                    "StoreLedger",
                    "Runtime", "ScoringCore",
                ])
            ),
            (
                "Services/Query",
                pure.union(runtime).union([
                    "Domain", "Columns", "Measures", "Wire", "Answers", "LineSocket", "Postgres", "StoreView",
                    "Runtime",
                    "QueryCore",
                ])
            ),
            (
                "Services/Crawl",
                pure.union(runtime).union([
                    "Domain", "Wire", "Sources", "GroundswellClient", "Runtime", "CrawlCore", "Foundation",
                    "FoundationNetworking",
                ])
            ),
            (
                "Services/Hook",
                pure.union(runtime).union(nio).union([
                    "Domain", "Wire", "Sources", "LineSocket", "GroundswellClient", "Runtime", "HookCore", "NIOHTTP1",
                ])
            ),
            (
                "Services/Dashboard",
                pure.union(runtime).union(nio).union([
                    "Domain", "Wire", "LineSocket", "GroundswellClient", "Presentation", "Runtime", "DashboardCore",
                    "HummingbirdCore", "HTTPTypes",
                ])
            ),
        ]
    }()

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("A room imports only what its wall lets through", arguments: rooms.map(\.folder))
    func wall(folder: String) throws {
        let may = try #require(Self.rooms.first { $0.folder == folder }).may
        let files = try Self.swiftFiles(folder)
        #expect(!files.isEmpty, "\(folder) has no sources")
        for file in files {
            for name in try Self.imports(file) where !may.contains(name) {
                Issue.record("\(file.lastPathComponent) in \(folder) imports \(name)")
            }
        }
    }

    @Test("The tool reaches the store only through its administration")
    func tool() throws {
        for file in try Self.swiftFiles("Services/Tool") {
            let store = try Self.imports(file).filter { $0 == "Postgres" || $0.hasPrefix("Store") }
            if !store.isEmpty {
                #expect(file.path.contains("/Admin"), "\(file.lastPathComponent) imports \(store) outside Admin")
            }
        }
    }

    @Test("Every folder of Shared and Services stands behind a wall")
    func complete() throws {
        let walled = Self.rooms.map(\.folder) + ["Services/Tool", "Shared/CLibPQ", "Shared/CZlib", "Shared/CLinux"]
        for file in try Self.swiftFiles("Shared") + Self.swiftFiles("Services") {
            let path = file.path.replacingOccurrences(of: Self.root.path + "/", with: "")
            #expect(walled.contains { path.hasPrefix($0 + "/") }, "no wall is stated for \(path)")
        }
    }

    private static func swiftFiles(_ folder: String) throws -> [URL] {
        let base = root.appending(path: folder)
        let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    /// The modules a file imports.
    private static func imports(_ file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
            guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1, !line.hasPrefix("//"),
                at == 0 || words[0] == "public" || words[0] == "internal"
            else { return nil }
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
            let name = kinds.contains(words[at + 1]) && words.count > at + 2 ? words[at + 2] : words[at + 1]
            return String(name.split(separator: ".")[0])
        }
    }
}
