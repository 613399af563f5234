// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody who builds the services builds this.
let package = Package(
    name: "groundswell-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "groundswell", path: "../..")],
    targets: [
        .target(name: "CEpoll", path: "CEpoll"),
        .executableTarget(
            name: "groundswell-benchmarks",
            dependencies: ["CEpoll", .product(name: "GroundswellRooms", package: "groundswell")], path: "Sources",
            swiftSettings: [.enableUpcomingFeature("ExistentialAny")]),
    ],
    swiftLanguageModes: [.v6]
)
