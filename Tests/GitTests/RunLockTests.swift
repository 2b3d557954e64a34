import Git
import SystemPackage
import TestSupport
import Testing

struct RunLockTests {
  @Test func `a second holder waits and is told`() throws {
    let folder = try makeSandbox()
    let path = folder.appending("lock")
    let first = try RunLock(path, waiting: .zero)
    #expect(first.isEnforced)
    #expect { _ = try RunLock(path, waiting: .milliseconds(30)) } throws: {
      ($0 as? GitError)?.code == .locked
    }
    withExtendedLifetime(first) {}
  }

  @Test func `it ends with its holder`() throws {
    let path = try makeSandbox().appending("lock")
    for _ in 0..<3 { _ = try RunLock(path, waiting: .zero) }
  }

  @Test func `a link in its place is not followed`() throws {
    let folder = try makeSandbox()
    _ = try runProgram(["ln", "-s", "elsewhere", "lock"], in: folder, input: nil, environment: nil)
    #expect { _ = try RunLock(folder.appending("lock"), waiting: .zero) } throws: {
      ($0 as? GitError)?.code == .system
    }
    let names = try runProgram(["ls"], in: folder, input: nil, environment: nil)
    #expect(names.text == "lock")
  }
}
