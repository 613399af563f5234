import Foundation
import FoundationNetworking
import Synchronization

/// What the hub answered.
struct HubResponse: Sendable {
    var status: Int
    var body: [UInt8]
    /// Names in lower case.
    var headers: [String: String]
}

/// Why there is no answer; asking again may help.
enum HubFault: Error, Sendable, Equatable {
    case unreachable(String)
    /// Its certificate is not its own, or nobody whom this machine trusts vouches for it.
    case untrusted(String)
    case slow(seconds: Int64)
    case tooLarge(bytes: Int)
    /// The wait for it was taken back.
    case cancelled

    var sentence: String {
        switch self {
        case .unreachable(let reason): "no answer (\(reason))"
        case .untrusted(let reason): "its certificate is not accepted (\(reason))"
        case .slow(let seconds): "the page did not arrive within \(seconds) s (page.timeout)"
        case .tooLarge(let bytes): "the page is larger than \(bytes) bytes (page.bytes)"
        case .cancelled: "stopped"
        }
    }
}

/// GET requests to the hub, one at a time: bounded in time and size, no cookies, no cache, no redirects.
final class HubClient: Sendable {
    private let session: URLSession
    private let exchanges: HubExchanges
    private let token: String?
    private let deadline: Duration

    init(token: String?, version: String, deadline: Duration, maximumBytes: Int) {
        self.token = token
        self.deadline = deadline
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.timeoutIntervalForRequest = TimeInterval(deadline.components.seconds + 1)
        configuration.httpAdditionalHeaders = [
            "User-Agent": "groundswell-crawl/\(version)", "Accept": "application/json",
        ]
        exchanges = HubExchanges(maximumBytes: maximumBytes)
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    /// Lets the session's threads go.
    func close() { session.invalidateAndCancel() }

    func get(_ address: String) async throws(HubFault) -> HubResponse {
        guard let url = URL(string: address) else { throw .unreachable("'\(address)' is no address") }
        var request = URLRequest(url: url)
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let task = session.dataTask(with: request)
        let deadline = deadline
        let exchanges = exchanges
        let timer = Task {
            guard (try? await Task.sleep(for: deadline)) != nil else { return }
            exchanges.fail(task, .slow(seconds: deadline.components.seconds))
        }
        defer { timer.cancel() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<HubResponse, HubFault>, Never>) in
                exchanges.begin(task, continuation)
                if Task.isCancelled { exchanges.fail(task, .cancelled) }
            }
        } onCancel: {
            exchanges.fail(task, .cancelled)
        }
        return try result.get()
    }
}

/// The answers on their way, as the session tells of them.
final class HubExchanges: NSObject, URLSessionDataDelegate, Sendable {
    private struct Exchange {
        var continuation: CheckedContinuation<Result<HubResponse, HubFault>, Never>
        var body: [UInt8] = []
    }

    private let open = Mutex<[Int: Exchange]>([:])
    private let maximumBytes: Int

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    func begin(_ task: URLSessionTask, _ continuation: CheckedContinuation<Result<HubResponse, HubFault>, Never>) {
        open.withLock { $0[task.taskIdentifier] = Exchange(continuation: continuation) }
        task.resume()
    }

    func fail(_ task: URLSessionTask, _ fault: HubFault) {
        settle(task, .failure(fault))
        task.cancel()
    }

    private func settle(_ task: URLSessionTask, _ result: Result<HubResponse, HubFault>) {
        let exchange = open.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        exchange?.continuation.resume(returning: result)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = open.withLock { open in
            open[dataTask.taskIdentifier]?.body.append(contentsOf: data)
            return (open[dataTask.taskIdentifier]?.body.count ?? 0) > maximumBytes
        }
        if isTooLarge { fail(dataTask, .tooLarge(bytes: maximumBytes)) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        // A token must not follow wherever an answer leads.
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        if let error {
            let reason = error.localizedDescription
            // Foundation has no code of its own for most of these.
            let isUntrusted = ["SSL certificate problem", "SSL: "].contains { reason.hasPrefix($0) }
            return settle(task, .failure(isUntrusted ? .untrusted(reason) : .unreachable(reason)))
        }
        guard let response = task.response as? HTTPURLResponse else {
            return settle(task, .failure(.unreachable("it was no HTTP answer")))
        }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields {
            if let name = name as? String, let value = value as? String { headers[name.lowercased()] = value }
        }
        let body = open.withLock { $0[task.taskIdentifier]?.body ?? [] }
        settle(task, .success(HubResponse(status: response.statusCode, body: body, headers: headers)))
    }
}
