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
    case overLimit = "command.over-limit"

    // Rules, each with a page of its own: headers of all kinds
    case headerSyntax = "header.syntax"
    case headerDuplicateKey = "header.duplicate-key"
    case headerMissingValue = "header.missing-value"
    case headerNotAMap = "header.not-a-map"
    case headerReadOtherwise = "header.read-otherwise"
    case headerUnclosed = "header.unclosed"
    case headerByteOrderMark = "header.byte-order-mark"
    case headerUnknownKey = "header.unknown-key"
    case headerIgnoredKey = "header.ignored-key"
    case headerNotAString = "header.not-a-string"
    case headerEmptyValue = "header.empty-value"
    case headerEmptyHint = "header.empty-argument-hint"
    case headerNotABoolean = "header.not-a-boolean"

    // Prompts
    case promptModeBesideAgent = "prompt.mode-beside-agent"
    case promptMode = "prompt.mode"
    case promptUnknownAgent = "prompt.unknown-agent"
    case promptToolsUnused = "prompt.tools-unused"

    // Tools and language models
    case toolsNotAList = "tools.not-a-list"
    case toolsNotAString = "tools.not-a-string"
    case toolsRenamed = "tools.renamed"
    case toolsUnknownServer = "tools.unknown-server"
    case toolsUnknownExtension = "tools.unknown-extension"
    case toolsUnknown = "tools.unknown"
    case languageModelNotAName = "language-model.not-a-name"
    case languageModelEmpty = "language-model.empty"
    case languageModelUnknown = "language-model.unknown"

    // Agents
    case agentChatMode = "agent.chat-mode"
    case agentBadTarget = "agent.bad-target"
    case agentInfer = "agent.infer"
    case agentNotAList = "agent.not-a-list"
    case agentUnknownSubagent = "agent.unknown-subagent"
    case agentNeedsAgentTool = "agent.needs-agent-tool"
    case agentBadPermission = "agent.bad-permission"
    case agentUnknownPermission = "agent.unknown-permission"
    case agentClaudeValue = "agent.claude-value"
    case agentNoDescription = "agent.no-description"
    case agentTooLong = "agent.too-long"
    case agentFileName = "agent.file-name"
    case agentSameName = "agent.same-name"

    // Handoffs
    case handoffNotAList = "handoff.not-a-list"
    case handoffEmptyLabel = "handoff.empty-label"
    case handoffLabelWithoutLetters = "handoff.label-without-letters"
    case handoffEmptyAgent = "handoff.empty-agent"
    case handoffUnknownAgent = "handoff.unknown-agent"
    case handoffBadValue = "handoff.bad-value"
    case handoffUnknownKey = "handoff.unknown-key"
    case handoffMissingKey = "handoff.missing-key"
    case handoffSameLabel = "handoff.same-label"

    // Hooks of agents
    case hookBadShape = "hook.bad-shape"
    case hookUnknownEvent = "hook.unknown-event"
    case hookUnknownKey = "hook.unknown-key"
    case hookBadType = "hook.bad-type"
    case hookNoCommand = "hook.no-command"
    case hookBadValue = "hook.bad-value"

    // Instructions
    case instructionsApplyToNotAString = "instructions.apply-to-not-a-string"
    case instructionsBadGlob = "instructions.bad-glob"
    case instructionsAudienceNotAList = "instructions.audience-not-a-list"
    case instructionsPathsNotAList = "instructions.paths-not-a-list"
    case instructionsAppliesOtherwise = "instructions.applies-otherwise"
    case instructionsAbsoluteGlob = "instructions.absolute-glob"
    case instructionsTooLong = "instructions.too-long"

    // Skills
    case skillNoName = "skill.no-name"
    case skillNoDescription = "skill.no-description"
    case skillBadName = "skill.bad-name"
    case skillOtherFolder = "skill.other-folder"
    case skillNeedsDescription = "skill.needs-description"
    case skillForkedContext = "skill.forked-context"
    case skillSpecifiedName = "skill.specified-name"
    case skillLongDescription = "skill.long-description"
    case skillUnknownKey = "skill.unknown-key"
    case skillCompatibility = "skill.compatibility"
    case skillTooLong = "skill.too-long"
    case skillSameName = "skill.same-name"

    // Bodies
    case bodyMissingFile = "body.missing-file"
    case bodyLiteralTarget = "body.literal-target"
    case bodyRootedTarget = "body.rooted-target"
    case bodyRenamedTool = "body.renamed-tool"
    case bodyUnknownTool = "body.unknown-tool"
    case bodyDisabledTool = "body.disabled-tool"
    case bodyUnknownVariable = "body.unknown-variable"

    // Hidden text
    case hiddenInvisible = "hidden.invisible-character"
    case hiddenDirection = "hidden.direction-character"
    case hiddenTag = "hidden.tag-character"
    case hiddenVariation = "hidden.variation-selector"
    case hiddenControl = "hidden.control-character"
    case hiddenPrivate = "hidden.private-character"
    case hiddenMixedScript = "hidden.mixed-script"
    case hiddenMixedIdentifier = "hidden.mixed-identifier"
    case hiddenComment = "hidden.comment"
    case hiddenDefinition = "hidden.definition"
    case hiddenMarkup = "hidden.markup"
    case hiddenPadding = "hidden.padding"
    case hiddenDataAddress = "hidden.data-address"
    case hiddenImageQuery = "hidden.image-query"

    // Credentials
    case credentialLiteral = "credential.literal"

    // Power that a change brings
    case powerTools = "power.tools"
    case powerProgram = "power.program"
    case powerServer = "power.server"
    case powerSentHandoff = "power.sent-handoff"
    case powerSubagents = "power.subagents"
    case powerApplies = "power.applies"
    case powerSetting = "power.setting"
    case powerConfiguration = "power.configuration"
  }
}
