import Clibgit2

extension ObjectID {
  /// Copies libgit2's id.
  init(_ oid: git_oid) {
    self = withUnsafeBytes(of: oid) { ObjectID(raw: $0) } ?? .zero
  }

  /// Copies libgit2's id; nil for a null pointer.
  init?(_ oid: UnsafePointer<git_oid>?) {
    guard let oid else { return nil }
    self.init(oid.pointee)
  }

  /// The id as libgit2 has it, to be passed with `&`.
  var oid: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { $0.copyBytes(from: raw) }
    return oid
  }
}
