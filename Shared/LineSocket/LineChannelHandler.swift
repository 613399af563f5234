import NIOCore

/// Passes what NIO's channel tells on to its ``LineConnection``.
final class LineChannelHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    let connection: LineConnection

    init(_ connection: LineConnection) { self.connection = connection }

    func channelActive(context: ChannelHandlerContext) { connection.activated(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { connection.received(unwrapInboundIn(data)) }

    func channelReadComplete(context: ChannelHandlerContext) { connection.readCompleted() }

    func channelWritabilityChanged(context: ChannelHandlerContext) { connection.writabilityChanged() }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { connection.inputEnded() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { connection.failed(error) }

    func channelInactive(context: ChannelHandlerContext) { connection.inactivated() }
}
