/// Where something of HTTP listens: `unix:PATH`, or a loopback `ADDRESS:PORT`. Pure.
public enum ListenAddress: Equatable, Sendable {
    case unix(String)
    case loopback(host: String, port: Int)

    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard path.hasPrefix("/"), (2...107).contains(path.utf8.count) else { return nil }
            self = .unix(path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        // It speaks no TLS and is meant to stand behind what does.
        guard ["127.0.0.1", "[::1]"].contains(host) else { return nil }
        self = .loopback(host: host == "[::1]" ? "::1" : String(host), port: Int(port))
    }
}
