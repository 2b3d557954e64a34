import Clibgit2
import SystemPackage

/// The folders that hold a repository's objects: its own, and those it borrows from.
struct ObjectFolders {
  /// The repository's own first.
  let all: [FilePath]

  /// Follows `GIT_OBJECT_DIRECTORY`, `GIT_ALTERNATE_OBJECT_DIRECTORIES` and `info/alternates`.
  init(of location: RepositoryLocation) {
    let base = location.workTree ?? location.gitDirectory
    let asked = location.environment["GIT_OBJECT_DIRECTORY"] ?? ""
    let own =
      asked.isEmpty ? location.commonDirectory.appending("objects") : base.pushing(FilePath(asked))
    var folders = [own]
    let borrowed = location.environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? ""
    folders += borrowed.split(separator: ":").map { base.pushing(FilePath(String($0))) }
    var next = 0
    // Alternates may have alternates, and in a circle; git stops at some depth, too.
    while next < folders.count, folders.count < 100 {
      for folder in ObjectFolders.alternates(of: folders[next]) where !folders.contains(folder) {
        folders.append(folder)
      }
      next += 1
    }
    all = folders
  }

  /// A database of the packs alone.
  func packs() throws(GitError) -> ObjectPacks {
    let database = try Handle("git_odb_new", freeing: git_odb_free) { git_odb_new(&$0) }
    for folder in all {
      var backend: UnsafeMutablePointer<git_odb_backend>?
      try check("git_odb_backend_pack", git_odb_backend_pack(&backend, folder.string))
      try database.lend { database throws(GitError) -> Void in
        try check("git_odb_add_backend", git_odb_add_backend(database, backend, 1))
      }
    }
    return ObjectPacks(database)
  }

  private static func alternates(of folder: FilePath) -> [FilePath] {
    guard let bytes = try? readFile(folder.pushing("info/alternates")) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { folder.pushing(FilePath(String($0))).lexicallyNormalized() }
  }
}

/// The packs of a repository.
final class ObjectPacks {
  private let database: Handle

  init(_ database: consuming Handle) {
    self.database = database
  }

  /// Lends libgit2's `git_odb`; the pointer must not leave `body`.
  func lend<Result>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try database.lend(body)
  }

  /// Whether one of the packs that were there when they were opened holds an object.
  func hold(_ id: ObjectID) -> Bool {
    var oid = id.oid
    let flags = UInt32(GIT_ODB_LOOKUP_NO_REFRESH.rawValue)
    return database.lend { git_odb_exists_ext($0, &oid, flags) } == 1
  }
}
