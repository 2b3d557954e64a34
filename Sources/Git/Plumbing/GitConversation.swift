import Glibc

/// A run of git that is asked again and again and keeps its state between the answers.
final class GitConversation {
  private let input: Channel
  private let output: Channel
  private let errorOutput: Channel
  private let child: pid_t
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// What git said and nobody took yet, from `position` on.
  private var unread: [UInt8] = []
  private var position = 0
  private var complaint: [UInt8] = []
  private var hasEnded = false

  init(
    _ arguments: [String],
    at location: RepositoryLocation,
    environment extra: [String: String] = [:]
  ) throws(GitError) {
    input = try Channel(socket: true)
    output = try Channel(socket: false)
    errorOutput = try Channel(socket: false)
    let actions = SpawnActions()
    try actions.change(to: location.workTree ?? location.gitDirectory)
    try actions.duplicate(input.reading, to: STDIN_FILENO)
    try actions.duplicate(output.writing, to: STDOUT_FILENO)
    try actions.duplicate(errorOutput.writing, to: STDERR_FILENO)
    let variables = location.gitEnvironment.merging(extra) { _, new in new }
    let environment = variables.map { "\($0)=\($1)" }.sorted()
    child = try actions.spawn(["git"] + arguments, environment: environment)
    input.closeReading()
    output.closeWriting()
    errorOutput.closeWriting()
  }

  deinit {
    _ = end()
  }

  /// Whether git took the words.
  func send(_ words: [UInt8]) -> Bool {
    var rest = words[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(input.writing, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// git's next line; nil where it has ended.
  func line() -> String? {
    field(endingWith: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The next bytes up to one that ends them; nil where git has ended before.
  func field(endingWith end: UInt8) -> [UInt8]? {
    var searched = position
    while true {
      if let found = unread[searched...].firstIndex(of: end) {
        defer { position = found + 1 }
        return Array(unread[position..<found])
      }
      let examined = unread.count - position
      guard wait() else { return nil }
      searched = position + examined
    }
  }

  /// The next bytes, so many; nil where git has ended before.
  func bytes(_ count: Int) -> [UInt8]? {
    while unread.count - position < count {
      guard wait() else { return nil }
    }
    defer { position += count }
    return Array(unread[position..<(position + count)])
  }

  /// Whether git has complained of anything, which it does before it answers.
  var hasComplained: Bool {
    var end = pollfd(fd: errorOutput.reading, events: Int16(POLLIN), revents: 0)
    if errorOutput.reading >= 0, poll(&end, 1, 0) > 0, !readComplaint() {
      errorOutput.closeReading()
    }
    return !complaint.isEmpty
  }

  /// Ends the run, which gives up what it has not committed; returns what git complained of.
  func end() -> String {
    guard !hasEnded else { return "" }
    hasEnded = true
    input.closeWriting()
    while wait() {}
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return GitProcess.Result(status: status, output: [], errorOutput: complaint).complaint
  }

  /// Waits for more on either channel, so that a hook that talks much is never left hanging.
  ///
  /// - Returns: False when both have ended.
  private func wait() -> Bool {
    // poll skips an entry whose descriptor is negative.
    var ends = [
      pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorOutput.reading, events: Int16(POLLIN), revents: 0),
    ]
    guard output.reading >= 0 || errorOutput.reading >= 0 else { return false }
    guard poll(&ends, nfds_t(ends.count), -1) >= 0 else { return errno == EINTR }
    if ends[0].revents != 0, !readAnswer() { output.closeReading() }
    if ends[1].revents != 0, !readComplaint() { errorOutput.closeReading() }
    return true
  }

  private func readAnswer() -> Bool {
    // What was taken goes before more comes, so that a long conversation needs little room.
    if position > 0 {
      unread.removeFirst(position)
      position = 0
    }
    return read(output.reading, into: &unread)
  }

  private func readComplaint() -> Bool { read(errorOutput.reading, into: &complaint) }

  /// Whether there may be more to read.
  private func read(_ descriptor: Int32, into gathered: inout [UInt8]) -> Bool {
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && errno == EINTR }
    gathered += buffer[..<count]
    return true
  }
}
