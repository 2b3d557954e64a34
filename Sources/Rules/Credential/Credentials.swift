import struct Git.RepoPath

/// A text that looks like a secret; the secret itself is never kept.
package struct Credential: Hashable, Sendable {
  /// What it looks like: `a GitHub token`.
  package let kind: String
  /// Its first four characters.
  package let start: String
  /// UTF-8 offset.
  package let offset: Int
}

/// Finds what looks like keys, tokens and passwords, and no placeholders.
///
/// - Parameter bytes: The text of any file.
/// - Returns: In the order of the text. The time is that of one pass.
package func credentials(in bytes: [UInt8]) -> [Credential] {
  let found = tokens(in: bytes) + privateKeys(in: bytes) + passwords(in: bytes)
  return found.sorted { $0.place < $1.place }.map(\.credential)
}

/// A credential, and where in the text its kind shows.
private typealias Find = (place: Int, credential: Credential)

private func credential(_ kind: String, _ bytes: some Collection<UInt8>, at offset: Int)
  -> Credential
{
  Credential(kind: kind, start: String(decoding: bytes.prefix(4), as: UTF8.self), offset: offset)
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isWord(_ byte: UInt8) -> Bool {
  isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
}

// MARK: - Tokens

/// No word that is shorter is looked at: the first part of a web token has so many letters.
private let shortestWord = 16

private func tokens(in bytes: [UInt8]) -> [Find] {
  var found: [Find] = []
  var at = 0
  while let run = bytes.run(of: shortestWord, from: at, where: isWord) {
    at = run.upperBound
    // Dashes before a word are an option's, or a list's.
    let word = bytes[run].drop { $0 == UInt8(ascii: "-") }
    if let (credential, end) = webToken(bytes, word) ?? mailToken(bytes, word) {
      found.append((word.startIndex, credential))
      at = end
    } else if let credential = token(word) {
      found.append((word.startIndex, credential))
    }
  }
  return found
}

private func token(_ word: ArraySlice<UInt8>) -> Credential? {
  guard word.count >= 20,
    let shape = TokenShape.all.first(where: { word.starts(with: $0.prefix.utf8) })
  else { return nil }
  let secret = word.dropFirst(shape.prefix.utf8.count)
  guard shape.length.contains(secret.count), has(secret, shape.classes),
    !shape.isMixed || isMixed(secret), !isPlaceholder(word)
  else { return nil }
  return credential(shape.kind, word, at: word.startIndex)
}

private func has(_ secret: ArraySlice<UInt8>, _ classes: TokenShape.Classes) -> Bool {
  switch classes {
  case .uppercaseOrDigits:
    secret.allSatisfy { isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  case .alphanumeric: secret.allSatisfy(isAlphanumeric)
  case .word: secret.allSatisfy(isWord)
  case .lettersOfBothCases:
    secret.allSatisfy(isAlphanumeric)
      && secret.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } >= 8
      && secret.count { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } >= 8
  }
}

private func isMixed(_ secret: ArraySlice<UInt8>) -> Bool {
  secret.contains(where: isDigit)
    && secret.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    && secret.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
}

/// Whether a text was made up to show where a secret goes: it says so, or holds few different characters.
private func isPlaceholder(_ secret: ArraySlice<UInt8>) -> Bool {
  let text = String(decoding: secret, as: UTF8.self).lowercased()
  return Set(secret).count < 10 || TokenShape.placeholders.contains { text.contains($0) }
}

/// A JSON web token: three parts of base64, of which the first two are objects.
private func webToken(_ bytes: [UInt8], _ word: ArraySlice<UInt8>) -> (Credential, Int)? {
  guard word.count >= shortestWord, word.starts(with: "eyJ".utf8) else { return nil }
  var parts = [word]
  while parts.count < 3, let end = parts.last?.endIndex, end < bytes.count,
    bytes[end] == UInt8(ascii: ".")
  {
    parts.append(bytes[(end + 1)...].prefix(while: isWord))
  }
  // The subject of the token that every page about them shows is 1234567890.
  guard parts.count == 3, parts[1].starts(with: "eyJ".utf8), parts[1].count >= 16,
    parts[2].count >= 16,
    !parts[1].starts(with: ("eyJzdWIiOiIxMjM0" + "NTY3ODkwI").utf8), !isPlaceholder(parts[2])
  else { return nil }
  return (credential("a JSON web token", word, at: word.startIndex), parts[2].endIndex)
}

/// A key of SendGrid: `SG`, 22 and 43 characters, with dots between them.
///
/// The word is the second part.
private func mailToken(_ bytes: [UInt8], _ word: ArraySlice<UInt8>) -> (Credential, Int)? {
  let start = word.startIndex - 3
  guard word.count == 22, start >= 0, bytes[start..<word.startIndex].elementsEqual("SG.".utf8),
    start == 0 || !isWord(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "."),
    word.endIndex < bytes.count, bytes[word.endIndex] == UInt8(ascii: ".")
  else { return nil }
  let secret = bytes[(word.endIndex + 1)...].prefix(while: isWord)
  guard secret.count == 43, isMixed(secret), !isPlaceholder(word), !isPlaceholder(secret) else {
    return nil
  }
  return (credential("a SendGrid key", bytes[start..<secret.endIndex], at: start), secret.endIndex)
}

// MARK: - Keys and addresses

private func privateKeys(in bytes: [UInt8]) -> [Find] {
  var found: [Find] = []
  var at = 0
  while let start = bytes.firstIndex(of: "-----BEGIN ", from: at) {
    at = start + 1
    if start > 0, isWord(bytes[start - 1]) { continue }
    if let credential = privateKey(bytes, start) { found.append((start, credential)) }
  }
  return found
}

private func passwords(in bytes: [UInt8]) -> [Find] {
  var found: [Find] = []
  var at = 0
  while let colon = bytes.firstIndex(of: "://", from: at) {
    at = colon + 1
    if let credential = passwordInAddress(bytes, colon) ?? channel(bytes, colon) {
      found.append((colon, credential))
    }
  }
  return found
}

/// `-----BEGIN … PRIVATE KEY-----` with a key behind it: the line alone names a kind of file.
private func privateKey(_ bytes: [UInt8], _ start: Int) -> Credential? {
  let begin = "-----BEGIN "
  let line = bytes[start...].prefix(80).prefix { $0 != 0x0A && $0 != 0x0D }
  let label = String(decoding: line.dropFirst(begin.utf8.count), as: UTF8.self)
  guard let end = label.firstRange(of: "PRIVATE KEY-----"),
    label[..<end.lowerBound].allSatisfy({
      $0.isUppercase || $0.isNumber || $0 == " "
    })
  else { return nil }
  let body = bytes[(start + begin.utf8.count + label[..<end.upperBound].utf8.count)...].prefix(
    4_000
  )
  // Line ends may stand as `\n` in JSON, and lines may be indented.
  var run = 0
  for byte in body {
    if isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") {
      run += 1
      if run >= 32 { return credential("a private key", bytes[start...], at: start) }
    } else {
      guard byte != UInt8(ascii: "-") else { return nil }
      run = 0
    }
  }
  return nil
}

