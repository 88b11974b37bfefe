/** What other features may use of projects: their list of one community, and their usual currency. */
import { NO_FILTER } from './list.ts';
import { useListState } from './list-state.ts';

export { useUsualCurrency } from './queries.ts';

/** Filters the list by one community; navigate to `/projets` afterwards. */
export const showProjectsOf = (community: string): void =>
  useListState.setState({ query: '', filter: { ...NO_FILTER, community } });
