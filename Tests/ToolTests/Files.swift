import Foundation
import TestSupport

/// Writes a file in a folder, with the folders above it.
func write(_ text: String, to folder: TemporaryFolder, _ name: String) throws {
    let url = URL(filePath: folder.path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
}
