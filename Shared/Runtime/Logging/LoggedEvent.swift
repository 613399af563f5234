/// What is worth finding again in the log, whatever its words: every one with a code, a level, and the id under which the
/// journal knows it (`journalctl MESSAGE_ID=...`). Ids stay for good; the page Logs lists them, a test compares.
public enum LoggedEvent: String, CaseIterable, Sendable {
    /// The service serves its socket.
    case serving
    /// It drains and ends, because it was told to.
    case stopping
    /// Changed settings were taken over; `changed` names them.
    case settingsReloaded = "settings.reloaded"
    /// Settings changed that a reload cannot take over.
    case settingsNeedRestart = "settings.needRestart"
    /// The changed settings are wrong; those in force stay.
    case settingsRefused = "settings.refused"
    /// A part stands, so the watchdog is not fed and systemd will restart the service.
    case watchdogUnfed = "watchdog.unfed"
    /// The store cannot be read or written; the service goes on with what it has.
    case storeLost = "store.lost"
    /// The store answers again.
    case storeBack = "store.back"
    /// The store was put back to an earlier state; producers are told to send again.
    case storeRewound = "store.rewound"
    /// Scoring published an epoch.
    case epochPublished = "epoch.published"
    /// The gateway answers from a new epoch.
    case epochLoaded = "epoch.loaded"
    /// Scoring ended several times over the same batches and looks for the records to blame.
    case scoringCrashed = "scoring.crashed"
    /// Records that crash scoring were set aside; the rest goes on.
    case recordsSetAside = "records.setAside"
    /// Something a collector read or sent was not taken.
    case recordRefused = "record.refused"
    /// Another service does not answer.
    case connectionLost = "connection.lost"
    /// It answers again.
    case connectionBack = "connection.back"
    /// The crawler waits because the hub asked it to, or failed.
    case collectorWaits = "collector.waits"
    /// A page of the hub's listing is stored.
    case crawlProgress = "crawl.progress"
    /// Lines of the log were dropped: nobody reads them.
    case linesDropped = "log.dropped"

    /// The journal's `MESSAGE_ID`: 128 bits in hexadecimal digits, drawn once.
    public var messageID: String {
        switch self {
        case .serving: "259e32faf0b1455a90e028f5e652f331"
        case .stopping: "63d9b8a28d644e3ea9573114fbbc3fa5"
        case .settingsReloaded: "8a37eba209e14fe3886a6e084de9ed92"
        case .settingsNeedRestart: "9df6c8fae8eb421dbca125d32c353fab"
        case .settingsRefused: "bb60e6d1ec7e46c0bb4be318d7c0abae"
        case .watchdogUnfed: "d48463d2093e477eb05218b16bee93b4"
        case .storeLost: "9d0478488c2a443bab20d7f33efd5e5b"
        case .storeBack: "ccc46a2393884eb9a3e2c8c6d6660cd6"
        case .storeRewound: "82fedea6890e4da3aa66af389d3e4d78"
        case .epochPublished: "8ef0e09c8d5e4988a1d0fea9d680d685"
        case .epochLoaded: "1d4830c93394471b9eb4ee981f7203ee"
        case .scoringCrashed: "1844a8e465ef48d8835b0092066c5da6"
        case .recordsSetAside: "66643944ad574d929b9ae4b4107a02b6"
        case .recordRefused: "c927528e06ea46fca4994eeea9885674"
        case .connectionLost: "cd848481b81e4c04810130bde03b8bcb"
        case .connectionBack: "b6bce22346b647cf93e928ea2b2f05d5"
        case .collectorWaits: "47e46a017eee48feaa58f586e605e007"
        case .crawlProgress: "b1e979c3e79e4d028b17e7ead24966c2"
        case .linesDropped: "7b9468fd8d6d44c181d86bc04202933a"
        }
    }
}
