import Clibgit2

/// Objects as git reads them from another: the format of a pack, each object whole.
///
/// - Throws: `.generic` where zlib fails.
func packStream(of objects: [NewObject]) throws(GitError) -> [UInt8] {
  var bytes = Array("PACK".utf8)
  bytes += UInt32(2).bigEndianBytes
  bytes += UInt32(objects.count).bigEndianBytes
  for object in objects {
    bytes += packHeader(object.kind, object.bytes.count)
    bytes += try deflated(object.bytes)
  }
  var sum = SHA1()
  bytes.withUnsafeBytes { sum.update($0) }
  return bytes + sum.finish()
}

/// Kind and size, four bits of it and then seven a byte, the lowest first.
private func packHeader(_ kind: NewObject.Kind, _ size: Int) -> [UInt8] {
  let number: UInt8 =
    switch kind {
    case .commit: 1
    case .tree: 2
    case .blob: 3
    }
  var bytes = [number << 4 | UInt8(size & 15)]
  var rest = size >> 4
  while rest > 0 {
    bytes[bytes.count - 1] |= 0x80
    bytes.append(UInt8(rest & 0x7f))
    rest >>= 7
  }
  return bytes
}

private func deflated(_ bytes: [UInt8]) throws(GitError) -> [UInt8] {
  var size = compressBound(UInt(bytes.count))
  var result = [UInt8](repeating: 0, count: Int(size))
  let status = compress2(&result, &size, bytes, UInt(bytes.count), Z_DEFAULT_COMPRESSION)
  guard status == Z_OK else {
    throw GitError(code: .generic, message: "zlib failed (\(status))", function: "compress2")
  }
  result.removeLast(result.count - Int(size))
  return result
}
