/** The community whose tools are open, for an animator of several. Kept in memory until the app is closed. */
import type { Community } from '@egoejo/shared/communities/model.ts';
import { create } from 'zustand';

const useStore = create<{ id: string | null }>(() => ({ id: null }));
export const choose = (id: string): void => useStore.setState({ id });

/** The chosen one; before a choice the first that is not archived. */
export function useChosen(communities: readonly Community[]): Community | undefined {
  const id = useStore((s) => s.id);
  return communities.find((c) => c.id === id) ?? communities.find((c) => !c.archivedAt) ?? communities[0];
}
