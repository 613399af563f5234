import Glibc

/// The files in a folder and the folders below it. Hidden ones are left out; links to folders are not followed, aloud.
enum Folder {
    /// Whether a path names a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Paths of regular files, ascending bytewise; and what is no file although it may look like one, each with a sentence.
    static func files(in folder: String) throws(ToolError) -> (files: [String], others: [String]) {
        var found: [String] = []
        var others: [String] = []
        var waiting = [folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder]
        while let folder = waiting.popLast() {
            guard let listing = opendir(folder) else {
                throw .failed("cannot look into the folder '\(folder)': \(String(cString: strerror(errno)))")
            }
            defer { closedir(listing) }
            while let entry = readdir(listing) {
                let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
                let name = String(decoding: bytes, as: UTF8.self)
                guard !name.hasPrefix(".") else { continue }
                let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
                guard Array(name.utf8) == bytes else {
                    others.append("\(path): left out: its name is not UTF-8, rename it")
                    continue
                }
                var status = stat()
                guard lstat(path, &status) == 0 else {
                    others.append("\(path): left out: \(String(cString: strerror(errno)))")
                    continue
                }
                let isLink = status.st_mode & S_IFMT == S_IFLNK
                if isLink, stat(path, &status) != 0 {
                    others.append("\(path): left out: a link that leads nowhere")
                    continue
                }
                switch status.st_mode & S_IFMT {
                case S_IFDIR where isLink:
                    others.append("\(path): left out: a link to a folder, name that folder itself")
                case S_IFDIR: waiting.append(path)
                case S_IFREG: found.append(path)
                default: others.append("\(path): left out: it is no regular file")
                }
            }
        }
        func sorted(_ texts: [String]) -> [String] {
            texts.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        }
        return (sorted(found), sorted(others))
    }
}
