import SystemPackage

extension PlumbingEngine {
  func head() throws(GitError) -> Head {
    if let name = try symbolicTarget(of: "HEAD") {
      return try target(of: name).map { .branch(name, $0) } ?? .unborn(name)
    }
    let answer = try location.git(["rev-parse", "--verify", "--quiet", "HEAD"])
    guard answer.status == 0, let id = ObjectID(hex: answer.text) else {
      let reason = answer.complaint.isEmpty ? "it leads nowhere" : answer.complaint
      throw GitError(code: .corrupt, message: reason, function: "git rev-parse")
    }
    return .detached(id)
  }

  func target(of name: String) throws(GitError) -> ObjectID? {
    guard name.hasPrefix("refs/") else { return try targetBesideReferences(name) }
    let answer = try list(name)
    if let found = answer.references.first(where: { $0.name == name }) { return found.id }
    // What leads in a circle is passed over in silence there, but not here.
    let reading = try location.git(["symbolic-ref", "--quiet", name])
    guard reading.status < 128 else {
      let reason = answer.complaint.isEmpty ? reading.complaint : answer.complaint
      throw GitError(code: .corrupt, message: reason, function: "git symbolic-ref")
    }
    return nil
  }

  func directTarget(of name: String) throws(GitError) -> ObjectID? {
    guard try symbolicTarget(of: name) == nil else {
      throw symbolicReference(name, function: "git symbolic-ref")
    }
    return try target(of: name)
  }

  func references(
    withPrefix prefix: String
  ) throws(GitError) -> [(name: String, id: ObjectID)] {
    // git takes whole components, so the last one is chosen here.
    let folder = prefix.lastIndex(of: "/").map { String(prefix[..<$0]) } ?? ""
    return try list(folder).references
      .filter { $0.name.utf8.starts(with: prefix.utf8) && isValidReferenceName($0.name) }
  }

  func lastReflogMessage(of name: String) throws(GitError) -> String? {
    guard fileExists(location.commonDirectory.appending("reftable")) else {
      return try location.lastReflogMessage(of: name)
    }
    let words = ["reflog", "show", "--max-count=1", "--format=%gs", name, "--"]
    let answer = try location.git(words)
    return answer.status == 0 && !answer.output.isEmpty ? answer.text : nil
  }

  func lock(_ step: ReferenceStep) throws(GitError) -> any LockedReference {
    try UpdateReference(step, in: self, at: location)
  }

  /// What a symbolic reference leads to; nil where it is none.
  private func symbolicTarget(of name: String) throws(GitError) -> String? {
    let answer = try location.git(["symbolic-ref", "--quiet", name])
    guard answer.status == 0 else { return nil }
    guard let target = String(validating: answer.output, as: UTF8.self) else {
      throw GitError(
        code: .unsupported,
        message: "'\(name)' stands for '\(answer.text)', whose name is not UTF-8",
        function: "git symbolic-ref"
      )
    }
    return String(target.prefix { $0 != "\n" })
  }

  /// `HEAD`, `ORIG_HEAD` and their like.
  private func targetBesideReferences(_ name: String) throws(GitError) -> ObjectID? {
    if name != "HEAD" {
      // A branch of this name would be found as well.
      let full = try location.git(["rev-parse", "--symbolic-full-name", name])
      guard full.status == 0, full.text == name else { return nil }
    }
    let answer = try location.git(["rev-parse", "--verify", "--quiet", name])
    return answer.status == 0 ? ObjectID(hex: answer.text) : nil
  }

  /// One reference or all in a folder; none is all that there are.
  private func list(
    _ place: String
  ) throws(GitError) -> (references: [(name: String, id: ObjectID)], complaint: String) {
    let words = ["for-each-ref", "--format=%(objectname) %(refname)"]
    let answer = try location.git(words + (place.isEmpty ? [] : [place]))
    guard answer.status == 0 else {
      throw GitError(code: .generic, message: answer.complaint, function: "git for-each-ref")
    }
    let references = answer.output.split(separator: UInt8(ascii: "\n")).compactMap { line in
      // A name that is no text could not be asked for.
      String(validating: line, as: UTF8.self).flatMap { text in
        ObjectID(hex: text.prefix(40)).map { (name: String(text.dropFirst(41)), id: $0) }
      }
    }
    return (references, oneLine(String(decoding: answer.errorOutput, as: UTF8.self)))
  }
}
