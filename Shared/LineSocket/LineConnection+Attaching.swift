import Glibc
import NIOCore
import NIOPosix

extension LineConnection {
    /// Makes the connection of a channel that is not active yet. Called on the channel's event loop; the caller sets
    /// ``handler`` before the channel becomes active.
    static func attach(to channel: any Channel, limits: LineLimits, side: Side) throws -> LineConnection {
        let pipeline = channel.pipeline.syncOperations
        let known = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) { descriptor in
            // Accepted without it: a program started meanwhile would hold the connection open after our close.
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return (descriptor, try PeerCredentials(descriptor: descriptor))
        }
        guard let (descriptor, peer) = known else { throw LineSocketError.peerUnknown(errno: 0) }
        if let options = channel.syncOptions {
            try options.setOption(.allowRemoteHalfClosure, value: true)
            // One read, one batch of lines, one flush; then the next connection has its turn.
            try options.setOption(.maxMessagesPerRead, value: 1)
            let most = max(limits.receiveBufferBytes, 1024)
            try options.setOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: min(2048, most), initial: min(16 << 10, most), maximum: most))
            let high = max(limits.maxPendingWriteBytes, 2)
            try options.setOption(.writeBufferWaterMark, value: .init(low: high / 2, high: high))
        }
        let connection = LineConnection(channel: channel, peer: peer, limits: limits, side: side)
        connection.descriptor = descriptor
        try pipeline.addHandler(LineChannelHandler(connection))
        return connection
    }
}
