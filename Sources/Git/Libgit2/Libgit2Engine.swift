import Clibgit2

/// A repository as libgit2 sees it.
final class Libgit2Engine: RepositoryEngine {
  let location: RepositoryLocation
  let index: IndexReader

  private let handle: Handle
  private let database: Handle
  /// The folders that hold objects, found when the first one is read.
  lazy var objectFolders = ObjectFolders(of: location)
  /// The packs, opened when the first object is read.
  var knownPacks: ObjectPacks?
  /// Whether libgit2 was given an index that holds just files of attributes.
  var hasAttributeIndex = false

  init(
    _ location: RepositoryLocation,
    _ index: IndexReader,
    handle: consuming Handle
  ) throws(GitError) {
    self.location = location
    self.index = index
    database = try handle.lend { repository throws(GitError) -> Handle in
      try Handle("git_repository_odb", freeing: git_odb_free) {
        git_repository_odb(&$0, repository)
      }
    }
    self.handle = handle
  }

  /// Lends libgit2's `git_odb`; the pointer must not leave `body`.
  func withDatabase<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try database.lend(body)
  }

  /// Lends libgit2's `git_repository`; the pointer must not leave `body`.
  func withRaw<Result: ~Copyable>(
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    try handle.lend(body)
  }
}
