import Domain
import Testing
import Wire

@testable import StoreInbox

/// Hashes that are stored: they must never change.
struct HashingTests {
    /// From the reference implementation of SipHash-2-4-128 (vectors.h): key 00...0f, messages 00 01 02 ...
    @Test func referenceVectors() {
        let vectors: [(Int, [UInt8])] = [
            (0, [0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93]),
            (1, [0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45]),
        ]
        for (length, expected) in vectors {
            var hash = SipHash(key: 0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
            [UInt8](0..<UInt8(length)).withUnsafeBytes { hash.bytes($0) }
            let result = hash.finish()
            var bytes: [UInt8] = []
            withUnsafeBytes(of: result.low.littleEndian) { bytes += Array($0) }
            withUnsafeBytes(of: result.high.littleEndian) { bytes += Array($0) }
            #expect(bytes == expected, "\(length) bytes")
        }
    }

    @Test func piecesMakeNoDifference() {
        let message = (0..<100).map { UInt8($0) }
        func hash(_ cuts: [Int]) -> Hash128 {
            var hash = SipHash()
            var start = 0
            for cut in cuts + [message.count] {
                message[start..<cut].withUnsafeBytes { hash.bytes($0) }
                start = cut
            }
            return hash.finish()
        }
        let whole = hash([])
        for cut in 0...100 { #expect(hash([cut]) == whole) }
        #expect(hash([1, 2, 3, 10, 11, 60]) == whole)
    }

    /// What is in stores already: a change here makes every resend look new.
    @Test func identitiesOfStoredRecords() throws {
        #expect(RecordIdentity.event(source: "test", id: "e1") == RecordIdentity.event(source: "test", id: "e1"))
        #expect(RecordIdentity.event(source: "test", id: "e1") != RecordIdentity.event(source: "teste", id: "1"))
        let at = Timestamp(microseconds: 1)
        let model = ModelRecord(id: "a/B", license: "mit", source: "s", at: at)
        let same = ModelRecord(id: "A/b", license: "mit", source: "s", at: at)
        let other = ModelRecord(id: "A/b", licenseName: "mit", source: "s", at: at)
        #expect(RecordIdentity.hash(.model(model)) == RecordIdentity.hash(.model(same)))
        #expect(RecordIdentity.hash(.model(model)) != RecordIdentity.hash(.model(other)))
        #expect(
            RecordIdentity.hash(.rename(RenameRecord(from: "a/b", to: "a/c", source: "s", at: at)))
                != RecordIdentity.hash(.same(SameRecord(a: "a/b", b: "a/c", source: "s", at: at))))
    }
}
