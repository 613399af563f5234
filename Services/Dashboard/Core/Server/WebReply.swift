import Presentation

/// What a request is answered with. Pure.
struct WebReply: Sendable {
    var status: Int
    var type: String
    var body: [UInt8]
    /// Beside those that every reply has.
    var headers: [(String, String)] = []

    init(_ status: Int, _ type: String, _ body: [UInt8], _ headers: [(String, String)] = []) {
        self.status = status
        self.type = type
        self.body = body
        self.headers = headers
    }

    static func page(_ html: HTML, status: Int = 200, retryAfter: Int? = nil) -> WebReply {
        var headers = [("Cache-Control", "no-cache")]
        if let retryAfter { headers = [("Cache-Control", "no-store"), ("Retry-After", "\(retryAfter)")] }
        return WebReply(status, "text/html; charset=utf-8", Array(html.markup.utf8), headers)
    }

    static func text(_ text: String, status: Int = 200, type: String = "text/plain; charset=utf-8") -> WebReply {
        WebReply(status, type, Array(text.utf8), [("Cache-Control", "no-store")])
    }

    /// What every reply says: nothing from elsewhere, no scripts at all, no frames, forms only to here.
    static let common: [(String, String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"), ("X-Frame-Options", "DENY"),
    ]
}
