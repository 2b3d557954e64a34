import Git
import SystemPackage
import TestSupport
import Testing

struct GitProcessTests {
  @Test func `output, complaint and status come back apart`() throws {
    let repository = try TemporaryRepository()
    let result = try runGit(
      ["rev-parse", "--verify", "--end-of-options", "nothing"],
      in: repository.root,
      input: nil,
      environment: repository.environment
    )
    #expect(result.status == 128)
    #expect(result.output.isEmpty)
    #expect(result.complaint == "Needed a single revision")
  }

  @Test func `megabytes go in and come out without a standstill`() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    let result = try runProgram(["cat"], in: "/", input: bytes, environment: nil)
    #expect(result.status == 0)
    #expect(result.output == bytes)
  }

  @Test func `a program that reads nothing does not end this one`() throws {
    let bytes = [UInt8](repeating: 0, count: 3_000_000)
    let result = try runProgram(["true"], in: "/", input: bytes, environment: nil)
    #expect(result.status == 0)
  }

  @Test func `both outputs are read while the input is still being written`() throws {
    let script = "cat; head -c 1000000 /dev/zero >&2"
    let bytes = [UInt8](repeating: 1, count: 1_000_000)
    let result = try runProgram(["sh", "-c", script], in: "/", input: bytes, environment: nil)
    #expect(result.output.count == 1_000_000)
    #expect(result.errorOutput.count == 1_000_000)
  }

  @Test func `without input a program reads the end at once`() throws {
    let result = try runProgram(["cat"], in: "/", input: nil, environment: nil)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
  }

  @Test func `an environment that is given is the whole one`() throws {
    let result = try runProgram(
      ["/usr/bin/env"],
      in: "/",
      input: nil,
      environment: ["B": "2", "A": "1 = x"]
    )
    #expect(result.text == "A=1 = x\nB=2")
  }

  @Test func `the end by a signal is 128 and its number`() throws {
    let result = try runProgram(["sh", "-c", "kill -9 $$"], in: "/", input: nil, environment: nil)
    #expect(result.status == 137)
  }

  @Test func `a program or folder that is not there is an error of the system`() {
    let missing = #expect(throws: GitError.self) {
      try runProgram(["no-such-program-here"], in: "/", input: nil, environment: nil)
    }
    #expect(missing?.code == .system)
    let nowhere = #expect(throws: GitError.self) {
      try runProgram(["true"], in: "/no/such/folder", input: nil, environment: nil)
    }
    #expect(nowhere?.code == .system)
  }

  @Test func `an argument with a NUL is refused`() {
    let error = #expect(throws: GitError.self) {
      try runGit(["log", "a\0b"], in: "/", input: nil, environment: nil)
    }
    #expect(error?.code == .generic)
  }

  @Test func `the environment of this process can be read`() {
    #expect(ProcessEnvironment.current["PATH"]?.isEmpty == false)
  }
}
