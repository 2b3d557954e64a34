/// The keys of a file of settings, at whatever depth, with the offset of each value.
///
/// VS Code allows comments in it. Nothing is checked: what is broken yields fewer keys.
func settingsKeys(in bytes: [UInt8]) -> [(key: String, value: Int)] {
  var keys: [(key: String, value: Int)] = []
  var at = 0
  while at < bytes.count {
    if let end = commentEnd(in: bytes, from: at) {
      at = end
      continue
    }
    guard bytes[at] == UInt8(ascii: "\"") else {
      at += 1
      continue
    }
    let start = at + 1
    at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != 0x0A {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(at, bytes.count)
    at = min(end + 1, bytes.count)
    let colon = bytes[at...].firstIndex { !isBlank($0) }
    if let colon, bytes[colon] == UInt8(ascii: ":") {
      let value = bytes[(colon + 1)...].firstIndex { !isBlank($0) } ?? bytes.count
      keys.append((String(decoding: bytes[start..<end], as: UTF8.self), value))
      at = colon + 1
    }
  }
  return keys
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

/// Behind the comment that starts here; nil where none does.
private func commentEnd(in bytes: [UInt8], from start: Int) -> Int? {
  guard bytes[start] == UInt8(ascii: "/"), start + 1 < bytes.count else { return nil }
  switch bytes[start + 1] {
  case UInt8(ascii: "/"): return bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  case UInt8(ascii: "*"):
    var at = start + 2
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") { return at + 2 }
      at += 1
    }
    return bytes.count
  default: return nil
  }
}
