import Logging
import Runtime
import ServiceLifecycle
import Wire

/// Looks at the gateway again and again, tells systemd when it goes and comes, and has the first page's answers and the
/// claims' verdicts ready before anybody asks for them.
struct GatewayWatch: Service {
    let gateway: Gateway
    let interval: Duration
    /// The least time between two checks of all claims.
    let claimsInterval: Duration
    let readiness: Readiness
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.look() }
                group.addTask { await self.checkClaims() }
            }
        }
    }

    private func look() async {
        var last: GatewayHealth = .unknown
        while !Task.isCancelled {
            let health = await gateway.look()
            report(health, after: last)
            if let world = health.world, world.epoch != last.world?.epoch {
                _ = await gateway.ask(OverviewPage.questions(Place(path: "/", query: WebQuery(), health: health)))
            }
            last = health
            guard (try? await Task.sleep(for: interval)) != nil else { return }
        }
    }

    /// One claim after the other, so that people's questions come between.
    private func checkClaims() async {
        var checked: Int64?
        while !Task.isCancelled {
            if let world = await gateway.health.world, let epoch = world.epoch, epoch != checked {
                let list = Reply(
                    question: ClaimsPage.list, result: await gateway.ask(ClaimsPage.list))
                for claim in list.entries {
                    guard !Task.isCancelled, let id = claim["id"]?.text else { continue }
                    _ = await gateway.ask(ClaimsPage.check(id, []))
                }
                if list.refusal == nil { checked = epoch }
                guard (try? await Task.sleep(for: claimsInterval)) != nil else { return }
            }
            guard (try? await Task.sleep(for: interval)) != nil else { return }
        }
    }

    private func report(_ health: GatewayHealth, after last: GatewayHealth) {
        switch (last, health) {
        case (.serving, .serving), (.away, .away): return
        case (_, .serving):
            readiness.status("serving")
            logger.log(.connectionBack, "the gateway answers")
        case (_, .away(let reason)):
            readiness.status("waiting for the gateway: \(reason)")
            logger.log(.connectionLost, "the gateway does not answer", metadata: ["reason": "\(reason)"])
        case (_, .unknown): return
        }
    }
}
