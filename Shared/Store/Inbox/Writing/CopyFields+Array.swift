import Postgres

extension CopyFields where Self: ~Copyable {
    /// text[] of one dimension: dimensions, null flag, element type, length, lower bound, elements with their lengths.
    mutating func textArray(_ values: [String]) {
        var body: [UInt8] = []
        func append(_ value: Int32) { withUnsafeBytes(of: value.bigEndian) { body.append(contentsOf: $0) } }
        append(values.isEmpty ? 0 : 1)
        append(0)
        append(25)
        if !values.isEmpty {
            append(Int32(clamping: values.count))
            append(1)
            for value in values {
                append(Int32(clamping: value.utf8.count))
                body.append(contentsOf: value.utf8)
            }
        }
        bytes(body)
    }
}
