extension MethodParameters {
    /// A hash (FNV-1a) of the parameters that decide what is listed: a cursor belongs to one question, of which only
    /// `limit` may change between pages.
    public var questionHash: UInt64 {
        guard case .object(let members) = used else { return 0 }
        var bytes: [UInt8] = []
        JSONValue.object(members.filter { $0.key != "cursor" && $0.key != "limit" }).write(into: &bytes)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
