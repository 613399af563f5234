import Foundation

/// Which listing is asked for. Pure.
struct ListingQuery: Sendable, Equatable {
    var hub: URL
    var sort: String
    var pageSize: Int
    var fields: [String]

    /// What the records are made of: a model record is the source's whole statement, so no field of it may be left out.
    static let allFields = [
        "author", "baseModels", "cardData", "createdAt", "disabled", "downloads", "downloadsAllTime", "gated", "gguf",
        "lastModified", "library_name", "likes", "pipeline_tag", "private", "safetensors", "tags",
    ]

    /// The most the hub gives a page.
    static let largestPage = 1000

    /// The first page; the others are named by the page before.
    var firstPage: String {
        var text = hub.absoluteString
        while text.hasSuffix("/") { text.removeLast() }
        text += "/api/models?limit=\(pageSize)&sort=\(sort)&direction=-1"
        for field in fields { text += "&expand%5B%5D=\(field)" }
        return text
    }

    /// The next page, where it is on the same hub: a token goes there too.
    func next(_ link: String, after current: String) throws(PageFault) -> String {
        guard let url = URL(string: link, relativeTo: URL(string: current))?.absoluteURL else {
            throw PageFault("its Link header names no address")
        }
        guard url.scheme == hub.scheme, url.host == hub.host, url.port == hub.port else {
            let host = "\(url.scheme ?? ""):\(url.host ?? "")\(url.port.map { ":\($0)" } ?? "")"
            throw PageFault("its Link header leads to another host (\(host))")
        }
        guard url.absoluteString != current else { throw PageFault("its Link header leads back to the page itself") }
        return url.absoluteString
    }

    /// The hub's address, where it can be one: https, or http on this machine.
    static func hub(_ text: String) -> URL? {
        guard let url = URL(string: text), let host = url.host, !host.isEmpty, url.user == nil, url.query == nil,
            url.fragment == nil
        else { return nil }
        switch url.scheme {
        case "https": return url
        case "http": return ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) ? url : nil
        default: return nil
        }
    }
}

/// Why a page cannot be used; asking again may help.
struct PageFault: Error, Sendable, Equatable {
    var message: String

    init(_ message: String) { self.message = message }
}
