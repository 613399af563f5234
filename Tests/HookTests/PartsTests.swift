import Runtime
import Testing

@testable import HookCore

/// The pure parts.
@Suite("Parts of the receiver")
struct PartsTests {
    @Test("A bucket gives its burst, then its rate, and never more after a pause")
    func bucket() {
        let start = ContinuousClock.now
        var bucket = TokenBucket(perSecond: 2, burst: 3, now: start)
        for _ in 0..<3 { #expect(bucket.take(now: start) == nil) }
        #expect(bucket.take(now: start) == .milliseconds(500))
        #expect(bucket.take(now: start + .milliseconds(500)) == nil)
        #expect(bucket.take(now: start + .milliseconds(500)) != nil)
        let taken = (0..<10).count { _ in bucket.take(now: start + .seconds(3600)) == nil }
        #expect(taken == 3)
        // A clock that seems to go back gives nothing.
        #expect(bucket.take(now: start) != nil)
    }

    @Test("Secrets are equal as a whole, or not at all")
    func secrets() {
        let check = SecretCheck("0123456789abcdef")
        #expect(check.accepts("0123456789abcdef"))
        for wrong in ["", "0123456789abcde", "0123456789abcdef0", "1123456789abcdef", "0123456789ABCDEF"] {
            #expect(!check.accepts(wrong))
        }
    }

    @Test("Addresses are loopback or Unix")
    func addresses() {
        #expect(ListenAddress("127.0.0.1:80") == .loopback(host: "127.0.0.1", port: 80))
        #expect(ListenAddress("[::1]:0") == .loopback(host: "::1", port: 0))
        #expect(ListenAddress("unix:/run/x.sock") == .unix("/run/x.sock"))
        for wrong in ["0.0.0.0:80", "127.0.0.1", "127.0.0.1:70000", "unix:x", "unix:", "localhost:80", ":80", ""] {
            #expect(ListenAddress(wrong) == nil)
        }
    }
}
