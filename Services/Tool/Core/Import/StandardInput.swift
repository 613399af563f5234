import Glibc

/// Standard input as a file: a stream is named by its whole content, so what comes is put aside before any of it is sent.
enum StandardInput {
    /// What it is called in messages.
    static let name = "standard input"

    /// Copies it to a file without a name, which is gone when it is closed. The caller closes it.
    static func spool() throws(ToolError) -> Int32 {
        guard isatty(STDIN_FILENO) == 0 else {
            throw .usage("'-' reads standard input, and that is a terminal: send a file into it", command: "import")
        }
        var status = stat()
        // A file that was put in front is read as it is.
        if fstat(STDIN_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG, lseek(STDIN_FILENO, 0, SEEK_CUR) == 0
        {
            return dup(STDIN_FILENO)
        }
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
        var template = Array("\(folder)/groundswell-import-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw failure("cannot put standard input aside in \(folder)") }
        unlink(template)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            if count == 0 { return file }
            if count < 0 {
                if errno == EINTR { continue }
                let told = failure("cannot read standard input on")
                close(file)
                throw told
            }
            var written = 0
            while written < count {
                let step = Glibc.write(file, buffer.baseAddress! + written, count - written)
                if step < 0, errno == EINTR { continue }
                guard step > 0 else {
                    let told = failure("cannot put standard input aside in \(folder) (TMPDIR names another folder)")
                    close(file)
                    throw told
                }
                written += step
            }
        }
    }

    private static func failure(_ what: String) -> ToolError {
        .failed("\(what): \(String(cString: strerror(errno)))")
    }
}
