import { useEffect } from 'react';
import { useShell } from './shell-store.ts';

/**
 * While `dirty`, this page counts as an unsaved form: the update prompt warns about it, and nothing reloads by itself.
 */
export function useDirtyForm(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined;
    useShell.setState((s) => ({ dirtyForms: s.dirtyForms + 1 }));
    return () => useShell.setState((s) => ({ dirtyForms: s.dirtyForms - 1 }));
  }, [dirty]);
}
