import struct Git.RepoPath

/// The folders of a sorted list of files.
struct FolderTree {
  struct Folder {
    let path: RepoPath
    /// The last component of the path, as bytes.
    let name: ArraySlice<UInt8>
    /// Indices of the files right in it.
    var files: [Int] = []
    /// Indices of the folders right in it.
    var folders: [Int] = []
  }

  private(set) var folders: [Folder] = []
  /// Indices of the folders at the top.
  private(set) var topFolders: [Int] = []
  /// Indices of the files at the top.
  private(set) var topFiles: [Int] = []

  /// - Parameter files: sorted by path.
  init(_ files: [LibraryFile]) {
    var open: [Int] = []
    for (index, file) in files.enumerated() {
      let bytes = file.path.bytes
      while let last = open.last, file.path.relative(to: folders[last].path) == nil {
        open.removeLast()
      }
      var start = open.last.map { folders[$0].path.bytes.count + 1 } ?? 0
      while let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")) {
        guard let path = RepoPath(bytes[..<slash]) else { break }
        folders.append(Folder(path: path, name: bytes[start..<slash]))
        if let parent = open.last {
          folders[parent].folders.append(folders.count - 1)
        } else {
          topFolders.append(folders.count - 1)
        }
        open.append(folders.count - 1)
        start = slash + 1
      }
      if let parent = open.last {
        folders[parent].files.append(index)
      } else {
        topFiles.append(index)
      }
    }
  }
}
