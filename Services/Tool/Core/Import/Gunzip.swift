import CZlib

/// Unpacks a gzip file, member after member, in bounded memory.
final class Gunzip {
    /// Why a gzip file cannot be unpacked.
    enum Fault: Error {
        /// It ends inside a member.
        case truncated
        /// Its frame, data or checksum are wrong.
        case corrupt(String)
        /// No memory for the window.
        case noMemory
    }

    private var stream = z_stream()
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    /// Between two members, or behind the last.
    private var isBetween = false
    private var isAtEnd = false

    init() throws(Fault) {
        guard begin_gunzip(&stream) == Z_OK else {
            input.deallocate()
            throw .noMemory
        }
    }

    deinit {
        inflateEnd(&stream)
        input.deallocate()
    }

    /// Fills a buffer as far as the file goes; `more` gives the next packed bytes, none at the file's end.
    func read(
        into buffer: UnsafeMutableRawBufferPointer, more: (UnsafeMutableRawBufferPointer) throws -> Int
    ) throws -> Int {
        stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(buffer.count)
        while stream.avail_out > 0, !isAtEnd {
            if stream.avail_in == 0 {
                let count = try more(input)
                guard count > 0 else {
                    guard isBetween else { throw Fault.truncated }
                    isAtEnd = true
                    break
                }
                stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_in = UInt32(count)
            }
            if isBetween {
                // Padding with zeros behind a member is usual (tapes, block devices); anything else is a member.
                while stream.avail_in > 0, stream.next_in.pointee == 0 {
                    stream.next_in += 1
                    stream.avail_in -= 1
                }
                if stream.avail_in == 0 { continue }
                inflateReset(&stream)
                isBetween = false
            }
            switch inflate(&stream, Z_NO_FLUSH) {
            case Z_OK, Z_BUF_ERROR: continue
            case Z_STREAM_END: isBetween = true
            case Z_MEM_ERROR: throw Fault.noMemory
            default: throw Fault.corrupt(stream.msg.map { String(cString: $0) } ?? "unknown fault")
            }
        }
        return buffer.count - Int(stream.avail_out)
    }
}
