import Git
import Testing

@testable import AgentSync

struct VersionChecksTests {
  /// Each version comes before the next one.
  private static let ordered = [
    "0.9", "1.0~rc1", "1.0", "1.0-1~bpo1", "1.0-1", "1.0-1.1", "1.0-2", "1.0-10", "1.0a", "1.0a1",
    "1.0+b", "1.0.1", "1.5.1+ds-1~deb12u1", "1.5.1+ds-1", "1.5.1+ds-1ubuntu1", "1.5.1+ds-1+deb12u1",
    "1.5.1+ds-1+deb12u2", "1.5.1+ds-1+deb12u10", "1.5.1+ds-2", "1.15", "1:0.1", "2:0",
  ]

  @Test func `versions of packages are in Debian's order`() throws {
    for (left, first) in Self.ordered.enumerated() {
      for (right, second) in Self.ordered.enumerated() {
        #expect(
          (DebianVersion(first) < DebianVersion(second)) == (left < right),
          "\(first), \(second)"
        )
      }
    }
    #expect(DebianVersion("1.0") == DebianVersion("0:1.00-0"))
  }

  @Test func `dpkg, where there is one, has the same order`() throws {
    for first in Self.ordered {
      for second in Self.ordered {
        let words = ["dpkg", "--compare-versions", first, "lt", second]
        guard let answer = try? runProgram(words, in: "/", input: nil, environment: nil),
          answer.status < 2
        else { return }
        #expect(
          (answer.status == 0) == (DebianVersion(first) < DebianVersion(second)),
          "\(first), \(second)"
        )
      }
    }
  }

  @Test func `a libgit2 that is linked in is judged by the package it came from`() {
    let fixed = judge(libgit2: "1.5.1", linkedFrom: "1.5.1+ds-1+deb12u2")
    #expect(fixed.status == .ok)
    #expect(fixed.message == "version 1.5.1 (Debian 1.5.1+ds-1+deb12u2, linked in)")
    let old = judge(libgit2: "1.5.1", linkedFrom: "1.5.1+ds-1")
    #expect(old.status == .warning)
    #expect(old.message.contains("lacks the security fixes"))
    #expect(old.cure?.contains("newer release") == true)
    #expect(judge(libgit2: "1.7.2", linkedFrom: "1.7.2+ds-1").status == .ok)
    let own = judge(libgit2: "1.5.1", linkedFrom: "")
    #expect(own.status == .ok)
    #expect(own.message == "version 1.5.1, linked in, from no Debian package")
  }

  @Test func `a libgit2 that is loaded is judged by the package that is installed`() {
    let fixed = judge(libgit2: "1.5.1", installed: "1.5.1+ds-1+deb12u2")
    #expect(fixed.status == .ok)
    #expect(fixed.message == "version 1.5.1, package libgit2-1.5 1.5.1+ds-1+deb12u2")
    #expect(judge(libgit2: "1.5.1", installed: "1.5.1+ds-1").status == .warning)
    #expect(judge(libgit2: "1.5.1", installed: nil).message.contains("no Debian package"))
  }
}
