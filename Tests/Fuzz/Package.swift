// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody who builds the services builds this. Built by Tests/fuzz, with libFuzzer.
let package = Package(
    name: "groundswell-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "groundswell", path: "../..")],
    targets: [
        .target(name: "CFuzzer", path: "CFuzzer"),
        .executableTarget(
            name: "groundswell-fuzz",
            dependencies: ["CFuzzer", .product(name: "GroundswellReaders", package: "groundswell")],
            path: "Sources/Fuzz", swiftSettings: [.enableUpcomingFeature("ExistentialAny")]),
    ],
    swiftLanguageModes: [.v6]
)
