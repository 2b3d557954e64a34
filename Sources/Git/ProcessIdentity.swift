import Glibc

/// What tells one process from all others that there ever were on this machine.
///
/// A number alone comes back; with the moment of the start and the boot it does not.
package struct ProcessIdentity: Hashable, Sendable {
  /// What can be said of a process from here.
  package enum State: Hashable, Sendable {
    case alive
    case ended
    /// It ran on another machine, or where its numbers mean something else.
    case unknown
  }

  package let number: Int32
  /// In ticks since the boot; 0 where the system doesn't say.
  package let startTime: UInt64
  /// The random name of this boot; empty where the system has none.
  package let boot: String
  /// The name of the set of process numbers (`pid:[4026531836]`); empty where there is only one.
  package let namespace: String
  package let host: String

  package init(number: Int32, startTime: UInt64, boot: String, namespace: String, host: String) {
    self.number = number
    self.startTime = startTime
    self.boot = boot
    self.namespace = namespace
    self.host = host
  }

  /// This process.
  package static var current: ProcessIdentity {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    var link = [CChar](repeating: 0, count: 256)
    let length = readlink("/proc/self/ns/pid", &link, link.count - 1)
    return ProcessIdentity(
      number: getpid(),
      startTime: startTime(of: getpid()) ?? 0,
      boot: contents(of: "/proc/sys/kernel/random/boot_id").trimmed,
      namespace: length > 0 ? text(link) : "",
      host: text(name)
    )
  }

  /// Whether the process still runs.
  ///
  /// - Parameter holdsRunLock: Whether the caller holds the lock that the process would hold: on one
  ///   machine that proves its end, whatever its number means here.
  /// - Returns: What can be said of it.
  package func state(whenLockIsHeld holdsRunLock: Bool) -> State {
    let here = ProcessIdentity.current
    guard boot == here.boot else { return host == here.host ? .ended : .unknown }
    if holdsRunLock { return .ended }
    guard host == here.host, namespace == here.namespace else { return .unknown }
    guard self != here else { return .alive }
    if kill(number, 0) != 0, errno == ESRCH { return .ended }
    guard let started = ProcessIdentity.startTime(of: number) else { return .alive }
    return started == startTime ? .alive : .ended
  }

  private static func startTime(of number: Int32) -> UInt64? {
    // The name in parentheses may hold anything, so counting begins after the last one.
    let line = contents(of: "/proc/\(number)/stat")
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[end...].split(separator: " ")
    return fields.count > 20 ? UInt64(fields[20]) : nil
  }

  private static func contents(of path: String) -> String {
    let raw = open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { return "" }
    let bytes = try? Descriptor(raw).readAll(path, limit: 4096)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  private static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmed: String { String(prefix { !$0.isNewline }) }
}
