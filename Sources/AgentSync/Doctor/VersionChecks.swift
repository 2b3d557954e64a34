import Git
import SystemPackage

/// The tool itself, git and libgit2.
func checkVersions() -> [Diagnosis.Check] {
  [
    Diagnosis.Check(
      "agentsync",
      .ok,
      "version \(agentSyncVersion), output format \(Config.currentFormat)"
    ),
    checkGit(),
    checkLibgit2(),
  ]
}

private func checkGit() -> Diagnosis.Check {
  guard let answer = try? runGit(["version"], in: "/", input: nil, environment: nil),
    answer.status == 0
  else {
    return Diagnosis.Check(
      "git",
      .error,
      "git cannot be run",
      cure: "install git, and see that it is on the search path"
    )
  }
  return judge(gitVersion: answer.text)
}

/// Judges what `git version` prints.
func judge(gitVersion text: String) -> Diagnosis.Check {
  let number = text.split(separator: " ").first { $0.first?.isNumber == true } ?? ""
  let parts = number.split(separator: ".").prefix(2).compactMap { Int($0) }
  let version = number.isEmpty ? text : "version \(number)"
  // `git rev-parse --end-of-options` works since 2.30.
  guard parts.count == 2, (parts[0], parts[1]) >= (2, 30) else {
    return Diagnosis.Check(
      "git",
      .warning,
      "\(version) is older than 2.30, the oldest one that is supported",
      cure: "install a newer git"
    )
  }
  return Diagnosis.Check("git", .ok, version)
}

/// The first Debian package of libgit2 1.5 with the fixes of CVE-2026-53584, -53585, -53586 and -5917.
private let fixedPackage = "1.5.1+ds-1+deb12u2"

private func checkLibgit2() -> Diagnosis.Check {
  let version = Libgit2.version
  if let package = Libgit2.linkedPackage { return judge(libgit2: version, linkedFrom: package) }
  let series = series(of: version)
  return judge(libgit2: version, installed: installedPackage("libgit2-\(series)"))
}

/// Judges the libgit2 that is inside of the program, by the package that it was linked from.
func judge(libgit2 version: String, linkedFrom package: String) -> Diagnosis.Check {
  guard !package.isEmpty else {
    return Diagnosis.Check("libgit2", .ok, "version \(version), linked in, from no Debian package")
  }
  let found = "version \(version) (Debian \(package), linked in)"
  guard lacksFixes(version, package) else { return Diagnosis.Check("libgit2", .ok, found) }
  return Diagnosis.Check(
    "libgit2",
    .warning,
    "\(found) lacks the security fixes of \(fixedPackage)",
    cure: "take a newer release of git-agentsync, "
      + "or upgrade libgit2-dev and build it anew: make clean release"
  )
}

/// Judges the libgit2 that the program loads, by the Debian package that is installed; nil is none.
func judge(libgit2 version: String, installed package: String?) -> Diagnosis.Check {
  guard let package else {
    return Diagnosis.Check("libgit2", .ok, "version \(version), from no Debian package")
  }
  let found = "version \(version), package libgit2-\(series(of: version)) \(package)"
  guard lacksFixes(version, package) else { return Diagnosis.Check("libgit2", .ok, found) }
  return Diagnosis.Check(
    "libgit2",
    .warning,
    "\(found) lacks the security fixes of \(fixedPackage)",
    cure: "run: apt-get update && apt-get install --only-upgrade libgit2-1.5"
  )
}

private func lacksFixes(_ version: String, _ package: String) -> Bool {
  series(of: version) == "1.5" && DebianVersion(package) < DebianVersion(fixedPackage)
}

/// `1.5` of `1.5.1`.
private func series(of version: String) -> String {
  version.split(separator: ".").prefix(2).joined(separator: ".")
}

/// The version of an installed Debian package; nil where there is none or no dpkg.
private func installedPackage(_ name: String) -> String? {
  let words = ["dpkg-query", "--show", "--showformat=${Version}", name]
  guard let answer = try? runProgram(words, in: "/", input: nil, environment: nil),
    answer.status == 0, !answer.text.isEmpty
  else { return nil }
  return answer.text
}
