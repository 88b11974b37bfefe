/** State of the shell before and after the sync engine is loaded; in memory only. */
import type { ReactNode } from 'react';
import { create } from 'zustand';

interface ShellState {
  /** 'light': on a first visit, when only the first screen is loaded. */
  engine: 'light' | 'ready';
  /** The number of queued acts of this member, for the badges on Moi and on the app's icon. */
  pending: number;
  /** The number of open forms with unsaved changes; an update waits for them. */
  dirtyForms: number;
  /** This browser stores nothing for the app: all data end with the page. */
  unkept: boolean;
  /** This browser refused the service worker: the app does not open without a network. */
  onlineOnly: boolean;
  /** Stands above the navigation of every page while something is heard; null: nothing was played yet. */
  bar: ReactNode;
}
export const useShell = create<ShellState>(() => ({
  engine: 'light',
  pending: 0,
  dirtyForms: 0,
  unkept: false,
  onlineOnly: false,
  bar: null,
}));
