/// What a repository's objects, references, configuration and rules for paths are read and written with.
///
/// libgit2 is one, which starts no process; git itself is the other, for what libgit2 can't open. All
/// that can be told from files which both treat alike is not here: the index, the state of a merge, the
/// borders of a shallow clone.
protocol RepositoryEngine: AnyObject {
  // MARK: Objects

  /// Kind and size of an object, without its bytes.
  ///
  /// - Throws: `.notFound` where it is not here; any other code says that it is damaged.
  func header(of id: ObjectID) throws(GitError) -> ObjectHeader

  /// Lends kind and bytes of an object; they must not leave `body`.
  ///
  /// - Throws: As `header`.
  func withObject<Result>(
    _ id: ObjectID,
    _ body: (ObjectKind?, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result

  /// Writes the objects that the repository lacks, and waits until they are on the disk.
  func write(_ objects: [NewObject]) throws(GitError)

  // MARK: References

  /// What is checked out.
  func head() throws(GitError) -> Head

  /// The object that a reference leads to, through symbolic ones; nil when there is none.
  func target(of name: String) throws(GitError) -> ObjectID?

  /// The object that a reference itself names; nil when there is none.
  ///
  /// - Throws: `.unsupported` for a symbolic reference.
  func directTarget(of name: String) throws(GitError) -> ObjectID?

  /// All references that lead somewhere and whose full name begins so, in any order.
  func references(withPrefix prefix: String) throws(GitError) -> [(name: String, id: ObjectID)]

  /// What the last move of a reference was for; nil where nothing is logged.
  func lastReflogMessage(of name: String) throws(GitError) -> String?

  /// Locks a reference whose value must be the expected one, ready to be moved.
  ///
  /// - Throws: `.modified`, `.locked`, `.unsupported` for a symbolic reference.
  func lock(_ step: ReferenceStep) throws(GitError) -> any LockedReference

  // MARK: Configuration and paths

  /// The configuration as it is now.
  func readConfiguration() throws(GitError) -> Configuration

  /// The attributes of a path; those that nothing is said of are left out.
  func attributes(
    of path: RepoPath,
    names: [String]
  ) throws(GitError) -> [String: AttributeValue]

  /// Whether a path that is not tracked is ignored.
  func isIgnored(_ path: RepoPath, isFolder: Bool) throws(GitError) -> Bool

  /// Text as it is on the other side of git's conversion of line ends; no filter is run.
  func converted(
    _ bytes: [UInt8],
    for path: RepoPath,
    _ direction: ConversionDirection
  ) throws(GitError) -> [UInt8]
}

/// What is known of an object without its bytes.
struct ObjectHeader {
  /// Nil for a thing of no known kind.
  let kind: ObjectKind?
  let size: Int
}

/// Which way a file's text goes.
enum ConversionDirection {
  case toObjects
  case toWorkTree
}

/// How a reference is to be moved.
struct ReferenceStep {
  /// The full name of a direct reference.
  let name: String
  /// The value it must have; nil means that it must not exist.
  let expected: ObjectID?
  let new: ObjectID
  /// Whose name goes into the reflog.
  let signature: Signature
  /// The line of the reflog.
  let message: String

  /// The error where the reference has another value by now.
  func moved(_ found: ObjectID?) -> GitError {
    let old = expected.map { "at \($0.short)" } ?? "absent"
    let new = found.map { "at \($0.short)" } ?? "absent"
    return GitError(
      code: .modified,
      message: "cannot update '\(name)': it is \(new), and was \(old) when the plan was made",
      function: "git_transaction_lock_ref",
      hint: "run the command again"
    )
  }
}

/// A reference that nobody else can move; the end of its life gives it up.
protocol LockedReference: AnyObject {
  /// Moves it and ends the lock.
  func commit() throws(GitError)
}
