import Domain
import Testing

@testable import Wire

/// Every fault of a line is told with its code, its place and a sentence.
@Suite struct RejectTests {
    private static let rest = #""source":"s","at":"2026-05-01""#

    private func reject(_ line: String, source: String? = nil) -> Reject? {
        var scanner = LineScanner()
        scanner.defaultSource = source
        return scanner.see(line).reject
    }

    @Test(arguments: [
        ("", "record.shape", ""), ("  \r", "record.shape", ""), ("{}", "record.shape", ""),
        (#"{"model":{},"event":{}}"#, "record.shape", ""), ("[]", "json.invalid", ""), ("3", "json.invalid", ""),
        ("likes,5", "json.invalid", ""), ("\u{feff}{}", "encoding.byteOrderMark", ""),
        (#"{"modle":{}}"#, "record.unknown", "modle"), (#"{"model":null}"#, "field.type", "model"),
        (#"{"model":[]}"#, "field.type", "model"), (#"{"flush":{"now":true}}"#, "field.unknown", "flush.now"),
        (#"{"model":{"id":"a","id":"b",\#(rest)}}"#, "json.duplicateKey", ""),
        (#"{"model":{\#(rest)}}"#, "field.missing", "model.id"),
        (#"{"model":{"id":null,\#(rest)}}"#, "field.missing", "model.id"),
        (#"{"model":{"id":7,\#(rest)}}"#, "field.type", "model.id"),
        (#"{"model":{"id":"",\#(rest)}}"#, "id.invalid", "model.id"),
        (#"{"model":{"id":"a b ",\#(rest)}}"#, "id.invalid", "model.id"),
        (#"{"model":{"id":"/a",\#(rest)}}"#, "id.invalid", "model.id"),
        (#"{"model":{"id":"a","licence":"mit",\#(rest)}}"#, "field.unknown", "model.licence"),
        (#"{"model":{"id":"a","gated":"auto",\#(rest)}}"#, "field.type", "model.gated"),
        (#"{"model":{"id":"a","parameters":-1,\#(rest)}}"#, "number.range", "model.parameters"),
        (#"{"model":{"id":"a","parameters":1.5,\#(rest)}}"#, "field.type", "model.parameters"),
        (#"{"model":{"id":"a","parameters":1e300,\#(rest)}}"#, "number.range", "model.parameters"),
        (#"{"model":{"id":"a","parameters":1e999,\#(rest)}}"#, "number.range", ""),
        (#"{"model":{"id":"a","access":"open",\#(rest)}}"#, "word.unknown", "model.access"),
        (#"{"model":{"id":"a","released":"2025-02-30",\#(rest)}}"#, "time.invalid", "model.released"),
        (#"{"model":{"id":"a","released":"1850",\#(rest)}}"#, "time.range", "model.released"),
        (#"{"model":{"id":"a","bases":{},\#(rest)}}"#, "field.type", "model.bases"),
        (#"{"model":{"id":"a","bases":["b"],\#(rest)}}"#, "field.type", "model.bases[0]"),
        (
            #"{"model":{"id":"a","bases":[{"id":"b"},{"id":"c"},{"id":"d","relation":"finetuned"}],\#(rest)}}"#,
            "word.unknown", "model.bases[2].relation"
        ),
        (#"{"model":{"id":"a","source":"S","at":"2026-05-01"}}"#, "id.invalid", "model.source"),
        (#"{"model":{"id":"a","at":"2026-05-01"}}"#, "field.missing", "model.source"),
        (#"{"model":{"id":"a","source":"s"}}"#, "field.missing", "model.at"),
        (#"{"model":{"id":"a","source":"s","at":"01.05.2026"}}"#, "time.invalid", "model.at"),
        (#"{"model":{"id":"a","source":"s","at":1777618920}}"#, "field.type", "model.at"),
        (#"{"model":{"id":"a","source":"s","at":"1899-12-31"}}"#, "time.range", "model.at"),
        (#"{"model":{"id":"a","source":"s","at":"2026-08-10"}}"#, "time.future", "model.at"),
        (#"{"organization":{"id":"x","country":"Chna",\#(rest)}}"#, "country.invalid", "organization.country"),
        (#"{"organization":{"id":"x","country":"us",\#(rest)}}"#, "country.invalid", "organization.country"),
        (#"{"organization":{"id":"x","aliases":["ok",""],\#(rest)}}"#, "id.invalid", "organization.aliases[1]"),
        (#"{"observation":{"model":"a","series":"likes","value":"5",\#(rest)}}"#, "field.type", "observation.value"),
        (#"{"observation":{"model":"a","series":"likes",\#(rest)}}"#, "field.missing", "observation.value"),
        (
            #"{"observation":{"model":"a","series":"likes","value":9007199254740994,\#(rest)}}"#, "number.range",
            "observation.value"
        ),
        (
            #"{"observation":{"model":"a","series":"l","value":1,"step":0,\#(rest)}}"#, "number.range",
            "observation.step"
        ),
        (#"{"observation":{"model":"a","series":"l","value":01,\#(rest)}}"#, "json.invalid", ""),
        (#"{"event":{"model":"a","kind":"star",\#(rest)}}"#, "word.unknown", "event.kind"),
        (#"{"event":{"model":"a","kind":"like","adopter":{},\#(rest)}}"#, "field.missing", "event.adopter.id"),
        (
            #"{"event":{"model":"a","kind":"like","adopter":{"id":"x","country":"XX"},\#(rest)}}"#, "country.invalid",
            "event.adopter.country"
        ),
        (#"{"series":{"id":"stars","kind":"count","unit":"stars"}}"#, "word.unknown", "series.kind"),
        (#"{"component":{"model":"a","id":23,\#(rest)}}"#, "word.unknown", "component.id"),
        (#"{"scores":{"framework":"f","edition":"e","scores":{},\#(rest)}}"#, "field.missing", "scores.model"),
        (
            #"{"scores":{"framework":"f","edition":"e","model":"a","scores":{"x":"y"},\#(rest)}}"#, "field.type",
            "scores.scores.x"
        ),
        (#"{"retraction":{"of":{},"reason":"r",\#(rest)}}"#, "record.shape", "retraction.of"),
        (#"{"retraction":{"of":{"series":{"id":"x"}},"reason":"r",\#(rest)}}"#, "record.unknown", "retraction.of"),
        (
            #"{"retraction":{"of":{"model":{"id":"a"}},"reason":"r",\#(rest)}}"#, "field.missing",
            "retraction.of.model.at"
        ),
        (
            #"{"claim":{"id":"c","text":"t","date":"2025","measure":"m","parameters":[],"predicate":{"kind":"sign"},\#(rest)}}"#,
            "field.type", "claim.parameters"
        ),
        (#"{"stream":{"source":"s"}}"#, "field.missing", "stream.name"),
        (#"{"stream":{"name":"n","from":-1}}"#, "number.range", "stream.from"),
    ])
    func tells(line: String, code: String, path: String) {
        let reject = reject(line)
        #expect(reject?.code.rawValue == code, "\(String(describing: reject))")
        #expect(reject?.path == path, "\(String(describing: reject))")
        #expect(reject?.message.isEmpty == false)
    }

    @Test func theSentenceNamesWhatWasFoundAndWhatWasMeant() {
        #expect(
            reject(#"{"organization":{"id":"x","country":"Chna",\#(Self.rest)}}"#)?.message
                == "'Chna' is not an ISO 3166-1 alpha-2 code")
        #expect(
            reject(#"{"organization":{"id":"x","country":"us",\#(Self.rest)}}"#)?.message
                == "'us' is not an ISO 3166-1 alpha-2 code; did you mean 'US'?")
        #expect(
            reject(#"{"model":{"id":"a","licence":"mit",\#(Self.rest)}}"#)?.message
                == "model has no field 'licence'; did you mean 'license'?")
        #expect(reject(#"{"modle":{}}"#)?.message.hasSuffix("did you mean 'model'?") == true)
        #expect(
            reject(#"{"event":{"model":"a","kind":"lik\u001b[2J",\#(Self.rest)}}"#)?.message.contains("'lik\\u{1b}[2J'")
                == true)
    }

    @Test func manyListEntriesAreTooMany() {
        let bases = (0..<1_001).map { #"{"id":"b\#($0)"}"# }.joined(separator: ",")
        #expect(reject(#"{"model":{"id":"a","bases":[\#(bases)],\#(Self.rest)}}"#)?.code == .fieldTooMany)
    }

    @Test func aLineOverTheLimitIsRefused() {
        var scanner = LineScanner()
        let line = [UInt8](repeating: 0x20, count: scanner.limits.maximumLineBytes + 1)
        #expect(scanner.see(line).reject?.code == .lineTooLong)
    }

    @Test func aStreamGivesItsSource() {
        let bare = #"{"observation":{"model":"a","series":"likes","value":1,"at":"2026-05-01"}}"#
        let other = #"{"observation":{"model":"a","series":"likes","value":1,"source":"hub","at":"2026-05-01"}}"#
        #expect(reject(bare)?.code == .fieldMissing)
        #expect(reject(other) == nil)
        #expect(reject(bare, source: "huggingface") == nil)
        #expect(reject(other, source: "huggingface")?.code == .sourceMismatch)
        #expect(reject(other, source: "hub") == nil)
        var scanner = LineScanner()
        scanner.defaultSource = "huggingface"
        let record = ObservationRecord(
            model: "a", series: "likes", value: 1, source: "huggingface", at: Timestamp("2026-05-01")!)
        #expect(scanner.see(bare) == .record(.observation(record)))
        scanner.defaultSource = nil
        #expect(scanner.see(other).reject == nil)
    }
}
