// swift-tools-version: 6.1
import PackageDescription

// What each dependency is for (every one earns its place; 2 cores build them all):
// - swift-nio: event loops and Unix sockets of the three services (LineSocket), HTTP of the webhook receiver (Hook)
// - swift-service-lifecycle: ordered start and graceful stop of a service's parts
// - swift-log, swift-metrics: the logging and metrics interfaces every room may use
// - swift-configuration: one way to read settings from flags, environment and file
// - swift-argument-parser: the commands' flags and help
// - zlib, of the system (CZlib): gzip files, which `groundswell import` reads as they are
// - hummingbird: the HTTP server of the dashboard, of which its core (connections, requests, answers) is enough;
//   swift-http-types: the names of HTTP fields it takes
// - Yams: YAML sources (HELM, MOF, Ecosystem Graphs), and the keys of configuration files

/// Settings of every target of ours. MemberImportVisibility stays off: with it, optimised builds lose the members of C
/// structures (timespec) that Glibc re-exports.
let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

/// Of the rooms that compute: optimised in debug builds too, for their tests derive whole worlds again and again. None that
/// the client's library needs: who depends on a version of it may not be given such flags.
let computing: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "groundswell",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "GroundswellClient", targets: ["GroundswellClient"]),
        // For the fuzzing only: what reads bytes from outside, and nothing else.
        .library(name: "GroundswellReaders", targets: ["Domain", "Wire", "Sources"]),
        // For the benchmarks only.
        .library(
            name: "GroundswellRooms", targets: ["Domain", "Wire", "Sources", "Postgres", "StoreSchema", "TestSupport"]),
        .executable(name: "groundswell", targets: ["groundswell"]),
        .executable(name: "groundswell-ingest", targets: ["groundswell-ingest"]),
        .executable(name: "groundswell-scoring", targets: ["groundswell-scoring"]),
        .executable(name: "groundswell-query", targets: ["groundswell-query"]),
        .executable(name: "groundswell-crawl", targets: ["groundswell-crawl"]),
        .executable(name: "groundswell-hook", targets: ["groundswell-hook"]),
        .executable(name: "groundswell-dashboard", targets: ["groundswell-dashboard"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["CommandLineArguments", "YAML"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    ],
    targets: [
        // Shared
        .systemLibrary(
            name: "CLibPQ", path: "Shared/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Shared/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLinux", path: "Shared/CLinux"),
        .room("Domain"),
        .room("Frameworks", ["Domain"], settings: computing),
        .room("Columns", ["Domain"], settings: computing),
        .room("Measures", ["Domain", "Frameworks", "Columns"], settings: computing),
        .room("Wire", ["Domain"]),
        .room("Answers", ["Domain", "Columns", "Measures", "Wire"]),
        .room("Presentation", ["Domain", "Wire"]),
        .room("Sources", ["Domain", "Wire", .product(name: "Yams", package: "Yams")]),
        .room(
            "LineSocket",
            [
                "CLinux", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .room("Postgres", ["CLibPQ"]),
        .room("StoreSchema", ["Postgres"], path: "Shared/Store/Schema", resources: [.embedInCode("Migrations")]),
        .room("StoreInbox", ["Domain", "Wire", "Postgres"], path: "Shared/Store/Inbox"),
        .room("StoreLedger", ["Domain", "Columns", "Postgres"], path: "Shared/Store/Ledger"),
        .room("StoreView", ["Domain", "Columns", "Postgres"], path: "Shared/Store/View"),
        .room(
            "Runtime",
            [
                "CLinux",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .room("GroundswellClient", ["Domain", "Wire", "LineSocket"], path: "Shared/Client"),
        // Services
        .room(
            "IngestCore",
            [
                "Domain", "Wire", "LineSocket", "Postgres", "StoreInbox", "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"), .product(name: "Metrics", package: "swift-metrics"),
            ], path: "Services/Ingest/Core"),
        .service("groundswell-ingest", ["IngestCore"], path: "Services/Ingest/Executable"),
        .room(
            "ScoringCore",
            [
                "Domain", "Frameworks", "Columns", "Measures", "Wire", "Answers", "LineSocket", "Postgres",
                "StoreLedger", "Runtime",
            ],
            path: "Services/Scoring/Core"),
        .service("groundswell-scoring", ["ScoringCore", "Runtime"], path: "Services/Scoring/Executable"),
        .room(
            "QueryCore",
            [
                "Domain", "Columns", "Measures", "Wire", "Answers", "LineSocket", "Postgres", "StoreView", "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
            ], path: "Services/Query/Core"),
        .service("groundswell-query", ["QueryCore", "Runtime"], path: "Services/Query/Executable"),
        .room(
            "CrawlCore",
            [
                "Domain", "Wire", "Sources", "GroundswellClient", "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ], path: "Services/Crawl/Core"),
        .service("groundswell-crawl", ["CrawlCore"], path: "Services/Crawl/Executable"),
        .room(
            "HookCore",
            [
                "Domain", "Wire", "Sources", "LineSocket", "GroundswellClient", "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], path: "Services/Hook/Core"),
        .service("groundswell-hook", ["HookCore"], path: "Services/Hook/Executable"),
        .room(
            "DashboardCore",
            [
                "Domain", "Wire", "LineSocket", "GroundswellClient", "Presentation", "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ], path: "Services/Dashboard/Core", resources: [.embedInCode("Definitions/Measures")]),
        .service("groundswell-dashboard", ["DashboardCore"], path: "Services/Dashboard/Executable"),
        .room(
            "ToolCore",
            [
                "CZlib", "Domain", "Frameworks", "Wire", "Sources", "GroundswellClient", "Presentation", "Runtime",
                "Postgres", "StoreSchema",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Services/Tool/Core"),
        .service("groundswell", ["ToolCore"], path: "Services/Tool/Executable"),
        // Tests
        .target(
            name: "TestSupport", dependencies: ["Postgres", "CLinux"], path: "Tests/Support",
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", path: "Tests/ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "Postgres", "StoreSchema", "GroundswellClient", "groundswell", "groundswell-ingest",
                "groundswell-scoring", "groundswell-crawl", "groundswell-hook",
                "groundswell-query", "groundswell-dashboard",
            ], path: "Tests/EndToEndTests", swiftSettings: strict),
        .target(
            name: "StoreSupport",
            dependencies: ["Columns", "Domain", "Postgres", "StoreSchema", "StoreLedger", "TestSupport"],
            path: "Tests/StoreSupport", swiftSettings: strict),
        .tests("Domain"),
        .tests("Frameworks"),
        .tests("Measures", ["Columns", "Domain"]),
        .tests("Wire"),
        .tests("Sources", ["Wire"]),
        .tests("LineSocket"),
        .tests("Postgres"),
        .tests(
            "StoreLedger",
            ["Columns", "Domain", "Postgres", "StoreInbox", "StoreSchema", "StoreSupport", "StoreView", "Wire"]),
        .tests(
            "ScoringCore",
            [
                "Columns", "Domain", "Measures", "Postgres", "StoreSchema", "StoreSupport", "StoreLedger", "Wire",
                "LineSocket",
                "Runtime",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .tests("Runtime"),
        .testTarget(
            name: "ClientTests", dependencies: ["GroundswellClient", "Wire", "LineSocket", "TestSupport"],
            path: "Tests/ClientTests", swiftSettings: strict),
        .testTarget(
            name: "ToolTests",
            dependencies: [
                "ToolCore", "Domain", "Frameworks", "Wire", "Sources", "GroundswellClient", "Presentation", "Postgres",
                "TestSupport", "groundswell", "groundswell-ingest",
            ], path: "Tests/ToolTests", swiftSettings: strict),
        .tests("StoreSchema", ["Postgres"]),
        .tests("StoreInbox", ["Domain", "Wire", "Postgres", "StoreSchema"]),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "IngestCore", "LineSocket", "Postgres", "StoreSchema", "TestSupport", "Wire", "groundswell-ingest",
            ], path: "Tests/IngestTests", swiftSettings: strict),
        .testTarget(
            name: "CrawlTests",
            dependencies: [
                "CrawlCore", "Domain", "Postgres", "StoreSupport", "TestSupport", "groundswell-ingest",
                "groundswell-crawl", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ], path: "Tests/CrawlTests", swiftSettings: strict),
        .testTarget(
            name: "HookTests",
            dependencies: [
                "HookCore", "Postgres", "Runtime", "StoreSupport", "TestSupport", "groundswell-ingest",
                "groundswell-hook",
            ], path: "Tests/HookTests", swiftSettings: strict),
        .testTarget(
            name: "DashboardTests",
            dependencies: [
                "DashboardCore", "Domain", "GroundswellClient", "Measures", "Presentation", "Runtime", "TestSupport",
                "Wire",
                "groundswell", "groundswell-ingest", "groundswell-scoring", "groundswell-query",
                "groundswell-dashboard",
            ], path: "Tests/DashboardTests", swiftSettings: strict),
        .tests("StoreView", ["Columns", "Domain", "Postgres", "StoreSchema"]),
        .testTarget(
            name: "QueryTests",
            dependencies: [
                "QueryCore", "Answers", "Columns", "Domain", "Wire", "LineSocket", "Postgres", "StoreSchema",
                "StoreView",
                "Runtime", "TestSupport", .product(name: "Logging", package: "swift-log"),
            ], path: "Tests/QueryTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

extension Target {
    /// One room of Shared/ or the core of a service.
    @MainActor static func room(
        _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, resources: [Resource]? = nil,
        settings: [SwiftSetting] = strict
    ) -> Target {
        .target(
            name: name, dependencies: dependencies, path: path ?? "Shared/\(name)", resources: resources,
            swiftSettings: settings)
    }

    /// The thin executable around a service's core.
    @MainActor static func service(_ name: String, _ dependencies: [Target.Dependency], path: String) -> Target {
        .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
    }

    /// The tests of one room.
    @MainActor static func tests(_ room: String, _ more: [Target.Dependency] = []) -> Target {
        .testTarget(
            name: "\(room)Tests", dependencies: [.byName(name: room), "TestSupport"] + more, path: "Tests/\(room)Tests",
            swiftSettings: strict)
    }
}
