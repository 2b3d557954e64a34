import AgentModel

import struct Git.RepoPath

extension Rule {
  static let bodyHomePath = Rule(
    .bodyHomePath,
    .info,
    .own,
    means: "A text names a path in one person's home folder.",
    why: "On every other machine it leads nowhere, and it tells the person's name.",
    cure: "Write the path from the root of the repository, or with `~` or `$HOME`.",
    wrong: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow the notes in /Users/joan/notes/plan.md.
      """
    ),
    right: Example(
      ".github/prompts/plan.prompt.md",
      """
      Follow the notes in ~/notes/plan.md, or /home/user/notes on the server, or
      https://pages.example/home/joan/plan.md.
      """
    )
  ) { file, _ in
    guard file.kind.isMarkdown else { return [] }
    return file.findings(
      homePaths(in: file.bytes).map { path in
        Sighting(
          offset: path.lowerBound,
          message: "\(quoted(file.text(path))) is a folder of one person's machine",
          hint: "write the path from the root of the repository, or with '~'"
        )
      }
    )
  }
}

/// Accounts that stand for anybody's, or that machines of services have.
private let anybody: Set = [
  "admin", "agent", "app", "circleci", "codespace", "coder", "default", "dev", "developer",
  "docker",
  "ec2-user", "example", "git", "gitpod", "jovyan", "linuxbrew", "me", "name", "node", "public",
  "runner", "sandbox", "shared", "ubuntu", "user", "username", "vagrant", "vscode", "you",
  "yourname",
]

private func homePaths(in bytes: [UInt8]) -> [Range<Int>] {
  var found: [Range<Int>] = []
  let slash = UInt8(ascii: "/")
  let backslash = UInt8(ascii: "\\")
  let patterns: [(StaticString, UInt8)] = [
    ("/Users/", slash), ("/home/", slash), (#":\Users\"#, backslash),
  ]
  for (pattern, separator) in patterns {
    var at = 0
    while let place = bytes.firstIndex(of: pattern, from: at) {
      at = place + 1
      let isDrive = separator == backslash
      let first = isDrive ? place - 1 : place
      guard first >= 0, isStart(bytes, first, isDrive: isDrive) else { continue }
      let nameStart = place + pattern.utf8CodeUnitCount
      let name = bytes[nameStart...].prefix(64).prefix(while: isOfName)
      guard name.count >= 2, name.endIndex < bytes.count, bytes[name.endIndex] == separator else {
        continue
      }
      let text = String(decoding: name, as: UTF8.self).lowercased()
      // Accounts that are called some user belong to containers: `appuser`.
      guard !anybody.contains(text), !text.hasPrefix("your"), !text.hasPrefix("my"),
        !text.hasSuffix("user")
      else { continue }
      found.append(first..<name.endIndex)
    }
  }
  return found.sorted { $0.lowerBound < $1.lowerBound }
}

/// Whether no longer path or address stands before it.
private func isStart(_ bytes: [UInt8], _ first: Int, isDrive: Bool) -> Bool {
  if isDrive, !isOfName(bytes[first]) { return false }
  guard first > 0 else { return true }
  let before = bytes[first - 1]
  return !isOfName(before) && !Array("/~}>$*".utf8).contains(before) && before < 0x80
}

private func isOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}
