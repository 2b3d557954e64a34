import Glibc

/// A run of git that is asked line by line and keeps its state between the answers.
final class GitConversation {
  private let input: Channel
  private let output: Channel
  private let errorOutput: Channel
  private let child: pid_t
  private var unread: [UInt8] = []
  private var complaint: [UInt8] = []
  private var hasEnded = false

  init(_ arguments: [String], in repository: Repository) throws(GitError) {
    input = try Channel(socket: true)
    output = try Channel(socket: false)
    errorOutput = try Channel(socket: false)
    let location = repository.location
    let actions = SpawnActions()
    try actions.change(to: location.workTree ?? location.gitDirectory)
    try actions.duplicate(input.reading, to: STDIN_FILENO)
    try actions.duplicate(output.writing, to: STDOUT_FILENO)
    try actions.duplicate(errorOutput.writing, to: STDERR_FILENO)
    let environment = location.gitEnvironment.map { "\($0)=\($1)" }.sorted()
    child = try actions.spawn(["git"] + arguments, environment: environment)
    input.closeReading()
    output.closeWriting()
    errorOutput.closeWriting()
  }

  deinit {
    _ = end()
  }

  /// Whether git took the words.
  func send(_ words: String) -> Bool {
    var rest = Array(words.utf8)[...]
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

  /// Whether git's next line is this one.
  func receive(_ line: String) -> Bool {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let answer = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeFirst(end + 1)
        return answer == line
      }
      guard wait() else { return false }
    }
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
    if ends[0].revents != 0, !read(output.reading, into: &unread) { output.closeReading() }
    if ends[1].revents != 0, !read(errorOutput.reading, into: &complaint) {
      errorOutput.closeReading()
    }
    return true
  }

  /// Whether there may be more to read.
  private func read(_ descriptor: Int32, into gathered: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && errno == EINTR }
    gathered += buffer[..<count]
    return true
  }
}
