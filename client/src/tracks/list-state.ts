/** Search and filters of the tracks, in memory, so that opening a track and returning keeps them. */
import { create } from 'zustand';
import { NO_FILTER, type TrackFilter } from './list.ts';

export const useTrackFilter = create<TrackFilter>(() => NO_FILTER);
export const setFilter = (change: Partial<TrackFilter>): void => useTrackFilter.setState(change);
export const resetFilter = (): void => useTrackFilter.setState(NO_FILTER);
