import Clibgit2
import Glibc
import SystemPackage

/// Two connected file descriptors that no other child inherits, closed at the end of their life.
final class Channel {
  private(set) var reading: Int32
  private(set) var writing: Int32

  /// Makes a pipe, or a pair of sockets: only to a socket can one write without a SIGPIPE.
  init(socket: Bool) throws(GitError) {
    var ends: [Int32] = [-1, -1]
    let made =
      socket
      ? socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
      : agentsync_pipe(&ends, O_CLOEXEC)
    guard made == 0 else {
      throw systemError("cannot connect to git", errno, function: socket ? "socketpair" : "pipe2")
    }
    reading = ends[0]
    writing = ends[1]
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

/// What happens in the child before git starts.
final class SpawnActions {
  private var actions = posix_spawn_file_actions_t()
  private var attributes = posix_spawnattr_t()

  init() {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
  }

  deinit {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  func change(to folder: FilePath) throws(GitError) {
    let result = folder.withPlatformString { agentsync_spawn_change_folder(&actions, $0) }
    try checked("posix_spawn_file_actions_addchdir_np", result)
  }

  func openNull(as descriptor: Int32) throws(GitError) {
    try checked(
      "posix_spawn_file_actions_addopen",
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDONLY, 0)
    )
  }

  func duplicate(_ descriptor: Int32, to target: Int32) throws(GitError) {
    try checked(
      "posix_spawn_file_actions_adddup2",
      posix_spawn_file_actions_adddup2(&actions, descriptor, target)
    )
  }

  /// Starts the first word as a program of the search path; nil is the environment of this process.
  func spawn(_ words: [String], environment: [String]?) throws(GitError) -> pid_t {
    // A signal that this process ignores would be ignored by git too, and its pager-less output
    // would end in an error message where it should end in silence.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var child: pid_t = 0
    let arguments = StringVector(words)
    let variables = environment.map(StringVector.init)
    let result = posix_spawnp(
      &child,
      words[0],
      &actions,
      &attributes,
      arguments.pointers,
      variables?.pointers ?? agentsync_environment()
    )
    guard result == 0 else {
      throw systemError("cannot run '\(words[0])'", result, function: "posix_spawnp")
    }
    return child
  }

  private func checked(_ function: StaticString, _ result: Int32) throws(GitError) {
    guard result != 0 else { return }
    throw systemError("cannot prepare a run of git", result, function: function)
  }
}

/// A null-terminated array of C strings.
private final class StringVector {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      pointers[index] = strdup(string)
    }
    pointers[count] = nil
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}

/// Feeds a child and gathers what it writes, all at once, so that neither side waits for the other.
struct Exchange {
  private(set) var output: [UInt8] = []
  private(set) var errorOutput: [UInt8] = []
  private var rest: ArraySlice<UInt8>
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  init(input: [UInt8]) {
    rest = input[...]
  }

  mutating func run(_ input: Channel, _ output: Channel, _ errorOutput: Channel) {
    if rest.isEmpty { input.closeWriting() }
    while output.reading >= 0 || errorOutput.reading >= 0 || input.writing >= 0 {
      // poll skips an entry whose descriptor is negative.
      var ends = [
        pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorOutput.reading, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ends, nfds_t(ends.count), -1) >= 0 else {
        if errno == EINTR { continue }
        return
      }
      if ends[0].revents != 0, !write(to: input.writing) { input.closeWriting() }
      if ends[1].revents != 0, !read(from: output.reading, into: \.output) {
        output.closeReading()
      }
      if ends[2].revents != 0, !read(from: errorOutput.reading, into: \.errorOutput) {
        errorOutput.closeReading()
      }
    }
  }

  /// Whether there is more to write.
  private mutating func write(to descriptor: Int32) -> Bool {
    let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
    let sent = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
    guard sent >= 0 else { return errno == EINTR || errno == EAGAIN }
    rest = rest.dropFirst(sent)
    return !rest.isEmpty
  }

  /// Whether there may be more to read.
  private mutating func read(
    from descriptor: Int32,
    into gathered: WritableKeyPath<Exchange, [UInt8]>
  ) -> Bool {
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && (errno == EINTR || errno == EAGAIN) }
    self[keyPath: gathered].append(contentsOf: buffer[..<count])
    return true
  }
}
