internal import CLibPQ

/// The hosts of a connection string that names several, so that silent ones can be left out.
struct HostList {
    private var hosts: [Substring]
    private var addresses: [Substring]
    private var ports: [Substring]

    /// Nil when the string names fewer than two hosts, or cannot be read (then connecting says why).
    init?(conninfo: String) {
        guard let options = PQconninfoParse(conninfo, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var found: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { found[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.init(host: found["host"] ?? "", address: found["hostaddr"] ?? "", port: found["port"] ?? "")
    }

    init?(host: String, address: String, port: String) {
        func list(_ text: String) -> [Substring] {
            text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
        }
        hosts = list(host)
        addresses = list(address)
        ports = list(port)
        guard max(hosts.count, addresses.count) > 1 else { return nil }
    }

    /// The keywords and values that replace those of the connection string.
    var words: [(String, String)] {
        [("host", hosts), ("hostaddr", addresses), ("port", ports)].compactMap { key, list in
            list.isEmpty ? nil : (key, list.joined(separator: ","))
        }
    }

    /// Leaves out a host as named by `current`. False when it is the last one or not in the list.
    mutating func removeSilent(_ name: String) -> Bool {
        let count = max(hosts.count, addresses.count)
        guard count > 1, let index = (0..<count).first(where: { self.name(at: $0) == name }) else { return false }
        if index < hosts.count { hosts.remove(at: index) }
        if index < addresses.count { addresses.remove(at: index) }
        if ports.count == count { ports.remove(at: index) }
        return true
    }

    private func name(at index: Int) -> String {
        let host = index < hosts.count && !hosts[index].isEmpty ? hosts[index] : addresses[safe: index] ?? ""
        let port = (ports.count == 1 ? ports[0] : ports[safe: index]) ?? ""
        return "\(host):\(port.isEmpty ? "5432" : port)"
    }

    /// The host that libpq is trying now, e.g. `db1:5432`.
    static func current(_ handle: OpaquePointer) -> String {
        let host = PQhost(handle).map { String(cString: $0) } ?? ""
        let port = PQport(handle).map { String(cString: $0) } ?? ""
        return "\(host):\(port.isEmpty ? "5432" : port)"
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
