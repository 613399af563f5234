extension Array {
    /// Whether two arrays surely are the same, since they lie in the same memory; false tells nothing.
    public func isShared(with other: [Element]) -> Bool {
        count == other.count
            && withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
    }
}
