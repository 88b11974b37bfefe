/** A part of a text and what a mutation puts there; `mutationsOf` gives each as a change. */
export interface Span {
  /** Offsets of the replaced text. */
  start: number;
  end: number;
  /** The replacement. */
  text: string;
}
