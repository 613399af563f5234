import GroundswellClient
import Runtime
import Wire

/// `/metrics`: what the three services and this one say of themselves, at one address.
struct MetricsPage: Sendable {
    let folder: String
    let own: MetricsRegistry

    /// A service that does not answer within this is down.
    private static let patience = Duration.seconds(2)

    func text() async -> String {
        let pages = await withTaskGroup(of: (ServiceSocket, String?).self) { group in
            for service in ServiceSocket.allCases { group.addTask { (service, await ask(service)) } }
            var pages: [ServiceSocket: String?] = [:]
            for await (service, page) in group { pages[service] = page }
            return pages
        }
        var all = Exposition()
        var up: [(service: String, value: String)] = []
        for service in ServiceSocket.allCases {
            let page = pages[service] ?? nil
            if let page { all.add(page, service: Self.name(service)) }
            up.append((Self.name(service), page == nil ? "0" : "1"))
        }
        all.add(own.exposition(), service: "dashboard")
        up.append(("dashboard", "1"))
        all.add("groundswell_up", "gauge", "1 where the service answered when its metrics were asked for.", up)
        return all.text
    }

    private static func name(_ service: ServiceSocket) -> String { service == .gateway ? "query" : service.rawValue }

    private func ask(_ service: ServiceSocket) async -> String? {
        var options = GatewayClient.Options()
        options.connectDeadline = Self.patience
        options.timeout = Self.patience
        do throws(ClientError) {
            let client = try await GatewayClient.connect(to: service, folder: folder, options: options)
            let answer: GatewayAnswer
            do throws(ClientError) {
                answer = try await client.call("metrics", timeout: Self.patience)
            } catch {
                await client.close()
                throw error
            }
            await client.close()
            return answer.value.text
        } catch { return nil }
    }
}
