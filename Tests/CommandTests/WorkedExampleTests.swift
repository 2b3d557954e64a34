import Testing

/// The worked examples of documents are run, and what they show is what comes of them.
struct WorkedExampleTests {
  @Test(arguments: ["docs/conflicts.md", "docs/ci.md"])
  func `the worked example says what the program says`(name: String) throws {
    try ConsolePage.expectTrue(name)
  }
}
