/**
 * The SAKA figures that anyone may read, partners and the app's own pages alike (R13). The schemas are strict: a field
 * that is not listed here is never sent.
 */
import * as z from 'zod/mini';

/**
 * The grains moved through the four stations of the cycle. `planted` is net of refunds, so that of a day may be
 * negative (R11).
 */
const figures = { harvested: z.int(), planted: z.int(), composted: z.int(), redistributed: z.int() };
const cycleFigures = z.strictObject(figures);
export type CycleFigures = z.infer<typeof cycleFigures>;

/** How many UTC days a series looks back. */
export const SERIES_DAYS = 30;
/** One UTC day, `YYYY-MM-DD`; days on which nothing moved are left out. */
const dayFigures = z.strictObject({ day: z.iso.date(), ...figures });
export type DayFigures = z.infer<typeof dayFigures>;

const season = z.strictObject({
  id: z.guid(),
  name: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  active: z.boolean(),
  ...figures,
  /** The last 30 days up to today, or up to the end of the season. */
  days: z.array(dayFigures),
});
export type SeasonFigures = z.infer<typeof season>;

/** The seasons, newest first, and the movements outside of all of them. */
export const publicCycles = z.strictObject({
  items: z.array(season),
  outside: z.strictObject({ ...figures, days: z.array(dayFigures) }),
  asOf: z.iso.datetime(),
});
export type PublicCycles = z.infer<typeof publicCycles>;

export const publicStats = z.strictObject({
  /** Grains in wallets now; the other figures count all movements ever. */
  inWallets: z.int(),
  ...figures,
  silo: z.int(),
  wallets: z.int(),
  asOf: z.iso.datetime(),
});
export type PublicStats = z.infer<typeof publicStats>;

export const publicTop = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.guid(),
      title: z.string(),
      community: z.guid(),
      communityName: z.string(),
      score: z.int(),
      supporters: z.int(),
    }),
  ),
});
export type PublicTop = z.infer<typeof publicTop>;

/**
 * A run of compost or redistribution, with the parameters it was frozen with (R8). It does not say who requested it.
 */
const run = z.strictObject({
  kind: z.enum(['compost', 'redistribution']),
  at: z.iso.datetime(),
  source: z.enum(['schedule', 'command', 'person']),
  parameters: z.record(z.string(), z.int()),
  state: z.string(),
  cycle: z.nullable(z.guid()),
  frozenAt: z.iso.datetime(),
  endedAt: z.nullable(z.iso.datetime()),
  /**
   * `frozen`: wallets on its list. `share`: what each gets of a redistribution. `wallets` and `grains`: how many really
   * gave or got, and how much. `leftOut`: wallets left out because their members acted in the meantime.
   */
  frozen: z.int(),
  share: z.nullable(z.int()),
  wallets: z.int(),
  grains: z.int(),
  leftOut: z.int(),
  stopped: z.nullable(z.string()),
});
export type PublicRun = z.infer<typeof run>;

/**
 * The Silo: its balance, the grains in and out on each of the last 30 days, the latest runs, and the rules of the next
 * ones (R9).
 */
export const publicSilo = z.strictObject({
  balance: z.int(),
  days: z.array(z.strictObject({ day: z.iso.date(), in: z.int(), out: z.int() })),
  runs: z.array(run),
  rules: z.strictObject({
    compost: z.boolean(),
    compostRate: z.int(),
    compostInactivityDays: z.int(),
    compostMinBalance: z.int(),
    compostMinAmount: z.int(),
    redistribution: z.boolean(),
    redistributionRate: z.int(),
  }),
  asOf: z.iso.datetime(),
});
export type PublicSilo = z.infer<typeof publicSilo>;
