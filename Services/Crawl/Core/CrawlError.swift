import GroundswellClient

/// Why a crawl ended early: the closed list. What was acked is stored, and the next run goes on behind it.
enum CrawlError: Error, Sendable, Equatable {
    /// The settings contradict each other or the hub's address cannot be used.
    case settings(String)
    /// Another crawl works in this state folder.
    case busy(folder: String)
    /// The state cannot be read or written.
    case state(path: String, reason: String)
    /// The hub does not take the token, or wants one.
    case forbidden(status: Int)
    /// The hub's certificate is not accepted.
    case untrusted(String)
    /// The hub refuses the request for good.
    case refused(status: Int, resumed: Bool)
    /// The hub could not be reached, or gave no usable page, too often in a row.
    case exhausted(attempts: Int, last: String)
    /// The listing does not end: page after page without a model that was not there before.
    case circle(pages: Int)
    /// The hub asks for more patience than the settings allow.
    case tooLong(asked: Duration)
    /// The ingest service does not take the records.
    case ingest(ClientError)
    /// The store knows less of this crawl than it acked: it was put back.
    case storeBehind(stored: Int64, acked: Int64)
    /// Told to stop.
    case cancelled

    /// The stable code of the case.
    var code: String {
        switch self {
        case .settings: "settings.contradiction"
        case .busy: "state.busy"
        case .state: "state.unusable"
        case .forbidden: "hub.forbidden"
        case .untrusted: "hub.untrusted"
        case .refused: "hub.refused"
        case .exhausted: "hub.unusable"
        case .circle: "hub.circle"
        case .tooLong: "hub.wait"
        case .ingest(let error): error.code
        case .storeBehind: "store.behind"
        case .cancelled: "cancelled"
        }
    }
}

extension CrawlError: CustomStringConvertible {
    /// One sentence for a person.
    var description: String {
        switch self {
        case .settings(let sentence): sentence
        case .busy(let folder): "another crawl works in '\(folder)': wait for it, or name another folder (state)"
        case .state(let path, let reason): "the state in '\(path)' cannot be used: \(reason)"
        case .forbidden(let status):
            "the hub answered \(status): the token is wrong, has expired, or may not list models (hub.tokenFile)"
        case .untrusted(let reason):
            "the hub's certificate is not accepted (\(reason)): check hub.url, and the authorities that this machine "
                + "trusts (/etc/ssl/certs)"
        case .refused(let status, true):
            "the hub answered \(status) to the page where the last crawl stopped: begin anew with --restart"
        case .refused(let status, false): "the hub answered \(status) to a listing request: check hub.url and fields"
        case .exhausted(let attempts, let last):
            "the hub gave no usable page in \(attempts) attempts, last: \(last); run again to go on from this page"
        case .circle(let pages):
            "the listing goes in a circle: \(pages) pages in a row without a model that was not there before; what was "
                + "read is stored; begin anew with --restart"
        case .tooLong(let asked):
            "the hub asks for a wait of \(asked.components.seconds) s, more than retry.longest allows; run again later"
        case .ingest(let error): "\(error); run again to go on from this page"
        case .storeBehind(let stored, let acked):
            "the store has \(stored) lines of this crawl, and \(acked) were acked: it was put back to an earlier time; "
                + "begin anew with --restart"
        case .cancelled: "stopped; run again to go on from this page"
        }
    }
}
