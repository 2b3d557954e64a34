extension Problem {
  /// The stable name of a kind of problem, `stage.pattern`; never renamed, never used for another thing.
  ///
  /// Each has a heading in `docs/problems.md` and a test that provokes it.
  package enum Code: String, CaseIterable, Sendable {
    // The bytes of a source
    case notUTF8 = "model.not-utf8"
    case nulByte = "model.nul-byte"
    case utf16 = "model.utf-16"
    case loneCarriageReturn = "model.lone-carriage-return"
    case byteOrderMark = "model.byte-order-mark"
    case strayByteOrderMark = "model.stray-byte-order-mark"
    case fileTooBig = "model.file-too-big"
    case lineTooLong = "model.line-too-long"
    case conflictMarkers = "model.conflict-markers"
    case tooIntricate = "model.too-intricate"

    // Front matter
    case emptySource = "model.empty-source"
    case unterminatedFrontMatter = "model.unterminated-front-matter"
    case frontMatterTooBig = "model.front-matter-too-big"
    case yamlSyntax = "model.yaml-syntax"
    case yamlDepth = "model.yaml-depth"
    case yamlAlias = "model.yaml-alias"
    case yamlTag = "model.yaml-tag"
    case yamlDirective = "model.yaml-directive"
    case yamlDocuments = "model.yaml-documents"
    case yamlKey = "model.yaml-key"
    case yamlDuplicateKey = "model.yaml-duplicate-key"
    case yamlLimit = "model.yaml-limit"
    case misspeltKey = "model.misspelt-key"
    case unknownKey = "model.unknown-key"
    case wrongType = "model.wrong-type"

    // The library
    case badID = "model.bad-id"
    case duplicateID = "model.duplicate-id"
    case partsWithoutDocument = "model.parts-without-document"
    case sourceNotPlainFile = "model.source-not-plain-file"
    case executableSource = "model.executable-source"
    case pathTwins = "model.path-twins"
    case unportablePath = "model.unportable-path"

    // References
    case missingReference = "model.missing-reference"
    case escapingReference = "model.escaping-reference"
    case referenceCycle = "model.reference-cycle"
    case referenceLimit = "model.reference-limit"
    case uninlinableReference = "model.uninlinable-reference"

    // Configuration
    case configSyntax = "config.syntax"
    case configUnknownKey = "config.unknown-key"
    case configWrongType = "config.wrong-type"
    case configBadValue = "config.bad-value"
    case configBadPath = "config.bad-path"
    case configRootEmpty = "config.root-matches-nothing"

    // Reading the repository
    case notARepository = "repository.not-found"
    case unsupportedRepository = "repository.unsupported"
    case refusedRepository = "repository.refused"
    case missingObject = "repository.missing-object"
    case badTree = "repository.bad-tree"
    case unknownRevision = "repository.unknown-revision"
    case damagedRegistry = "scan.damaged-registry"
    case tooManyEntries = "scan.too-many-entries"
    case tooManyAgents = "scan.too-many-agents"
    case tooDeep = "scan.too-deep"
    case tooMuchText = "scan.too-much-text"

    // Generating
    case outputTwins = "generate.output-twins"
    case outputIsSource = "generate.output-is-source"
    case outputNotAllowed = "generate.output-not-allowed"
    case outputTooBig = "generate.output-too-big"
    case idNotASCII = "generate.id-not-ascii"
    case skillName = "generate.skill-name"
    case missingDescription = "generate.missing-description"
    case longDescription = "generate.long-description"
    case unknownTool = "generate.unknown-tool"
    case unmappedModel = "generate.unmapped-model"
    case bodyTooLong = "generate.body-too-long"
    case unknownHandoff = "generate.unknown-handoff"
    case encodedLink = "generate.encoded-link"
    case handoffLabel = "generate.handoff-label"
    case agentsNeedTool = "generate.agents-need-tool"

    // Merging
    case mergeConflict = "merge.conflict"
    case foreignOutput = "merge.foreign-output"
    case unknownBase = "merge.unknown-base"
    case deletedAndChanged = "merge.deleted-and-changed"
    case goneButEdited = "merge.gone-but-edited"
    case takenUpEdit = "merge.taken-up-edit"
    case movedEdit = "merge.moved-edit"
    case mergeTooBig = "merge.too-big"
    case driverUnregistered = "merge.driver-unregistered"
    case conflictsOpen = "merge.conflicts-open"
    case noConflictOpen = "merge.no-conflict-open"
    case unsettled = "merge.unsettled"
    case cannotResolve = "merge.cannot-resolve"

    // Validating
    case massRemoval = "validate.mass-removal"
    case symbolicLink = "validate.symbolic-link"

    // Applying
    case repositoryBusy = "apply.repository-busy"
    case unmergedIndex = "apply.unmerged-index"
    case locked = "apply.locked"
    case staleBase = "apply.stale-base"
    case worktreeConflict = "apply.worktree-conflict"
    case indexConflict = "apply.index-conflict"
    case untrackedInTheWay = "apply.untracked-in-the-way"
    case notAPlainFile = "apply.not-a-plain-file"
    case cannotWrite = "apply.cannot-write"
    case cannotCommit = "apply.cannot-commit"
    case cannotSign = "apply.cannot-sign"
    case noIdentity = "apply.no-identity"
    case bareRepository = "apply.bare-repository"

    // Recording
    case nothingToUndo = "record.nothing-to-undo"
    case changedSince = "record.changed-since"
    case damagedRecord = "record.damaged"
    case badMemory = "record.bad-memory"
    case memoryNotExchanged = "record.memory-not-exchanged"

    // The command line
    case unknownAgent = "command.unknown-agent"
    case unknownOutput = "command.unknown-output"
    case wrongUsage = "command.usage"
    case ioFailure = "command.io"
    case unknownSettlement = "command.unknown-settlement"
    case unknownRemote = "command.unknown-remote"
    case unknownPath = "command.unknown-path"
  }
}
