import Clibgit2
import SystemPackage

extension Libgit2Engine {
  func header(of id: ObjectID) throws(GitError) -> ObjectHeader {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    try withDatabase { database throws(GitError) -> Void in
      let result = git_odb_read_header(&size, &type, database, &oid)
      try check("git_odb_read_header", result)
    }
    return ObjectHeader(kind: ObjectKind(type), size: size)
  }

  func withObject<Result>(
    _ id: ObjectID,
    _ body: (ObjectKind?, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    // Nearly all objects are packed, and a pack tells at once; a file costs a call of the system.
    let packs = try packs
    if packs.hold(id) {
      do throws(GitError) {
        return try packs.lend { packs throws(GitError) in try withObject(id, of: packs, body) }
      } catch {
        // A damaged pack is no reason to give up: there may be a file, too.
      }
    }
    // Loose objects are not left to libgit2 1.5: it never comes back from one that is cut off.
    switch try readLooseObject(id) {
    case .absent:
      return try withDatabase { database throws(GitError) in
        try withObject(id, of: database, body)
      }
    case .whole(let object):
      return object.bytes.withUnsafeBufferPointer { bytes in
        body(object.kind, UnsafeRawBufferPointer(bytes))
      }
    case .damaged(let reason):
      do throws(GitError) {
        // The packs may be new ones by now.
        return try objectFolders.packs().lend { packs throws(GitError) in
          try withObject(id, of: packs, body)
        }
      } catch {
        guard error.code == .notFound else { throw error }
        throw GitError(code: .corrupt, message: reason, function: "inflate")
      }
    }
  }

  private var packs: ObjectPacks {
    get throws(GitError) {
      if let knownPacks { return knownPacks }
      let packs = try objectFolders.packs()
      knownPacks = packs
      return packs
    }
  }

  private func withObject<Result>(
    _ id: ObjectID,
    of database: OpaquePointer,
    _ body: (ObjectKind?, UnsafeRawBufferPointer) -> Result
  ) throws(GitError) -> Result {
    var oid = id.oid
    let object = try Handle("git_odb_read", freeing: git_odb_object_free) {
      git_odb_read(&$0, database, &oid)
    }
    return object.lend { object in
      let bytes = UnsafeRawBufferPointer(
        start: git_odb_object_data(object),
        count: git_odb_object_size(object)
      )
      return body(ObjectKind(git_odb_object_type(object)), bytes)
    }
  }

  private func readLooseObject(_ id: ObjectID) throws(GitError) -> LooseObject.Reading {
    var worst = LooseObject.Reading.absent
    for folder in objectFolders.all {
      let reading = try LooseObject.read(id, in: folder)
      if case .whole = reading { return reading }
      if case .damaged = reading { worst = reading }
    }
    return worst
  }

  // MARK: - Writing

  func write(_ objects: [NewObject]) throws(GitError) {
    var missing: [NewObject] = []
    try withDatabase { database in
      for object in objects {
        var id = object.id.oid
        if git_odb_exists(database, &id) == 0 { missing.append(object) }
      }
    }
    let access = location.sharedAccess
    try access.during { () throws(GitError) -> Void in
      guard missing.count <= ObjectBatch.looseLimit else { return try pack(missing) }
      try withDatabase { database throws(GitError) -> Void in
        // Those that exist pass through here too: libgit2 then renews their date, which keeps `git gc`
        // from pruning one that nothing refers to yet.
        for object in objects { try Libgit2Engine.write(object, to: database) }
      }
    }
    let folder = location.objectDirectory
    for name in Set(missing.map { $0.id.hex.prefix(2) }) {
      access.adjust(folder.appending(String(name)))
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
  private func pack(_ objects: [NewObject]) throws(GitError) {
    let memoryOnly = try location.openLibgit2(index)
    try memoryOnly.withDatabase { database throws(GitError) in
      var memory: UnsafeMutablePointer<git_odb_backend>?
      try check("git_mempack_new", git_mempack_new(&memory))
      try check("git_odb_add_backend", git_odb_add_backend(database, memory, 1000))
      for object in objects { try Libgit2Engine.write(object, to: database) }
    }
    try memoryOnly.withRaw { raw throws(GitError) in
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
