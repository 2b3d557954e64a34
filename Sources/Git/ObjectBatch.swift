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
    var missing: [NewObject] = []
    try repository.withDatabase { database in
      for object in objects {
        var id = object.id.oid
        if git_odb_exists(database, &id) == 0 { missing.append(object) }
      }
    }
    guard missing.count <= ObjectBatch.looseLimit else {
      return try ObjectBatch.pack(missing, at: repository.location)
    }
    try repository.withDatabase { database throws(GitError) -> Void in
      // Those that exist pass through here too: libgit2 then renews their date, which keeps `git gc`
      // from pruning one that nothing refers to yet.
      for object in objects { try ObjectBatch.write(object, to: database) }
    }
  }

  private static func write(_ object: NewObject, to database: OpaquePointer) throws(GitError) {
    var id = git_oid()
    let result = object.bytes.withUnsafeBytes {
      git_odb_write(&id, database, $0.baseAddress, $0.count, object.kind.raw)
    }
    try check("git_odb_write", result)
  }

  // The objects live in memory, in a backend of a repository handle of its own, until the pack
  // stands: the caller's handle must never see objects that are on no disk.
  private static func pack(
    _ objects: [NewObject],
    at location: RepositoryLocation
  ) throws(GitError) {
    let repository = try location.open()
    try repository.withDatabase { database throws(GitError) in
      var memory: UnsafeMutablePointer<git_odb_backend>?
      try check("git_mempack_new", git_mempack_new(&memory))
      try check("git_odb_add_backend", git_odb_add_backend(database, memory, 1000))
      for object in objects { try write(object, to: database) }
    }
    try repository.withRaw { raw throws(GitError) in
      let builder = try Handle("git_packbuilder_new", freeing: git_packbuilder_free) {
        git_packbuilder_new(&$0, raw)
      }
      let folder = location.objectDirectory.appending("pack")
      try builder.lend { builder throws(GitError) in
        for object in objects {
          var id = object.id.oid
          try check("git_packbuilder_insert", git_packbuilder_insert(builder, &id, nil))
        }
        try check(
          "git_packbuilder_write",
          git_packbuilder_write(builder, folder.string, 0, nil, nil)
        )
      }
      try synchronizeFolder(folder)
    }
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
