/** Kinds of callers that ask for expensive work, and the limits of each. */

/** `member`: proven. `unproven`: claims to be a member by a cookie that is not checked yet. `visitor`: anyone else. */
export type Kind = 'member' | 'unproven' | 'visitor';

/** Who asks for a place. Members are not counted by address. */
export interface Caller {
  kind: Kind;
  address: string;
}

/** Limits of one kind of callers. */
export interface Share {
  places: number;
  /** Most callers of one address that are at work or waiting. */
  anAddress: number;
  /**
   * While members are being served, a place stays closed after each piece of work for this many times the duration of
   * that work. Limiting places alone does not bound a flood: three places without pauses keep two processors busy.
   */
  rest?: number;
}

export interface Room {
  /** Most pieces of work at the same time. */
  places: number;
  /**
   * The queue holds as many as are done in this time, in milliseconds. A kind with a share gets its part of the queue.
   */
  waitMs: number;
  shares?: Readonly<Partial<Record<Kind, Share>>>;
}