/// `scheme://user:password@host`, told at the colon behind the scheme.
private func passwordInAddress(_ bytes: [UInt8], _ colon: Int) -> Credential? {
  let scheme = bytes[max(0, colon - 20)..<colon].reversed().prefix {
    isAlphanumeric($0) || $0 == UInt8(ascii: "+")
  }
  let ends = Array(" \t\r\n/?#\"'`<>()[]{}|,;".utf8)
  // What is longer than this is no address that anyone logs in with.
  let authority = bytes[(colon + 3)...].prefix(300).prefix { !ends.contains($0) }
  guard !scheme.isEmpty, let at = authority.lastIndex(of: UInt8(ascii: "@")),
    let middle = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
  else { return nil }
  let user = String(decoding: authority[..<middle], as: UTF8.self).lowercased()
  let password = String(decoding: authority[(middle + 1)..<at], as: UTF8.self)
  let host = String(decoding: authority[(at + 1)...], as: UTF8.self).lowercased()
  guard isPassword(password, of: user), isPublicHost(host) else { return nil }
  let start = colon - scheme.count
  return credential("a password in an address", bytes[start...], at: start)
}

/// `https://host/path/secret`, told at the colon behind the scheme: whoever knows it can write into a channel.
private func channel(_ bytes: [UInt8], _ colon: Int) -> Credential? {
  let start = colon - 5
  guard start >= 0, bytes[start..<colon].elementsEqual("https".utf8),
    start == 0 || !isWord(bytes[start - 1])
  else { return nil }
  let rest = bytes[(colon + 3)...].prefix(200)
  for shape in TokenShape.channels {
    for host in shape.hosts where rest.starts(with: (host + shape.path).utf8) {
      let secret = rest.dropFirst(host.utf8.count + shape.path.utf8.count)
        .prefix { isWord($0) || $0 == UInt8(ascii: "/") }
      let parts = secret.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard parts.count >= shape.parts.count,
        zip(parts, shape.parts).allSatisfy({ $1.contains($0.count) }),
        let last = parts.prefix(shape.parts.count).last, isMixed(last), !isPlaceholder(last)
      else { continue }
      return credential(shape.kind, bytes[start...], at: start)
    }
  }
  return nil
}

private func isPassword(_ password: String, of user: String) -> Bool {
  let lowercased = password.lowercased()
  let known = ["pass", "pwd", "secret", "token", "user", "key", "admin", "guest", "changeme"]
  guard password.utf8.count >= 6, lowercased != user, Set(password).count >= 4,
    !"$%*{<.".contains(password.first ?? "$"), !known.contains(where: lowercased.hasPrefix)
  else { return false }
  return !TokenShape.placeholders.contains { lowercased.contains($0) }
}

/// Whether a host can be one of the internet: an example and the machine itself are not.
private func isPublicHost(_ host: String) -> Bool {
  let name = host.prefix { $0 != ":" }
  let parts = name.split(separator: ".")
  guard parts.count >= 2, let last = parts.last, !name.hasPrefix("127."), !name.hasPrefix("host.")
  else {
    return false
  }
  let domain = parts[parts.count - 2]
  return !["example", "invalid", "local", "localhost", "test", "internal"].contains(last)
    && !domain.hasPrefix("example") && !name.contains("$") && !name.contains("your")
}
