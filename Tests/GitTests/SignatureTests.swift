import Git
import TestSupport
import Testing

struct SignatureTests {
  @Test func `an ordinary line is read in full`() {
    let signature = Signature(parsing: "Ada Lovelace <ada@example.com> 1700000000 +0130".utf8)
    #expect(signature.name == "Ada Lovelace")
    #expect(signature.email == "ada@example.com")
    #expect(signature.seconds == 1_700_000_000)
    #expect(signature.offsetMinutes == 90)
    #expect(
      String(decoding: signature.header, as: UTF8.self)
        == "Ada Lovelace <ada@example.com> 1700000000 +0130"
    )
  }

  @Test func `zones west of Greenwich are negative`() {
    let signature = Signature(parsing: "A <a> 5 -0330".utf8)
    #expect(signature.offsetMinutes == -210)
    #expect(String(decoding: signature.header, as: UTF8.self) == "A <a> 5 -0330")
  }

  @Test func `what git does not allow is left out of the header`() {
    let signature = Signature(
      name: " .A\n<B>, ",
      email: "<a@x>\n",
      seconds: 1,
      offsetMinutes: 0
    )
    #expect(String(decoding: signature.header, as: UTF8.self) == "AB <a@x> 1 +0000")
  }

  @Test(arguments: [
    "A <a@x> 1700000000 +0000", "A <a@x>", "A <a@x> ", "<a@x> 5 +0000", "A B C <> 12 -0700",
    "  A   <  a@x  > 1234567890 +1234", "A <a@x> 1700000000",
  ])
  func `names and dates are what git shows`(_ line: String) throws {
    let repository = try TemporaryRepository()
    let id = try repository.commit(header: "author \(line)\ncommitter \(line)", message: "m")
    let shown = try repository.git("show", "-s", "--format=%an|%ae|%at", id.hex)
    let author = try repository.open().readCommit(id).author
    let date = author.seconds == 0 ? "" : "\(author.seconds)"
    #expect("\(author.name)|\(author.email)|\(date)" == shown)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any bytes can be read`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("<> 0123456789+-\0\nä".utf8)
    let count = Int.random(in: 0..<40, using: &random)
    let line = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let signature = Signature(parsing: line)
    #expect(Signature(parsing: signature.header).seconds == signature.seconds)
  }
}
