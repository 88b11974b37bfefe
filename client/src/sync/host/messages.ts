/** The messages between a page and its sync worker. */
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { SyncStatus } from '../engine/status.ts';
import type { PageLine } from '../engine/protocol.ts';
import type { Identity } from '../engine/identity.ts';
import type { Trigger } from '../engine/schedule/triggers.ts';

export type ToWorker =
  | { t: 'open'; who: Identity; eco: EcoLevel; token: string | null; build: string | undefined }
  | { t: 'trigger'; why: Trigger }
  | { t: 'page'; page: PageLine; epoch: string | null }
  | { t: 'eco'; level: EcoLevel }
  | { t: 'token'; token: string | null }
  /** Answered with the same `n` once everything that can be done now is done. */
  | { t: 'idle'; n: number }
  /** Asks only for the answer that every message gets: it was heard. */
  | { t: 'hello' };
export type FromWorker =
  | { t: 'heard' }
  | { t: 'status'; patch: Partial<SyncStatus> }
  | { t: 'token'; token: string | null }
  | { t: 'bytes'; path: string; bytes: number }
  | { t: 'idle'; n: number };
