import Glibc

/// PNG, drawn from the SVG by rsvg-convert where that is installed.
enum PNGFile {
    static let program = "rsvg-convert"

    /// Where the program is; nil: nowhere on the path.
    static func find(path: String? = getenv("PATH").map { String(cString: $0) }) -> String? {
        (path ?? "").split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }

    /// The program, or a sentence that says what to do without it.
    static func needed() throws(ToolError) -> String {
        guard let found = find() else {
            throw .failed(
                "PNG is drawn by \(program), which is not on the path: install it (Debian: librsvg2-bin), or write FILE.svg"
            )
        }
        return found
    }

    /// Writes a drawing; the file has its name only when it is whole.
    static func write(_ svg: String, to path: String, by program: String) throws(ToolError) {
        let drawing = path + ".svg.part"
        let unfinished = path + ".part"
        try OutputFile.write(svg, to: drawing)
        defer { unlink(drawing) }
        // Twice the size, for screens with many dots.
        let words = [program, "--zoom", "2", "--format", "png", "--output", unfinished, drawing]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard posix_spawn(&process, program, nil, nil, arguments, environ) == 0 else {
            throw .failed("cannot start \(program)")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0, rename(unfinished, path) == 0 else {
            unlink(unfinished)
            throw .failed("\(program) could not write '\(path)'")
        }
    }
}
