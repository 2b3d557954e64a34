extension GitError {
  /// This error with a sentence and a cure where libgit2's own words help nobody.
  ///
  /// libgit2 1.5 answers -1 to every format that it does not know; only its text tells them apart.
  package var explained: GitError {
    for (sign, message, hint) in GitError.unserved where self.message.contains(sign) {
      return GitError(code: .unsupported, message: message, function: function, hint: hint)
    }
    if code == .generic, message.hasPrefix("unsupported ") {
      return GitError(
        code: .unsupported,
        message: message,
        function: function,
        hint: "the installed git cannot read this repository either; a newer one may"
      )
    }
    return self
  }

  private static let unserved: [(sign: String, message: String, hint: String)] = [
    (
      "extensions.objectformat",
      "the repository names its objects by SHA-256, which is not supported",
      "use a repository made with: git init --object-format=sha1"
    ),
    (
      "extensions.compatobjectformat",
      "the repository names its objects by two hashes, which is not supported",
      "use a repository made with: git init --object-format=sha1"
    ),
    (
      "extensions.refstorage",
      "the repository keeps its references in a reftable, which the installed git cannot read either",
      "install git 2.45 or later; or where there is one: git refs migrate --ref-format=files"
    ),
    (
      "mandatory extension: 'link'",
      "the index is split in two files, which is not supported",
      "join them with: git update-index --no-split-index"
    ),
    (
      "mandatory extension: 'sdir'",
      "the index is sparse, which is not supported",
      "write it in full with: git sparse-checkout reapply --no-sparse-index"
    ),
  ]
}
