import Clibgit2
import SystemPackage

/// An object that stands in a file of its own.
struct LooseObject {
  let kind: ObjectKind
  let bytes: [UInt8]

  /// What came of looking for one.
  enum Reading {
    case absent
    case whole(LooseObject)
    case damaged(String)
  }

  /// Reads an object and holds its content against its name.
  ///
  /// - Throws: `.system` when the file cannot be read.
  static func read(_ id: ObjectID, in folder: FilePath) throws(GitError) -> Reading {
    let name = id.hex
    let file = folder.appending(String(name.prefix(2))).appending(String(name.dropFirst(2)))
    guard let compressed = try readFile(file, limit: .max) else { return .absent }
    guard let content = inflated(compressed) else {
      return .damaged("its file is cut off or garbled")
    }
    guard let object = LooseObject(content: content) else { return .damaged("its header is bad") }
    guard try object.id == id else { return .damaged("its content does not match its name") }
    return .whole(object)
  }

  private init?(content: [UInt8]) {
    guard let header = Header(content), header.end == content.count else { return nil }
    kind = header.kind
    bytes = Array(content[header.start...])
  }

  private var id: ObjectID {
    get throws(GitError) { try hashObject(kind, bytes) }
  }
}

/// What stands before an object's bytes: `blob 12` and a NUL.
private struct Header {
  let kind: ObjectKind
  /// Where the bytes begin.
  let start: Int
  /// Where they are to end.
  let end: Int

  init?(_ content: [UInt8]) {
    guard let zero = content.prefix(64).firstIndex(of: 0) else { return nil }
    let words = String(decoding: content[..<zero], as: UTF8.self).split(separator: " ")
    guard words.count == 2, let kind = ObjectKind(rawValue: String(words[0])),
      let size = Int(words[1]), size >= 0, size < Int.max - 64
    else { return nil }
    self.kind = kind
    start = zero + 1
    end = start + size
  }
}

/// What zlib makes of the bytes; nil unless they are one whole stream.
///
/// It stops where there is more than the header promises: a few bytes can hold gigabytes.
private func inflated(_ compressed: [UInt8]) -> [UInt8]? {
  var stream = z_stream()
  guard agentsync_inflate_init(&stream) == Z_OK else { return nil }
  defer { inflateEnd(&stream) }
  return compressed.withUnsafeBufferPointer { input in
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(clamping: input.count)
    var content: [UInt8] = []
    var end: Int?
    var chunk = [UInt8](repeating: 0, count: max(512, min(4 * input.count, 1 << 20)))
    while true {
      let size = chunk.count
      let (result, count) = chunk.withUnsafeMutableBufferPointer { output in
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size)
        return (inflate(&stream, Z_NO_FLUSH), size - Int(stream.avail_out))
      }
      content += chunk[..<count]
      end = end ?? Header(content)?.end
      if result == Z_STREAM_END { return stream.avail_in == 0 ? content : nil }
      // Z_BUF_ERROR is zlib's word for "no progress": the rest of the stream is missing.
      guard result == Z_OK, let end, content.count <= end else { return nil }
    }
  }
}
