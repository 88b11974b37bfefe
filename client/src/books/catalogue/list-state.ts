/** Search and filters of the catalogue, in memory, so that opening a work and returning keeps them. */
import { create } from 'zustand';
import { NO_FILTER, type WorkFilter } from './list.ts';

interface ListState {
  query: string;
  filter: WorkFilter;
  /** The first work listed, which a wide screen shows beside the list until another is chosen. */
  first: string | null;
}
export const useListState = create<ListState>(() => ({ query: '', filter: NO_FILTER, first: null }));
export const setFirst = (first: string | null): void => useListState.setState({ first });
export const setQuery = (query: string): void => useListState.setState({ query });
export const setFilter = (change: Partial<WorkFilter>): void =>
  useListState.setState((s) => ({ filter: { ...s.filter, ...change } }));
export const resetList = (): void => useListState.setState({ query: '', filter: NO_FILTER });
