import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// What is different about a repository that strangers may have written.
struct UntrustedRepositoryTests {
  private func open(_ repository: TemporaryRepository, isUntrusted: Bool) throws -> Repository {
    try RepositoryLocation.discover(
      from: repository.root,
      environment: repository.environment,
      isUntrusted: isUntrusted
    ).open()
  }

  @Test func `its caches are neither believed nor written`() throws {
    let repository = try TemporaryRepository()
    try repository.commit()
    let trusting = try open(repository, isUntrusted: false)
    CacheFile("plan", in: trusting).replace(with: [1])
    #expect(CacheFile("plan", in: trusting).read() == [1])
    let wary = try open(repository, isUntrusted: true)
    #expect(CacheFile("plan", in: wary).read() == nil)
    CacheFile("plan", in: wary).replace(with: [2])
    #expect(CacheFile("plan", in: trusting).read() == [1])
  }

  @Test func `git sees neither replacements nor grafts of its`() throws {
    let repository = try TemporaryRepository()
    let first = try repository.commit("first")
    let second = try repository.commit("second")
    try repository.write(".git/info/grafts", "\(second.hex)\n")
    try repository.git("replace", first.hex, second.hex)
    #expect(try open(repository, isUntrusted: false).mergeBases(first, second) != [first])
    #expect(try open(repository, isUntrusted: true).mergeBases(first, second) == [first])
  }

  @Test func `no program of its configuration is run, whatever git is asked`() throws {
    let repository = try TemporaryRepository()
    try repository.write("x.md", "x\n")
    try repository.commit()
    let canary = repository.sandbox.appending("canary").string
    try repository.git("config", "core.fsmonitor", "touch '\(canary)'; false")
    try repository.write("x.md", "y\n")
    let wary = try open(repository, isUntrusted: true)
    #expect(try wary.git(["ls-files", "--modified"]).text == "x.md")
    #expect(!FileManager.default.fileExists(atPath: canary))
    let trusting = try open(repository, isUntrusted: false)
    #expect(try trusting.inertGit(["ls-files", "--modified"]).text == "x.md")
    #expect(!FileManager.default.fileExists(atPath: canary))
    _ = try trusting.git(["ls-files", "--modified"])
    #expect(FileManager.default.fileExists(atPath: canary))
  }
}
