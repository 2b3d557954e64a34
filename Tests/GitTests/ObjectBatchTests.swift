import Git
import TestSupport
import Testing

struct ObjectBatchTests {
  @Test(arguments: [0, 1, 100, 101, 1000])
  func `what is written is what git reads`(count: Int) throws {
    let files = try TemporaryRepository()
    var batch = ObjectBatch()
    var ids: [ObjectID] = []
    for number in 0..<count {
      ids.append(try batch.add(.blob, Array("blob \(number)\n".utf8)))
    }
    let repository = try files.open()
    try batch.write(to: repository)
    for (number, id) in ids.enumerated() {
      #expect(try repository.readBlob(id) == Array("blob \(number)\n".utf8))
    }
    let report = try files.git("count-objects", "-v")
    #expect(report.contains(count > 100 ? "in-pack: \(count)\n" : "count: \(count)\n"))
    #expect(try files.git("fsck", "--strict", "--no-dangling").isEmpty)
  }

  @Test func `what is there already is not written twice`() throws {
    let files = try TemporaryRepository()
    var batch = ObjectBatch()
    for number in 0..<150 { _ = try batch.add(.blob, Array("blob \(number)\n".utf8)) }
    _ = try batch.add(.blob, Array("blob 7\n".utf8))
    #expect(batch.objects.count == 150)
    try batch.write(to: files.open())
    try batch.write(to: files.open())
    #expect(try files.git("count-objects", "-v").contains("packs: 1\n"))
  }

  @Test func `an object's name is git's`() throws {
    let files = try TemporaryRepository()
    let empty = try NewObject(.blob, [])
    #expect(empty.id.hex == (try files.git("hash-object", "--stdin", input: "")))
    #expect(try NewObject(.tree, []).id.hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  }

  @Test func `the quarantine of a push takes the objects`() throws {
    let files = try TemporaryRepository()
    try files.write(".git/quarantine/pack/.keep", "")
    var environment = files.environment
    environment["GIT_OBJECT_DIRECTORY"] = files.root.string + "/.git/quarantine"
    environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = files.root.string + "/.git/objects"
    let location = try RepositoryLocation.discover(from: files.root, environment: environment)
    var batch = ObjectBatch()
    for number in 0..<150 { _ = try batch.add(.blob, Array("blob \(number)\n".utf8)) }
    try batch.write(to: location.open())
    #expect(try files.git("count-objects", "-v").contains("packs: 0\n"))
  }
}
