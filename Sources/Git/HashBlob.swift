import Clibgit2

/// The id that git gives to a blob of these bytes, without storing it.
///
/// - Throws: `.generic` when libgit2 cannot start. The libgit2 function is `git_odb_hash`.
package func hashBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
  try check("git_libgit2_init", Libgit2.started)
  var oid = git_oid()
  try check("git_odb_hash", git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB))
  return ObjectID(oid)
}

/// The id that git gives to an object of these bytes.
///
/// - Throws: As `hashBlob`.
func hashObject(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
  try check("git_libgit2_init", Libgit2.started)
  var oid = git_oid()
  let type = git_object_string2type(kind.rawValue)
  try check("git_odb_hash", git_odb_hash(&oid, bytes, bytes.count, type))
  return ObjectID(oid)
}
