/** What the player does, for those who show it. */
import type { Failure } from '@egoejo/shared/platform/result.ts';
import { create } from 'zustand';
import { NOTHING, type Heard } from './queue.ts';

/** How fast a track can be played. */
export const RATES = [0.75, 1, 1.25, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];
/** When the player stops by itself: after so many minutes, at the end of the track, or not. */
export const SLEEPS = ['off', '15', '30', '60', 'track'] as const;
export type Sleep = (typeof SLEEPS)[number];

interface PlayerState {
  queue: readonly Heard[];
  /** The place in the queue of the track that is heard; -1: none. */
  at: number;
  phase: 'loading' | 'playing' | 'paused';
  /** The place in the track, seconds. */
  place: number;
  rate: Rate;
  sleep: Sleep;
  /** Why the track cannot be heard. */
  failed: Failure | null;
}
export const usePlayer = create<PlayerState>(() => ({
  ...NOTHING,
  phase: 'paused',
  place: 0,
  rate: 1,
  sleep: 'off',
  failed: null,
}));

/** The track that is heard, or was and is paused; null: none. */
export const heardOf = ({ queue, at }: Pick<PlayerState, 'queue' | 'at'>): Heard | null => queue[at] ?? null;
/** What the player does with a track. */
export const phaseOf =
  (id: string) =>
  (state: PlayerState): PlayerState['phase'] =>
    heardOf(state)?.id === id ? state.phase : 'paused';
