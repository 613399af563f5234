import Glibc

/// Who may say what: users and groups of this machine, as the kernel tells them, to rights.
///
/// Three lists of the configuration, each entry for `uid:N`, `gid:N`, `user:NAME`, `group:NAME` or `*` (everybody who can
/// open the socket); rights of all entries that fit a peer add up:
///
///     access:
///       administrators: ["group:groundswell-admin"]            # everything, `curated` too
///       writers: ["user:crawl=huggingface", "gid:120=helm+mteb", "uid:1000=*"]   # `*`: every source but `curated`
///       readers: ["group:groundswell"]                         # questions only
///
/// The service's own user and root may do everything, whatever the lists say.
public struct AccessPolicy: Sendable {
    private enum Who: Sendable, Equatable {
        case user(UInt32)
        case group(UInt32)
        case everybody
    }

    private var entries: [(who: Who, rights: PeerRights)]

    /// Reads the three lists. Throws a sentence for an entry that cannot be one.
    public init(administrators: [String], writers: [String], readers: [String], ownUser: UInt32 = getuid())
        throws(AccessPolicyError)
    {
        entries = [(.user(0), .administrator), (.user(ownUser), .administrator)]
        for entry in administrators { entries.append((try Self.who(entry, in: entry), .administrator)) }
        for entry in readers { entries.append((try Self.who(entry, in: entry), PeerRights(mayRead: true))) }
        for entry in writers {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else {
                throw AccessPolicyError("'\(entry)' should be WHO=SOURCES, for example uid:1000=huggingface+helm")
            }
            var rights = PeerRights(mayRead: true)
            if parts[1] == "*" {
                rights.allSources = true
            } else {
                rights.sources = Set(parts[1].split(separator: "+").map(String.init))
            }
            entries.append((try Self.who(String(parts[0]), in: entry), rights))
        }
    }

    /// What a peer may do.
    public func rights(of peer: PeerCredentials) -> PeerRights {
        var rights = PeerRights()
        for entry in entries {
            let fits =
                switch entry.who {
                case .user(let id): id == peer.uid
                case .group(let id): peer.groups.contains(id)
                case .everybody: true
                }
            if fits { rights.formUnion(entry.rights) }
        }
        return rights
    }

    private static func who(_ text: String, in entry: String) throws(AccessPolicyError) -> Who {
        if text == "*" { return .everybody }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 {
            switch parts[0] {
            case "uid": if let id = UInt32(parts[1]) { return .user(id) }
            case "gid": if let id = UInt32(parts[1]) { return .group(id) }
            case "user":
                guard let found = getpwnam(parts[1]) else {
                    throw AccessPolicyError("'\(entry)': there is no user '\(parts[1])' on this machine")
                }
                return .user(found.pointee.pw_uid)
            case "group":
                guard let found = getgrnam(parts[1]) else {
                    throw AccessPolicyError("'\(entry)': there is no group '\(parts[1])' on this machine")
                }
                return .group(found.pointee.gr_gid)
            default: break
            }
        }
        throw AccessPolicyError("'\(entry)' should name uid:N, gid:N, user:NAME, group:NAME or *")
    }
}

/// An entry of the access lists that cannot be one, in a sentence.
public struct AccessPolicyError: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
