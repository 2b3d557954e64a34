/// Why a tool may not write at a path; nil where it may.
///
/// Other programs obey what stands in some folders, so a repository's configuration must not be able to
/// have files written there. Names are compared as the most forgiving file system would: without case,
/// without the code points HFS+ ignores, without what NTFS cuts off.
func refusal(ofPath path: String) -> String? {
  let bytes = Array(path.utf8)
  if bytes.count > 1_024 { return "it is longer than 1024 bytes" }
  var parent: [UInt8] = []
  for component in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
    if let reason = refusal(ofComponent: component) { return reason }
    let name = folded(component)
    if name.starts(with: gitPrefix), name != gitHub {
      return "git itself reads names that begin with '.git'"
    }
    for closed in closedFolders where name.starts(with: closed.utf8) {
      return "'\(closed)' is not for generated files"
    }
    if parent == gitHub {
      for closed in ["workflows", "hooks"] where name.elementsEqual(closed.utf8) {
        return "what stands in '.github/\(closed)' is run"
      }
    }
    parent = name
  }
  return nil
}

private let gitPrefix = Array(".git".utf8)
private let gitHub = Array(".github".utf8)
private let closedFolders = [".vscode", ".devcontainer", ".agentsync"]

/// Why no system could hold a component safely; nil where all can.
private func refusal(ofComponent component: ArraySlice<UInt8>) -> String? {
  if component.isEmpty || component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
    return "it is not a plain relative path"
  }
  if component.count > 200 {
    return "'\(shown(component))' is longer than 200 bytes"
  }
  if !isWord(component) {
    if String(decoding: component, as: UTF8.self).unicodeScalars.contains(where: isHidden) {
      return "'\(shown(component))' has a character in it that can't be seen"
    }
    // What Windows can't store would make the repository impossible to check out there.
    if component.contains(where: { "\\:<>\"|?*".utf8.contains($0) }) {
      return "'\(shown(component))' has a character in it that Windows forbids"
    }
    if isShortName(component) {
      return "'\(shown(component))' is a short name of another file on Windows"
    }
  }
  if component.last == UInt8(ascii: ".") || component.last == UInt8(ascii: " ") {
    return "'\(shown(component))' ends in a dot or a space, which Windows drops"
  }
  if isDevice(component) { return "'\(shown(component))' names a device on Windows" }
  return nil
}

/// Whether a component is made of ASCII letters, digits, `.`, `_` and `-`, as nearly all are.
private func isWord(_ component: ArraySlice<UInt8>) -> Bool {
  component.allSatisfy { isASCIIAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
}

/// `git~1`, `vscode~1.md`: six or fewer characters, a tilde and a number.
private func isShortName(_ component: ArraySlice<UInt8>) -> Bool {
  let stem = component.prefix { $0 != UInt8(ascii: ".") }
  guard let tilde = stem.lastIndex(of: UInt8(ascii: "~")) else { return false }
  let number = stem[(tilde + 1)...]
  return tilde - stem.startIndex <= 6 && !number.isEmpty && number.allSatisfy(isASCIIDigit)
}

/// `con`, `aux.md`, `COM1.txt`: Windows looks at what stands before the first dot.
private func isDevice(_ component: ArraySlice<UInt8>) -> Bool {
  let stem = component.prefix { $0 != UInt8(ascii: ".") }
  guard stem.count == 3 || stem.count == 4 || stem.last == UInt8(ascii: "$") else { return false }
  return deviceNames.contains(String(decoding: stem.map(lowered), as: UTF8.self))
}

private let deviceNames: Set<String> = {
  var names: Set<String> = ["con", "prn", "aux", "nul", "conin$", "conout$"]
  for digit in 1...9 {
    names.insert("com\(digit)")
    names.insert("lpt\(digit)")
  }
  return names
}()

/// The component as the most forgiving file system compares it.
private func folded(_ component: ArraySlice<UInt8>) -> [UInt8] {
  if isWord(component) { return component.map(lowered) }
  var scalars = String.UnicodeScalarView()
  let text = String(decoding: component, as: UTF8.self)
  scalars.append(contentsOf: text.unicodeScalars.filter { !isHidden($0) })
  var name = Array(String(scalars).lowercased().utf8)
  if let colon = name.firstIndex(of: UInt8(ascii: ":")) { name.removeSubrange(colon...) }
  while let last = name.last, last == UInt8(ascii: ".") || last == 0x20 { name.removeLast() }
  return name
}

private func lowered(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}

private func shown(_ component: ArraySlice<UInt8>) -> String {
  printable(String(decoding: component, as: UTF8.self))
}
