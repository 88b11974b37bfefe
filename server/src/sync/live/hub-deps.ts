/** What the hub of the live channel needs of the rest of the server. */
import type { Queryable } from '../../platform/database/database.ts';
import type { Pokes } from '../pokes/pokes.ts';
import type { EntitySource } from '../settle/act.ts';

export interface HereTimes {
  /** Between two messages about a scope, ms. */
  pauseMs: number;
  /** How often a process tells its members again, ms. */
  repeatMs: number;
  /** After this long without news the members of another process are forgotten, ms. */
  forgetMs: number;
}
export interface HubDeps {
  db: Queryable;
  pokes: Pick<Pokes, 'subscribeAll' | 'onCurtailed' | 'tell' | 'onTold'> & Partial<Pick<Pokes, 'onLost'>>;
  sources: readonly EntitySource[];
  /** Receives failures of reads; the devices that waited for them exchange. */
  onError(error: unknown): void;
  /** Tests use shorter ones. */
  times?: Partial<HubTimes>;
}
export interface HubTimes extends HereTimes {
  /** How long a channel may be open without following anything, ms. */
  followMs: number;
  /** LIVE.frames may come in this time, ms. */
  framesMs: number;
  /** Between two frames of a device that its member types, ms. */
  typingMs: number;
}
