extension Rule {
  /// What can be wrong with instructions, in both dialects.
  static let instructionsRules = [
    instructionsApplyToNotAString, instructionsBadGlob, instructionsAudienceNotAList,
    instructionsPathsNotAList, instructionsAppliesOtherwise, instructionsAbsoluteGlob,
    instructionsTooLong, instructionsNeverApplied, instructionsByDescription,
    instructionsUnknownAudience,
  ]
}
