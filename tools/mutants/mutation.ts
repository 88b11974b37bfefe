/** One small change of a source, which some test should notice. */
export interface Mutation {
  /** Offsets of the replaced text. */
  start: number;
  end: number;
  /** The replacement. */
  text: string;
}
