/** Search and filters of the list, in memory, so that visiting a project and returning keeps them. */
import { create } from 'zustand';
import { NO_FILTER, type ProjectFilter } from './list.ts';

interface ListState {
  query: string;
  filter: ProjectFilter;
  /** The first project listed, which a wide screen shows beside the list until another is chosen. */
  first: string | null;
}
export const useListState = create<ListState>(() => ({ query: '', filter: NO_FILTER, first: null }));
export const setQuery = (query: string): void => useListState.setState({ query });
export const setFirst = (first: string | null): void => useListState.setState({ first });
export const setFilter = (change: Partial<ProjectFilter>): void =>
  useListState.setState((s) => ({ filter: { ...s.filter, ...change } }));
export const resetList = (): void => useListState.setState({ query: '', filter: NO_FILTER });
