import Clibgit2
import Glibc
import SystemPackage

/// An object that may have to be written: its bytes as git hashes them, and its name.
package struct NewObject: Hashable, Sendable {
  /// What an object is.
  package enum Kind: Hashable, Sendable {
    case blob
    case tree
    case commit

    var raw: git_object_t {
      switch self {
      case .blob: GIT_OBJECT_BLOB
      case .tree: GIT_OBJECT_TREE
      case .commit: GIT_OBJECT_COMMIT
      }
    }
  }

  package let kind: Kind
  package let bytes: [UInt8]
  package let id: ObjectID

  /// Makes an object of its bytes and computes its name.
  ///
  /// - Throws: `.generic` when libgit2 cannot start. The libgit2 function is `git_odb_hash`.
  package init(_ kind: Kind, _ bytes: [UInt8]) throws(GitError) {
    try check("git_libgit2_init", Libgit2.started)
    var id = git_oid()
    let result = bytes.withUnsafeBytes {
      git_odb_hash(&id, $0.baseAddress, $0.count, kind.raw)
    }
    try check("git_odb_hash", result)
    self.kind = kind
    self.bytes = bytes
    self.id = ObjectID(id)
  }
}

/// Objects gathered first and written together, so that many of them cost one file and not many.
package struct ObjectBatch: Hashable, Sendable {
  /// More objects than this are written as one pack.
  package static let looseLimit = 100

  /// The objects, each once, in the order in which they were added.
  package private(set) var objects: [NewObject] = []
  private var known: Set<ObjectID> = []

  package init() {}

  /// Takes an object in; one that is there already is not taken twice.
  package mutating func add(_ object: NewObject) {
    guard known.insert(object.id).inserted else { return }
    objects.append(object)
  }

  /// Makes an object of the bytes, takes it in and returns its name.
  package mutating func add(
    _ kind: NewObject.Kind,
    _ bytes: [UInt8]
  ) throws(GitError) -> ObjectID {
    let object = try NewObject(kind, bytes)
    add(object)
    return object.id
  }

  /// Writes what the repository lacks and waits until it is on the disk.
  ///
  /// - Throws: `.generic` with libgit2's words, `.system`. Objects without a reference may be left
  ///   behind then, which harm nobody and go with the next `git gc`.
  package func write(to repository: Repository) throws(GitError) {
    try repository.engine.write(objects)
  }
}

extension RepositoryLocation {
  /// Where new objects go: the quarantine of a push, else the common directory's `objects`.
  var objectDirectory: FilePath {
    guard let folder = environment["GIT_OBJECT_DIRECTORY"], !folder.isEmpty else {
      return commonDirectory.appending("objects")
    }
    return (workTree ?? gitDirectory).pushing(FilePath(folder))
  }
}

/// Waits until the names in a folder are on the disk.
func synchronizeFolder(_ path: FilePath) throws(GitError) {
  let raw = path.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  guard raw >= 0 else { throw systemError("cannot open '\(path)'", errno, function: "open") }
  try Descriptor(raw).synchronize(path.string)
}
