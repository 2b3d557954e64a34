import Git
import TestSupport

/// Objects that no porcelain would write.
extension TemporaryRepository {
  /// Stores a tree with exactly these lines in this order.
  func tree(_ entries: [(mode: String, name: String, id: ObjectID)]) throws -> ObjectID {
    var bytes: [UInt8] = []
    for entry in entries {
      bytes += Array("\(entry.mode) \(entry.name)\0".utf8) + entry.id.raw
    }
    return try store("tree", bytes)
  }

  /// Stores a commit of an empty tree with exactly this header and message.
  func commit(header: String, message: String) throws -> ObjectID {
    let tree = try store("tree", [])
    return try store("commit", Array("tree \(tree)\n\(header)\n\n\(message)".utf8))
  }
}
