import NIOCore
import Synchronization

/// Why a connection is not served.
public enum LineRefusal: Sendable, Equatable {
    /// ``LineServer/Options/maxConnections`` are being served.
    case tooManyConnections(limit: Int)
    /// ``LineServer/Options/maxConnectionsPerUser`` of this user are being served.
    case tooManyConnectionsOfUser(limit: Int)
    /// The service stops.
    case stopping
}

/// Who is connected to a server, and who may still come in.
final class Roster: Sendable {
    private struct State {
        var connections: [UInt64: LineConnection] = [:]
        var ofUser: [UInt32: (account: PeerAccount, connections: Int)] = [:]
        /// Refused connections that are being told.
        var refused: [UInt64: LineConnection] = [:]
        var stopping = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// More refused peers than this at once are cut without a word: a flood must not hold descriptors.
    private static let maxRefusedAtOnce = 64

    private let settings: Mutex<LineServer.Options>
    private let makeHandler: @Sendable (LineConnection) -> any LineHandler
    private let state = Mutex(State())

    init(options: LineServer.Options, makeHandler: @escaping @Sendable (LineConnection) -> any LineHandler) {
        settings = Mutex(options)
        self.makeHandler = makeHandler
    }

    private var options: LineServer.Options { settings.withLock { $0 } }

    /// Changes limits for who connects from now on.
    func change(_ body: (inout LineServer.Options) -> Void) { settings.withLock { body(&$0) } }

    /// Who is connected, by user.
    var peers: [ConnectedPeer] {
        state.withLock { $0.ofUser }.values.map {
            ConnectedPeer(uid: $0.account.uid, connections: $0.connections, bytesReceived: $0.account.bytesReceived)
        }.sorted { $0.uid < $1.uid }
    }

    var count: Int { state.withLock { $0.connections.count } }

    var all: [LineConnection] { state.withLock { Array($0.connections.values) + Array($0.refused.values) } }

    /// Sets up an accepted channel, on its event loop.
    func admit(_ channel: any Channel) throws {
        let options = options
        let connection = try LineConnection.attach(to: channel, limits: options.limits, side: .server)
        let (refusal, mute) = enter(connection, options)
        connection.onClosed = { [unowned connection] in self.leave(connection) }
        if let refusal {
            let line = mute ? [] : options.refusalLine(refusal, connection.peer)
            connection.handler = RefusingHandler(line: line, cut: mute)
        } else {
            connection.handler = makeHandler(connection)
        }
    }

    func beginStop() {
        let connections = state.withLock { state in
            state.stopping = true
            return Array(state.connections.values)
        }
        for connection in connections { connection.perform { $0.handler?.shuttingDown($0) } }
    }

    /// Returns once nobody is connected any more.
    func empty() async {
        await withCheckedContinuation { continuation in
            let now = state.withLock { state in
                guard !state.connections.isEmpty || !state.refused.isEmpty else { return true }
                state.waiters.append(continuation)
                return false
            }
            if now { continuation.resume() }
        }
    }

    private func enter(_ connection: LineConnection, _ options: LineServer.Options) -> (LineRefusal?, mute: Bool) {
        let user = connection.peer.uid
        return state.withLock { state in
            let refusal: LineRefusal
            if state.stopping {
                refusal = .stopping
            } else if state.connections.count >= options.maxConnections {
                refusal = .tooManyConnections(limit: options.maxConnections)
            } else if let most = options.maxConnectionsPerUser, state.ofUser[user]?.connections ?? 0 >= most {
                refusal = .tooManyConnectionsOfUser(limit: most)
            } else {
                state.connections[connection.id] = connection
                let account = state.ofUser[user]?.account ?? PeerAccount(uid: user)
                state.ofUser[user] = (account, (state.ofUser[user]?.connections ?? 0) + 1)
                connection.account = account
                return (nil, false)
            }
            state.refused[connection.id] = connection
            return (refusal, state.refused.count > Self.maxRefusedAtOnce)
        }
    }

    private func leave(_ connection: LineConnection) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            if state.connections.removeValue(forKey: connection.id) != nil {
                let user = connection.peer.uid
                if let entry = state.ofUser[user] {
                    state.ofUser[user] = entry.connections > 1 ? (entry.account, entry.connections - 1) : nil
                }
            }
            state.refused.removeValue(forKey: connection.id)
            guard state.connections.isEmpty, state.refused.isEmpty else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// Tells a peer that it is not served, and closes.
private final class RefusingHandler: LineHandler {
    private let line: [UInt8]
    private let cut: Bool

    init(line: [UInt8], cut: Bool) {
        self.line = line
        self.cut = cut
    }

    func connected(_ connection: LineConnection) {
        connection.write(line)
        connection.close(afterFlush: !cut)
    }

    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {}
    func oversized(_ connection: LineConnection) {}
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {}
    func closed(_ connection: LineConnection) {}
}
