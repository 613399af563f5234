import Testing

@testable import LineSocket

/// Who may say what.
struct AccessPolicyTests {
    private func peer(_ uid: UInt32, _ groups: [UInt32] = [9999]) -> PeerCredentials {
        PeerCredentials(uid: uid, gid: groups[0], pid: 1, groups: groups)
    }

    @Test func rootAndTheServicesUserMaySayEverything() throws {
        let policy = try AccessPolicy(administrators: [], writers: [], readers: [], ownUser: 77)
        #expect(policy.rights(of: peer(0)) == .administrator)
        #expect(policy.rights(of: peer(77)).mayName("curated"))
        #expect(!policy.rights(of: peer(1000)).isKnown)
    }

    @Test func listsAddUp() throws {
        let policy = try AccessPolicy(
            administrators: ["gid:27"], writers: ["uid:1000=huggingface+helm", "gid:50=mteb", "uid:1001=*"],
            readers: ["*"], ownUser: 77)
        let writer = policy.rights(of: peer(1000, [100, 50]))
        #expect(["huggingface", "helm", "mteb"].allSatisfy(writer.mayName))
        #expect(!writer.mayName("curated") && !writer.mayName("atom"))
        let all = policy.rights(of: peer(1001))
        #expect(all.mayName("atom") && !all.mayName("curated"))
        // A supplementary group counts.
        #expect(policy.rights(of: peer(1002, [100, 27])).mayName("curated"))
        let reader = policy.rights(of: peer(1003))
        #expect(reader.isKnown && !reader.mayWrite)
    }

    @Test(arguments: ["root", "uid:x=helm", "uid:1", "uid:1=", "user:no-such-user=helm", "group:no-such-group=helm"])
    func anEntryThatCannotBeOneIsTold(entry: String) {
        #expect(throws: AccessPolicyError.self) {
            try AccessPolicy(administrators: [], writers: [entry], readers: [])
        }
    }
}
