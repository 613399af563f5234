import QueryCore
import Runtime

let version = "0.1.0"

await ServiceMain.main(QueryKeys.registry(version: version)) { context in
    [try await QueryService.start(context, version: version)]
}
