/// Why a line was not taken: the closed list.
public enum RejectCode: String, Sendable, CaseIterable, Error {
    /// The line is longer than the limit.
    case lineTooLong = "line.tooLong"
    /// The bytes are not UTF-8.
    case encodingInvalid = "encoding.invalid"
    /// A byte order mark stands in front.
    case encodingByteOrderMark = "encoding.byteOrderMark"
    /// Not one JSON object.
    case jsonInvalid = "json.invalid"
    /// Nested deeper than the limit.
    case jsonTooDeep = "json.tooDeep"
    /// A key stands twice in one object.
    case jsonDuplicateKey = "json.duplicateKey"
    /// A string holds a NUL, or an unpaired surrogate.
    case stringInvalid = "string.invalid"
    /// A string is longer than its field allows.
    case stringTooLong = "string.tooLong"
    /// A number is outside its range.
    case numberRange = "number.range"
    /// The one key names no kind of record.
    case recordUnknown = "record.unknown"
    /// The line has no key, or more than one.
    case recordShape = "record.shape"
    /// A needed field is missing.
    case fieldMissing = "field.missing"
    /// A field nobody knows.
    case fieldUnknown = "field.unknown"
    /// A field of the wrong type.
    case fieldType = "field.type"
    /// A list is longer than the limit.
    case fieldTooMany = "field.tooMany"
    /// An id that cannot be one.
    case idInvalid = "id.invalid"
    /// A word that is not in its vocabulary.
    case wordUnknown = "word.unknown"
    case countryInvalid = "country.invalid"
    /// Not a date or time, or a date that does not exist.
    case timeInvalid = "time.invalid"
    /// More than a day ahead of the clock.
    case timeFuture = "time.future"
    /// Before 1900 or after 2199.
    case timeRange = "time.range"
    /// A series nobody has made known.
    case seriesUnknown = "series.unknown"
    /// A series made known before with another kind or unit.
    case seriesConflict = "series.conflict"
    /// The peer may not speak for this source.
    case sourceForbidden = "source.forbidden"
    /// The record names another source than the stream.
    case sourceMismatch = "source.mismatch"
    /// The same event id with other content.
    case eventConflict = "event.conflict"
    /// What is to be retracted is not stored.
    case retractionUnknown = "retraction.unknown"
    /// Somebody else writes this stream now.
    case streamBusy = "stream.busy"
    /// A stream header after records, or a second one.
    case streamOrder = "stream.order"
    /// The stream starts behind what is stored: lines would be missing.
    case streamGap = "stream.gap"
    /// The peer may not write.
    case peerForbidden = "peer.forbidden"
    /// More connections, or bytes, than the limits allow.
    case limitExceeded = "limit.exceeded"
    /// The record made the database refuse; set aside.
    case recordSetAside = "record.setAside"
    /// The service is stopping.
    case serviceStopping = "service.stopping"
}
