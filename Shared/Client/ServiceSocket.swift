/// The sockets that the services serve, all in one folder.
public enum ServiceSocket: String, Sendable, CaseIterable {
    case gateway, ingest, scoring

    /// The socket's file in the folder.
    public var file: String { "\(rawValue).sock" }

    /// The program that serves it.
    public var program: String {
        switch self {
        case .gateway: "groundswell-query"
        case .ingest: "groundswell-ingest"
        case .scoring: "groundswell-scoring"
        }
    }

    /// What it is called in sentences.
    public var name: String {
        switch self {
        case .gateway: "gateway"
        case .ingest: "ingest service"
        case .scoring: "scoring service"
        }
    }

    /// Its path in a folder of sockets.
    public func path(in folder: String) -> String {
        folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
    }
}
