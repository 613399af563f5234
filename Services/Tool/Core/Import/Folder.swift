import Glibc

/// The files in a folder and the folders below it. Hidden ones are left out; links to folders are not followed.
enum Folder {
    /// Whether a path names a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Paths of regular files, ascending bytewise.
    static func files(in folder: String) throws(ToolError) -> [String] {
        var found: [String] = []
        var waiting = [folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder]
        while let folder = waiting.popLast() {
            guard let listing = opendir(folder) else {
                throw .failed("cannot look into the folder '\(folder)': \(String(cString: strerror(errno)))")
            }
            defer { closedir(listing) }
            while let entry = readdir(listing) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard !name.hasPrefix(".") else { continue }
                let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
                var status = stat()
                guard lstat(path, &status) == 0 else { continue }
                let isLink = status.st_mode & S_IFMT == S_IFLNK
                if isLink, stat(path, &status) != 0 { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: if !isLink { waiting.append(path) }
                case S_IFREG: found.append(path)
                default: continue
                }
            }
        }
        return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
