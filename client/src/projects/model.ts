/** What other features may do with the list of projects. */
import { NO_FILTER } from './list.ts';
import { useListState } from './list-state.ts';

/** Sets the list to the projects of one community; go to `/projets` then. */
export const showProjectsOf = (community: string): void => useListState.setState({ query: '', filter: { ...NO_FILTER, community } });
