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
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        let answer = [UInt8](repeating: 0x78, count: max(0, answerBytes - 1)) + [10]
        var answers: [UInt8] = []
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
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else {
                    close(descriptor)
                    continue
                }
                answers.removeAll(keepingCapacity: true)
                for byte in buffer[..<count] where byte == 10 { answers += answer }
                var sent = 0
                while sent < answers.count {
                    let wrote = answers.withUnsafeBytes {
                        send(descriptor, $0.baseAddress! + sent, answers.count - sent, Int32(MSG_NOSIGNAL))
                    }
                    if wrote <= 0 { break }
                    sent += wrote
                }
            }
        }
    }
}
