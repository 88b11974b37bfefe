/** What the shell knows before and after the sync engine is there; ephemeral. */
import { create } from 'zustand';

interface ShellState {
  /** 'light': first visit, nothing but the first screen is loaded. */
  engine: 'light' | 'ready';
  /** Queued acts of this member: the badge on Moi and on the app's icon. */
  pending: number;
  /** Open forms with unsaved changes: an update waits for them. */
  dirtyForms: number;
}
export const useShell = create<ShellState>(() => ({ engine: 'light', pending: 0, dirtyForms: 0 }));
