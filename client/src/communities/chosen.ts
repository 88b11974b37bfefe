/** The community whose tools an animator of several has open. In memory: remembered for the visit. */
import type { Community } from '@egoejo/shared/communities/model.ts';
import { create } from 'zustand';

const useStore = create<{ id: string | null }>(() => ({ id: null }));
export const choose = (id: string): void => useStore.setState({ id });

/** The chosen one; before a choice the first that is not archived. */
export function useChosen(communities: readonly Community[]): Community | undefined {
  const id = useStore((s) => s.id);
  return communities.find((c) => c.id === id) ?? communities.find((c) => !c.archivedAt) ?? communities[0];
}
