import Testing
import Wire

@Suite struct RPCTests {
    private func parse(_ text: String) throws(RPCFailure) -> RPCRequest { try RPCRequest.parse(Array(text.utf8)) }

    @Test func readsRequestsAndNotifications() throws {
        #expect(
            try parse(#"{"jsonrpc":"2.0","id":7,"method":"model.get","params":{"id":"a/b"}}"#)
                == RPCRequest(id: .integer(7), method: "model.get", parameters: ["id": "a/b"]))
        #expect(
            try parse(#"{"jsonrpc":"2.0","id":"x","method":"status"}"#)
                == RPCRequest(id: .string("x"), method: "status"))
        #expect(try parse(#"{"jsonrpc":"2.0","method":"status","params":null}"#).id == nil)
        #expect(try parse(#"{"jsonrpc":"2.0","method":"status","id":null}"#).id == nil)
        let cancel = try parse(#"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":7}}"#)
        #expect(cancel.cancelledID == .integer(7))
        #expect(RPCRequest(id: nil, method: "status", parameters: ["id": 7]).cancelledID == nil)
    }

    @Test(arguments: [
        ("", -32700), ("{", -32700), ("{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\"}", -32700), ("\"\\ud800\"", -32700),
        ("[]", -32600), ("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\"}]", -32600), ("1", -32600),
        ("{}", -32600),
        ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"status\"}", -32600),
        ("{\"jsonrpc\":2.0,\"id\":1,\"method\":\"status\"}", -32600), ("{\"jsonrpc\":\"2.0\",\"id\":1}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"a\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"a\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"parms\":{}}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":\"x\"}", -32600),
        ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":[1]}", -32602),
    ])
    func refuses(text: String, number: Int) {
        let failure = #expect(throws: RPCFailure.self) { try parse(text) }
        #expect(failure?.error.code.number == number)
    }

    @Test func aRefusalKeepsTheIdItCouldRead() {
        let failure = #expect(throws: RPCFailure.self) { try parse(#"{"jsonrpc":"2.0","id":9,"method":5}"#) }
        #expect(failure?.id == .integer(9))
    }

    @Test func writesAnswers() {
        var bytes: [UInt8] = []
        Array("{\"value\":0.5}".utf8).withUnsafeBytes {
            RPCResponse.write(id: .integer(1), result: $0, into: &bytes)
        }
        RPCResponse.write(id: .string("a\"b"), result: ["value": .null], into: &bytes)
        RPCResponse.write(
            id: nil, error: RPCError(.modelNotFound, "no model 'x'", path: "id", nearest: ["y"]), into: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"jsonrpc":"2.0","id":1,"result":{"value":0.5}}
                {"jsonrpc":"2.0","id":"a\\"b","result":{"value":null}}
                {"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"no model 'x'","data":{"code":"model.notFound","path":"id","nearest":["y"]}}}

                """)
    }

    @Test func clientsReadAnswers() throws {
        func answer(_ text: String) throws(JSONFault) -> RPCAnswer {
            let result: Result<RPCAnswer, JSONFault> = Array(text.utf8).withUnsafeBytes { bytes in
                Result { () throws(JSONFault) in try RPCAnswer.parse(bytes) }
            }
            return try result.get()
        }
        // The bytes of a result are the service's own, spaces and all.
        #expect(
            try answer(#"{"jsonrpc":"2.0","id":1,"result":{"value": 1.50}}"#)
                == .result(id: .integer(1), ["value": 1.5], bytes: Array(#"{"value": 1.50}"#.utf8)))
        let error = RPCError(.countryUnknown, "no", path: "of", nearest: ["US"])
        var bytes: [UInt8] = []
        RPCResponse.write(id: .integer(2), error: error, into: &bytes)
        #expect(try answer(String(decoding: bytes, as: UTF8.self)) == .error(id: .integer(2), error))
        #expect(
            try answer(#"{"jsonrpc":"2.0","method":"epoch.published","params":{"epoch":5}}"#)
                == .notification(RPCRequest(id: nil, method: "epoch.published", parameters: ["epoch": 5])))
        #expect(throws: JSONFault.self) { try answer("{}") }
    }

    @Test func requestsReadBack() throws {
        let request = RPCRequest(id: .integer(3), method: "dependence", parameters: ["of": "US"])
        var bytes: [UInt8] = []
        request.write(into: &bytes)
        #expect(try RPCRequest.parse(bytes) == request)
    }

    @Test func codesAndNumbersAreOneToOne() {
        let codes = RPCErrorCode.allCases
        #expect(Set(codes.map(\.rawValue)).count == codes.count)
        #expect(Set(codes.map(\.number)).count == codes.count)
        #expect(codes.allSatisfy { (-32099 ... -32000).contains($0.number) || (-32700 ... -32600).contains($0.number) })
    }
}
