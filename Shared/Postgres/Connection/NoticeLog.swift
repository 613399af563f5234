internal import CLibPQ

/// The notices of the current operation; libpq's receiver writes here, on the connection's own thread.
final class NoticeLog {
    /// More than this many notices of one operation are counted, not kept.
    static let limit = 100

    private(set) var notices: [Notice] = []
    private(set) var sawCancelledSynchronousWait = false

    func clear() {
        notices.removeAll(keepingCapacity: true)
        sawCancelledSynchronousWait = false
    }

    func receive(_ result: OpaquePointer) {
        let notice = Notice(
            severity: diagnostic(result, DIAG_SEVERITY) ?? "", state: SQLState(diagnostic(result, DIAG_SQLSTATE) ?? ""),
            message: diagnostic(result, DIAG_MESSAGE) ?? "", function: diagnostic(result, DIAG_SOURCE_FUNCTION) ?? "")
        if notice.isCancelledSynchronousWait { sawCancelledSynchronousWait = true }
        if notices.count < Self.limit { notices.append(notice) }
    }

    /// Makes libpq deliver the notices of `connection` here; the log must live as long as the connection.
    func attach(to connection: OpaquePointer) {
        _ = PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result else { return }
                Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().receive(result)
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}

/// A field of an error or notice report.
func diagnostic(_ result: OpaquePointer, _ field: groundswell_diag) -> String? {
    PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) }
}
