package import struct Git.RepoPath

/// What keeps a path from working on every system, or from being shown as what it is.
package enum PortablePath {
  /// In bytes.
  package static let maximumLength = 1_024
  /// In bytes.
  package static let maximumComponent = 200

  /// Why a path is refused, as the end of a sentence; nil where it is fine.
  package static func reasonAgainst(_ path: RepoPath) -> String? {
    if path.bytes.count > maximumLength { return "it is longer than \(maximumLength) bytes" }
    guard path.isUTF8 else { return "it is not UTF-8" }
    for component in path.components {
      if component.utf8.count > maximumComponent {
        return "a name in it is longer than \(maximumComponent) bytes"
      }
      if component.unicodeScalars.contains(where: isHidden) {
        return "it holds a character that does not show"
      }
      if component.hasSuffix(".") || component.hasSuffix(" ") {
        return "a name in it ends with a full stop or a space"
      }
      if isDeviceName(component) { return "Windows takes a name in it for a device" }
    }
    return nil
  }

  /// Whether Windows takes a name for a device: `con`, `aux.md`, in any case.
  package static func isDeviceName(_ name: some StringProtocol) -> Bool {
    let stem = name.prefix { $0 != "." }.lowercased()
    if ["con", "prn", "aux", "nul"].contains(stem) { return true }
    guard stem.hasPrefix("com") || stem.hasPrefix("lpt") else { return false }
    let number = stem.dropFirst(3)
    return number.count == 1 && "0123456789¹²³".contains(number)
  }

  /// Whether a scalar does not show, or changes how others show: controls, line ends, bidirectional
  /// marks, zero width spaces.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF:
      true
    default: false
    }
  }
}

extension RepoPath {
  /// The path for a message: what does not show, and bytes that are not UTF-8, in escaped form.
  package var escaped: String {
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let valid = RepoPath.validPrefix(of: rest)
      for scalar in String(decoding: rest[..<valid], as: UTF8.self).unicodeScalars {
        if PortablePath.isHidden(scalar) {
          text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
      rest = rest[valid...]
      guard let byte = rest.popFirst() else { break }
      text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return text
  }

  /// The end of the longest start of `bytes` that is UTF-8.
  private static func validPrefix(of bytes: ArraySlice<UInt8>) -> Int {
    if String(validating: bytes, as: UTF8.self) != nil { return bytes.endIndex }
    var end = bytes.startIndex
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { end += scalar.count }
    return end
  }
}
