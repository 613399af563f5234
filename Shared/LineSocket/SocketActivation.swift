import Glibc

/// Listening sockets handed over by systemd (`LISTEN_PID`, `LISTEN_FDS`, `LISTEN_FDNAMES`).
public enum SocketActivation {
    /// The inherited listeners by name (`FileDescriptorName=` of the socket unit, by default the unit's name).
    ///
    /// Empty when the process was not started by socket activation, or the variables mean another process. The
    /// descriptors are marked close-on-exec, so that children do not inherit them.
    /// - Throws: ``LineSocketError/activationMalformed(variable:value:)`` when the variables contradict each other,
    ///   ``LineSocketError/notAListener(descriptor:)`` when a descriptor is no listening Unix stream socket.
    public static func listeners() throws(LineSocketError) -> [String: CInt] { try listeners(from: firstDescriptor) }

    /// The inherited listener of a name, or the only one there is, whatever its unit calls it; nil when there is none.
    /// - Parameter internet: also a port of the internet is taken (for HTTP, not for lines).
    public static func listener(named name: String, internet: Bool = false) throws(LineSocketError) -> CInt? {
        choose(name, among: try listeners(from: firstDescriptor, internet: internet))
    }

    /// The pure part: several are told apart by their names, one needs none.
    static func choose(_ name: String, among listeners: [String: CInt]) -> CInt? {
        listeners[name] ?? (listeners.count == 1 ? listeners.values.first : nil)
    }

    /// The same with another first descriptor, for a test whose own descriptor 3 is taken.
    static func listeners(from first: CInt, internet: Bool = false) throws(LineSocketError) -> [String: CInt] {
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        let named = try names(
            process: variable("LISTEN_PID"), count: variable("LISTEN_FDS"), names: variable("LISTEN_FDNAMES"),
            ownProcess: getpid(), first: first)
        for descriptor in named.values {
            try ListeningSocket.checkListener(descriptor, internet: internet)
            let flags = fcntl(descriptor, F_GETFD)
            guard flags >= 0, fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) == 0 else {
                throw .notAListener(descriptor: descriptor)
            }
        }
        return named
    }

    /// The pure part: which descriptor has which name.
    static func names(process: String?, count: String?, names: String?, ownProcess: pid_t, first: CInt)
        throws(LineSocketError)
        -> [String: CInt]
    {
        guard let process, let count else { return [:] }
        guard let pid = pid_t(process) else { throw .activationMalformed(variable: "LISTEN_PID", value: process) }
        guard pid == ownProcess else { return [:] }
        guard let number = Int(count), (0...1024).contains(number) else {
            throw .activationMalformed(variable: "LISTEN_FDS", value: count)
        }
        guard number > 0 else { return [:] }
        var list = Array(repeating: "unknown", count: number)
        if let names { list = names.split(separator: ":", omittingEmptySubsequences: false).map(String.init) }
        guard list.count == number, Set(list).count == number else {
            throw .activationMalformed(variable: "LISTEN_FDNAMES", value: names ?? "")
        }
        var result: [String: CInt] = [:]
        for (index, name) in list.enumerated() { result[name] = first + CInt(index) }
        return result
    }

    /// `SD_LISTEN_FDS_START`: standard input, output and error come before.
    private static let firstDescriptor: CInt = 3
}
