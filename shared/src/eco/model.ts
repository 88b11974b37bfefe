/** Eco levels: one table, read by every feature. What a level turns off is neither requested nor drawn. */
export type EcoLevel = 1 | 2 | 3 | 4 | 5;
export interface EcoRules {
  name: 'full' | 'light' | 'flat' | 'minimal' | 'text';
  constellation: 'effects' | 'points' | 'flat' | 'list';
  /** The size fetched automatically; 'tap': a colour field until tapped. */
  images: 'l' | 'm' | 's' | 'tap' | 'never';
  motion: 'all' | 'short' | 'none';
  /** Holds an event stream open for pokes (S25). */
  pokes: boolean;
  prefetch: boolean;
  /** Long texts come with the sync; otherwise they are fetched when opened. */
  texts: boolean;
  /** Milliseconds between timed exchanges; null: none. */
  every: number | null;
  /** The triggers start, online and visible exchange even with an empty outbox (S19). */
  eager: boolean;
  /** The most kbit/s in which a track is heard. */
  sound: 128 | 64 | 32;
  /** The next track of a queue begins by itself. */
  soundGoesOn: boolean;
}

export const ECO: Readonly<Record<EcoLevel, EcoRules>> = {
  1: {
    name: 'full',
    constellation: 'effects',
    images: 'l',
    motion: 'all',
    pokes: true,
    prefetch: true,
    texts: true,
    every: 5 * 60_000,
    eager: true,
    sound: 128,
    soundGoesOn: true,
  },
  2: {
    name: 'light',
    constellation: 'points',
    images: 'm',
    motion: 'all',
    pokes: true,
    prefetch: true,
    texts: true,
    every: 5 * 60_000,
    eager: true,
    sound: 128,
    soundGoesOn: true,
  },
  3: {
    name: 'flat',
    constellation: 'flat',
    images: 's',
    motion: 'short',
    pokes: true,
    prefetch: false,
    texts: true,
    every: 5 * 60_000,
    eager: true,
    sound: 64,
    soundGoesOn: true,
  },
  4: {
    name: 'minimal',
    constellation: 'list',
    images: 'tap',
    motion: 'none',
    pokes: false,
    prefetch: false,
    texts: false,
    every: 15 * 60_000,
    eager: true,
    sound: 32,
    soundGoesOn: true,
  },
  5: {
    name: 'text',
    constellation: 'list',
    images: 'never',
    motion: 'none',
    pokes: false,
    prefetch: false,
    texts: false,
    every: null,
    eager: false,
    sound: 32,
    soundGoesOn: false,
  },
};

/** What a device reports about itself; undefined where the browser does not say. */
export interface DeviceHints {
  battery?: { level: number; charging: boolean } | undefined;
  effectiveType?: string | undefined;
  saveData?: boolean | undefined;
  prefersReducedData?: boolean | undefined;
  memoryGb?: number | undefined;
  cores?: number | undefined;
  /** How far the monthly data budget that the member set is used up. */
  dataBudget?: BudgetState | undefined;
}
/** 'near': 80 % or more of the budget is used; 'over': more than the whole budget. */
export type BudgetState = 'fine' | 'near' | 'over';

/** The automatic level: the first rule that applies. The member's own choice wins over it. */
export function autoLevel(h: DeviceHints): EcoLevel {
  const draining = h.battery && !h.battery.charging ? h.battery.level : 1;
  if (draining < 0.15 || h.effectiveType === '2g' || h.effectiveType === 'slow-2g' || h.dataBudget === 'over') return 5;
  if (draining < 0.3 || h.saveData || h.prefersReducedData || h.dataBudget === 'near') return 4;
  if (h.effectiveType === '3g' || (h.memoryGb ?? 99) <= 2 || (h.cores ?? 99) <= 4) return 3;
  const known = h.battery ?? h.effectiveType ?? h.saveData ?? h.memoryGb ?? h.cores;
  return known === undefined ? 2 : 1;
}
