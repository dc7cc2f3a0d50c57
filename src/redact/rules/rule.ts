/** One published format of a credential that can be told by its own characters. */
export interface TokenRule {
  /** Short lower-case name, shown in place of the token. */
  kind: string;
  /**
   * Source of a regular expression without capturing groups, beginning with the literal prefix. It is matched where
   * no letter or digit precedes. Quantifiers are bounded or end the pattern, so that matching stays linear.
   */
  pattern: string;
  /** The format is so loose that identifiers fit it too: the token must look random as well. */
  loose?: true;
}
