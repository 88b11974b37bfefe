/** What the simulator records of an act, independent of any storage. */
/** An act as recorded by the simulator, independent of the device's storage. */
export interface Made {
  /** Name in traces: `a3` is the third act of the run. */
  label: string;
  key: string;
  name: string;
  args: Record<string, unknown>;
  /** Its time by the clock of its device, ISO 8601, and how far that clock was off then, ms. */
  madeAt: string;
  skew: number;
  /** The true time when it was first seen in a queue, ms. */
  at: number;
  /** True when it was taken back before it was sent, so that no server will see it. */
  taken: boolean;
  /**
   * True when the act was copied to another device by a file, or is in a restored old copy of a storage: the two copies
   * may be handled independently.
   */
  copied: boolean;
}
/** What a device's member was last shown about an act. */
export type Shown = 'waiting' | 'received' | 'refused';
