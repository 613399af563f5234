import Presentation
import Wire

/// Every address there is. Reads only.
struct Site: Sendable {
    let gateway: Gateway
    let metrics: MetricsPage

    func reply(path: String, query: WebQuery) async -> WebReply {
        switch path {
        case StyleSheet.address:
            return WebReply(
                200, "text/css; charset=utf-8", Array(StyleSheet.text.utf8),
                [("Cache-Control", "public, max-age=31536000, immutable")])
        case "/icon.svg", "/favicon.ico":
            return WebReply(
                200, "image/svg+xml", Array(StyleSheet.icon.utf8), [("Cache-Control", "public, max-age=86400")])
        case "/metrics": return .text(await metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
        case "/healthz": return await health()
        case "/robots.txt": return .text("User-agent: *\nDisallow: /answer/\nDisallow: /search\n")
        default: break
        }
        if path.hasPrefix("/answer/") { return await answer(path, query) }
        var place = Place(path: path, query: query, health: await gateway.health)
        if case .unknown = place.health { place.health = await gateway.look() }
        guard let page = Pages[path] else { return ErrorPages.unknownPath(place) }
        if page == DefinitionPage.self, !DefinitionPage.exists(query["name"] ?? "") {
            return ErrorPages.unknownDefinition(place)
        }
        if case .away(let reason) = place.health { return ErrorPages.unavailable(reason, place) }
        return await reply(page, place)
    }

    private func reply(_ page: any Page.Type, _ place: Place) async -> WebReply {
        let replies = await gateway.ask(page.questions(place))
        if let subject = page.subject, let refusal = replies[subject].refusal {
            if page == ClaimPage.self { return ErrorPages.refused(await claim(refusal, place), place, found: []) }
            return ErrorPages.refused(refusal, place, found: await similar(refusal, place))
        }
        let further = await gateway.ask(page.furtherQuestions(place, replies))
        // Where nothing could be answered, the page would say only that, many times.
        let refusals = replies.compactMap(\.refusal)
        if let first = refusals.first, refusals.count == replies.count, first.mayPass {
            return ErrorPages.unavailable(first.sentence, place)
        }
        let bad = refusals.first { $0.status == 400 }
        let status = refusals.count == replies.count && !replies.isEmpty ? bad?.status ?? 200 : 200
        return .page(Layout.html(place, page.body(place, replies, further)), status: status)
    }

    /// Models whose names hold the last part of one that is not there.
    private func similar(_ refusal: Refusal, _ place: Place) async -> [String] {
        guard refusal.code == RPCErrorCode.modelNotFound.rawValue, let id = place.query["id"] else { return [] }
        let part = id.split(separator: "/").last.map(String.init) ?? id
        let search = place.question(.modelSearch, [.init("query", .string(part)), .init("limit", 5)])
        let reply = Reply(question: search, result: await gateway.ask(search))
        return reply.entries.compactMap { $0["id"]?.text }
    }

    /// A claim that is not on the list is not there; those of a similar name are.
    private func claim(_ refusal: Refusal, _ place: Place) async -> Refusal {
        let id = place.query["id"] ?? ""
        let list = ClaimsPage.listed(place)
        let reply = Reply(question: list, result: await gateway.ask(list))
        let ids = reply.entries.compactMap { $0["id"]?.text }
        guard reply.refusal == nil, !ids.contains(id) else { return refusal }
        var refusal = refusal
        refusal.isNotFound = true
        refusal.nearest = NearestName.find(id, among: ids)
        return refusal
    }

    private func health() async -> WebReply {
        var health = await gateway.health
        if case .unknown = health { health = await gateway.look() }
        switch health {
        case .serving(let world): return .text(world.isStale ? "ok, stale\n" : "ok\n")
        case .away(let reason): return ErrorPages.plain(503, reason, headers: [("Retry-After", "5")])
        case .unknown:
            return ErrorPages.plain(503, "the gateway has not been looked at yet", headers: [("Retry-After", "1")])
        }
    }
}
