/// Whether some system takes this component for `.git`.
///
/// git refuses these names on every system, since what is committed on one is checked out on
/// others: Windows drops spaces and dots at the end, knows `git~1` as a short name and `:` as the
/// begin of a stream; macOS passes over invisible characters. See `verify_path` in git's
/// read-cache.c, with `core.protectNTFS` and `core.protectHFS`.
func isDotGit(_ component: some Collection<UInt8>) -> Bool {
  guard component.contains(where: { $0 == UInt8(ascii: "g") || $0 == UInt8(ascii: "G") }) else {
    return false
  }
  let lowered = component.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }
  let parts = lowered.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
  return parts.contains(where: isDotGitOnWindows) || isDotGitOnMac(lowered)
}

private func isDotGitOnWindows(_ part: ArraySlice<UInt8>) -> Bool {
  let name = part.prefix { $0 != UInt8(ascii: ":") }
  return [".git", "git~1"].contains { forbidden in
    name.starts(with: forbidden.utf8)
      && name.dropFirst(forbidden.utf8.count).allSatisfy { byte in
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".")
      }
  }
}

private func isDotGitOnMac(_ name: [UInt8]) -> Bool {
  guard name.contains(where: { $0 >= 128 }), let text = String(validating: name, as: UTF8.self)
  else { return false }
  let visible = text.unicodeScalars.filter { scalar in
    switch scalar.value {
    case 0x200c...0x200f, 0x202a...0x202e, 0x206a...0x206f, 0xfeff: false
    default: true
    }
  }
  return visible.elementsEqual(".git".unicodeScalars)
}
