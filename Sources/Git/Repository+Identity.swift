extension Repository {
  /// Whom git would name as author of a commit made now.
  ///
  /// - Throws: `.notFound` when git knows no name or address, with its advice as hint.
  package func author() throws(GitError) -> Signature {
    try identity("AUTHOR")
  }

  /// Whom git would name as committer of a commit made now.
  ///
  /// - Throws: `.notFound` when git knows no name or address, with its advice as hint.
  package func committer() throws(GitError) -> Signature {
    try identity("COMMITTER")
  }

  private func identity(_ role: String) throws(GitError) -> Signature {
    if let complete = identityOfEnvironment(role) { return complete }
    let answer = try git(["var", "GIT_\(role)_IDENT"])
    guard answer.status == 0 else {
      throw GitError(
        code: .notFound,
        message: "no \(role.lowercased()) identity: \(answer.complaint)",
        function: "git var",
        hint: "tell git who you are: git config --global user.name 'Your Name'"
          + " && git config --global user.email you@example.com"
      )
    }
    return Signature(parsing: answer.text.utf8)
  }

  // The common case in hooks. Dates in words are git's to read, and so are names with characters
  // that it would take out.
  private func identityOfEnvironment(_ role: String) -> Signature? {
    guard let name = location.environment["GIT_\(role)_NAME"], isPlain(name),
      let email = location.environment["GIT_\(role)_EMAIL"], isPlain(email),
      let date = location.environment["GIT_\(role)_DATE"]
    else { return nil }
    let words = date.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2,
      let seconds = words.first.map({ $0.hasPrefix("@") ? $0.dropFirst() : $0 }),
      // git takes a shorter number for a date such as 20240131.
      seconds.count >= 9, seconds.count <= 12, seconds.utf8.allSatisfy(isDigit),
      let sign = words[1].first, sign == "+" || sign == "-",
      words[1].count == 5, words[1].utf8.dropFirst().allSatisfy(isDigit)
    else { return nil }
    return Signature(parsing: "\(name) <\(email)> \(seconds) \(words[1])".utf8)
  }

  private func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let isWord = { (byte: UInt8) in
      byte >= 128 || isDigit(byte) || (byte | 32) >= 97 && (byte | 32) <= 122
    }
    return isWord(first) && isWord(last)
      && !text.utf8.contains { byte in
        byte < 32 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      }
  }
}
