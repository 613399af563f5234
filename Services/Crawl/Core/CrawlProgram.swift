import Glibc
import Logging
import Runtime
import ServiceLifecycle
import Wire

/// The program: one crawl from its begin to its report.
public enum CrawlProgram {
    /// The version that `--version` tells.
    public static let version = "0.1.0"
    /// The systemd credential that holds the hub's token.
    static let credential = "hub-token"

    /// Runs from the process's arguments to its end: 0 when the crawl is complete or was stopped, 1 when it failed.
    public static func main() async -> Never {
        await ServiceMain.main(CrawlSettings.registry) { context in
            let settings = context.settings
            guard let hub = ListingQuery.hub(settings[CrawlSettings.hub]) else {
                throw CrawlError.settings("hub.url is no address of a hub")
            }
            let token = try Credential.read(
                file: settings[CrawlSettings.tokenFile], credential: credential,
                environment: ServiceMain.environment())
            let crawl = try Crawl(settings, hub: hub, token: token?.value, context.logger, context.readiness)
            context.readiness.ready()
            return [CrawlService(crawl: crawl, isJSON: settings[CrawlSettings.json])]
        }
    }
}

/// The crawl as the one part of its process: its end is the end.
struct CrawlService: Service {
    let crawl: Crawl
    let isJSON: Bool

    func run() async throws {
        let report = await cancelWhenGracefulShutdown { await crawl.run() }
        // Written whole before the process ends.
        print(isJSON ? report.json.jsonText : report.text)
        fflush(nil)
        if let failure = report.failure, failure != .cancelled { throw failure }
    }
}
