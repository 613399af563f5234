import Glibc

/// What is in a file, unpacked where it is gzip. Read from the front on.
final class FileContent {
    let path: String
    let identity: Identity
    private let descriptor: Int32
    /// Of a gzip file: what unpacks it, and how far it has come.
    private var gunzip: Gunzip?
    private var packedOffset = 0
    private var offset = 0

    /// Which file it was, and in which state.
    struct Identity: Equatable {
        var device: UInt
        var inode: UInt
        var size: Int
        var seconds: Int
        var nanoseconds: Int

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// - Parameters:
    ///   - path: the file's name, for messages too.
    ///   - given: an open file to read from; it stays open. Nil: the file of that name.
    init(_ path: String, given: Int32? = nil) throws(ToolError) {
        self.path = path
        // Non-blocking, so that a pipe nobody writes to is told instead of waited for; of no effect on files.
        let file = given.map { dup($0) } ?? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .failed(Self.sentence(errno, path)) }
        var status = stat()
        fstat(file, &status)
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw .failed("'\(path)' is no regular file: send what comes out of it through standard input, as '-'")
        }
        descriptor = file
        identity = Identity(status)
        var magic: [UInt8] = [0, 0]
        if pread(file, &magic, 2, 0) == 2, magic == [0x1f, 0x8b] { gunzip = try Self.unpacking(path) }
    }

    deinit { close(descriptor) }

    /// Whether somebody wrote to it since it was opened.
    var hasChanged: Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return true }
        return Identity(status) != identity
    }

    /// Reads the next bytes at a place; none at the end. Of a gzip file only the place behind the last, or the front.
    func read(at wanted: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ToolError) -> Int {
        guard gunzip != nil else { return try packed(at: wanted, into: buffer) }
        if wanted != offset {
            precondition(wanted == 0, "a gzip file is read from the front on")
            gunzip = try Self.unpacking(path)
            (packedOffset, offset) = (0, 0)
        }
        do {
            let count =
                try gunzip?.read(into: buffer) { input in
                    let count = try packed(at: packedOffset, into: input)
                    packedOffset += count
                    return count
                } ?? 0
            offset += count
            return count
        } catch let error as ToolError {
            throw error
        } catch Gunzip.Fault.truncated {
            throw .failed("'\(path)' is gzip and ends in its middle: it was cut off, get it again")
        } catch Gunzip.Fault.corrupt(let message) {
            throw .failed("'\(path)' is gzip and damaged at byte \(packedOffset) or before (\(message)): get it again")
        } catch {
            throw .failed("no memory to unpack '\(path)'")
        }
    }

    private static func unpacking(_ path: String) throws(ToolError) -> Gunzip {
        do { return try Gunzip() } catch { throw .failed("no memory to unpack '\(path)'") }
    }

    /// Bytes as they stand in the file.
    private func packed(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ToolError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw .failed("cannot read '\(path)' on: \(String(cString: strerror(errno)))")
            }
        }
    }

    private static func sentence(_ errno: Int32, _ path: String) -> String {
        switch errno {
        case ENOENT, ENOTDIR: "there is no file '\(path)'"
        case EACCES, EPERM: "this user may not read '\(path)'"
        default: "cannot open '\(path)': \(String(cString: strerror(errno)))"
        }
    }
}
