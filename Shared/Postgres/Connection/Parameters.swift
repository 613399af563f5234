/// The parameters of a statement as libpq wants them: types, pointers, lengths and formats.
struct Parameters {
    private var types: [UInt32] = []
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []

    /// The protocol counts parameters in 16 bits; one value is at most 1 GiB on the server.
    init(_ binds: [Bind]) throws(PostgresError) {
        guard binds.count <= 65_535 else { throw .usage("\(binds.count) parameters; at most 65535 fit a statement") }
        for bind in binds {
            types.append(bind.type.rawValue)
            let start = bytes.count
            let present = bind.encode(into: &bytes)
            guard bytes.count - start <= 1 << 30 else { throw .usage("a parameter is larger than 1 GiB") }
            offsets.append(present ? start : nil)
            lengths.append(Int32(bytes.count - start))
        }
        // A value of no bytes at the very end needs a place to point to.
        bytes.append(0)
    }

    func withPointers<T>(
        _ body: (
            Int32, UnsafePointer<UInt32>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?
        ) -> T
    ) -> T {
        bytes.withUnsafeBytes { raw in
            let base = raw.baseAddress!.assumingMemoryBound(to: CChar.self)
            let values: [UnsafePointer<CChar>?] = offsets.map { $0.map { base + $0 } }
            let formats = [Int32](repeating: 1, count: lengths.count)
            return body(Int32(lengths.count), types, values, lengths, formats)
        }
    }
}
