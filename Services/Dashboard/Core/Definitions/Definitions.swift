import Wire

/// Which page tells what a figure means: a measure's, or the method's that answers it. Pure.
enum Definitions {
    /// The page of a definition (`dependence/1`), or of the method where no measure has a page of that name.
    static func page(of definition: String?, method: String) -> String {
        if let definition {
            let name = String(definition.prefix { $0 != "/" })
            if MeasurePages.all[name] != nil { return name }
        }
        return method
    }

    /// The methods of the gateway that people may ask here.
    static let methods = MethodRegistry.gateway.methods.filter { method in
        !method.isNotification && !["rpc.discover", "metrics", "watch", "unwatch"].contains(method.name)
    }

    /// Everything that has a page.
    static var names: [String] { (Set(MeasurePages.all.keys).union(methods.map(\.name))).sorted() }
}
