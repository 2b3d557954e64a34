package import struct Git.RepoPath

/// Where a reference leads in a tree.
package enum Resolution: Hashable, Sendable {
  /// Something that is no folder; symbolic links and submodules are told by the entry's mode.
  case file(RepoPath, TreeItem)
  case folder(RepoPath)
  /// Nothing stands at any of the paths it may mean, the likeliest first; none where it names no path
  /// that could be looked up (an empty target, the repository's top folder).
  case missing(candidates: [RepoPath])
  /// It leads out of the repository, or would on another system.
  case escaping
  /// A URL with a scheme.
  case external(String)
  /// A section of the document itself.
  case anchorOnly
  case tool(String)
  /// An agent by its id or name; who bears it, the tree can't tell.
  case agentName(String)
}

/// Finds what a reference leads to, by the rules of its form.
///
/// Paths are decoded once (by `Reference`), made relative to the folders that the form allows, and
/// normalised; `..` may be used within the repository.
///
/// `document` is the file that holds the reference, `agent` the one whose document or part that is, and
/// `root` the library root it lies in; both are nil for other documents.
package func resolve(
  _ reference: Reference,
  from document: RepoPath,
  agent: AgentFile?,
  root: RepoPath?,
  in tree: any TreeView
) -> Resolution {
  let path = reference.path
  if reference.form == .tool { return .tool(path) }
  if reference.form == .agentName { return .agentName(path) }
  if path.isEmpty { return reference.anchor == nil ? .missing(candidates: []) : .anchorOnly }
  if let scheme = LinkTarget.scheme(of: Array(path.utf8)[...]) {
    return scheme == "file" ? .escaping : .external(path)
  }
  let folders: [RepoPath?]
  var relative = path[...]
  switch reference.form {
  case .rootPath:
    folders = [nil]
    relative = relative.drop { $0 == "/" }
  case .atPath where path.hasPrefix("/"), .headerPath where path.hasPrefix("/"):
    folders = [nil]
    relative = relative.drop { $0 == "/" }
  case .atPath, .headerPath:
    folders = [agent?.folder ?? document.parent, root, nil]
  default:
    guard !path.hasPrefix("/") else { return path.hasPrefix("//") ? .external(path) : .escaping }
    folders = [document.parent]
  }
  guard isPlainPath(relative) else { return .escaping }
  return resolve(relative, against: folders, in: tree)
}

/// Tries a path below each folder; nil stands for the repository's top.
private func resolve(
  _ path: Substring,
  against folders: [RepoPath?],
  in tree: any TreeView
) -> Resolution {
  let isFolderOnly = path.utf8.last == UInt8(ascii: "/")
  var candidates: [RepoPath] = []
  var isInside = false
  for folder in folders {
    guard let bytes = normalized(path, below: folder) else { continue }
    guard let candidate = RepoPath(bytes) else {
      // The top folder itself is no path; all else that git refuses (`.git`) must not be reached.
      isInside = isInside || bytes.isEmpty
      continue
    }
    isInside = true
    guard !candidates.contains(candidate) else { continue }
    candidates.append(candidate)
    guard let item = tree.entry(at: candidate) else { continue }
    if item.mode == .tree { return .folder(candidate) }
    if !isFolderOnly { return .file(candidate, item) }
  }
  return isInside ? .missing(candidates: candidates) : .escaping
}

/// Whether a decoded path holds nothing that another system reads as more than a name.
private func isPlainPath(_ path: Substring) -> Bool {
  var isEscaped = false
  for (index, byte) in path.utf8.enumerated() {
    switch byte {
    case UInt8(ascii: "\\"), 0: return false
    case UInt8(ascii: "~") where index == 0: return false
    // `C:x`; a colon further on is part of a name.
    case UInt8(ascii: ":") where index == 1: return false
    case UInt8(ascii: "%"): isEscaped = true
    default: continue
    }
  }
  guard isEscaped else { return true }
  // Escapes that are left were escaped twice, to be decoded by someone else later.
  let lowered = path.lowercased()
  return !["%2e", "%2f", "%5c", "%00", "%25"].contains(where: lowered.contains)
}

/// The bytes of a path below a folder, without `.` and `..`; nil where it leads out.
private func normalized(_ path: Substring, below folder: RepoPath?) -> [UInt8]? {
  let slash = UInt8(ascii: "/")
  var result = folder?.bytes ?? []
  for component in Array(path.utf8).split(separator: slash) {
    if component.elementsEqual([0x2E]) { continue }
    guard component.elementsEqual([0x2E, 0x2E]) else {
      if !result.isEmpty { result.append(slash) }
      result += component
      continue
    }
    guard !result.isEmpty else { return nil }
    result.removeSubrange((result.lastIndex(of: slash) ?? 0)...)
  }
  return result
}
