import CEpoll
import Glibc

/// The reference of answers: one thread, epoll, and for each line a line of a fixed length. Runs as a process of its own.
enum EchoServer {
    /// Serves until the process is ended.
    static func serve(_ path: String, answerBytes: Int) throws -> Never {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = UnixSocket.address(path)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(listener, 128) == 0 else { throw Failure.system(path) }
        let poll = epoll_create1(0)
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: listener))
        epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event)
        var events = [epoll_event](repeating: epoll_event(), count: 128)
        // Bare memory: nothing that counts references stands in the way of the reference.
        let room = 1 << 18
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
        let most = 4_096
        let answers = UnsafeMutableRawPointer.allocate(byteCount: most * answerBytes, alignment: 16)
        for index in 0..<most {
            memset(answers + index * answerBytes, 0x78, answerBytes - 1)
            (answers + index * answerBytes + answerBytes - 1).storeBytes(of: 10, as: UInt8.self)
        }
        while true {
            let ready = max(0, epoll_wait(poll, &events, Int32(events.count), -1))
            for event in events[..<Int(ready)] {
                let descriptor = event.data.fd
                if descriptor == listener {
                    let peer = accept(listener, nil, nil)
                    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: peer))
                    epoll_ctl(poll, EPOLL_CTL_ADD, peer, &event)
                    continue
                }
                let count = read(descriptor, buffer, room)
                guard count > 0 else {
                    close(descriptor)
                    continue
                }
                var lines = 0
                var place = UnsafeRawPointer(buffer)
                while lines < most, let end = memchr(place, 10, count - (place - UnsafeRawPointer(buffer))) {
                    lines += 1
                    place = UnsafeRawPointer(end) + 1
                }
                var sent = 0
                while sent < lines * answerBytes {
                    let wrote = send(
                        descriptor, answers + sent, lines * answerBytes - sent, Int32(MSG_NOSIGNAL))
                    if wrote <= 0 { break }
                    sent += wrote
                }
            }
        }
    }
}
