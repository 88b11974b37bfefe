/** What anyone may read of SAKA, partners and our own pages alike (R13). Strict: a field that is not named here is never sent. */
import * as z from 'zod/mini';

/** What moved through the four stations of the cycle. `planted` is net of refunds, so a day's may be below zero (R11). */
const figures = { harvested: z.int(), planted: z.int(), composted: z.int(), redistributed: z.int() };
export const cycleFigures = z.strictObject(figures);
export type CycleFigures = z.infer<typeof cycleFigures>;

/** How many UTC days a series looks back. */
export const SERIES_DAYS = 30;
/** One UTC day, `YYYY-MM-DD`; days on which nothing moved are left out. */
const dayFigures = z.strictObject({ day: z.iso.date(), ...figures });
export type DayFigures = z.infer<typeof dayFigures>;

const season = z.strictObject({
  id: z.guid(), name: z.string(), startsAt: z.iso.datetime(), endsAt: z.iso.datetime(), active: z.boolean(), ...figures,
  /** The last 30 days until today, or until it ended. */
  days: z.array(dayFigures),
});
export type SeasonFigures = z.infer<typeof season>;

/** The seasons, newest first, and what moved outside of all of them. */
export const publicCycles = z.strictObject({ items: z.array(season), outside: z.strictObject({ ...figures, days: z.array(dayFigures) }), asOf: z.iso.datetime() });
export type PublicCycles = z.infer<typeof publicCycles>;

export const publicStats = z.strictObject({
  /** Grains in wallets now, and what was ever moved. */
  inWallets: z.int(), ...figures, silo: z.int(), wallets: z.int(), asOf: z.iso.datetime(),
});
export type PublicStats = z.infer<typeof publicStats>;

export const publicTop = z.strictObject({
  items: z.array(z.strictObject({ id: z.guid(), title: z.string(), community: z.guid(), communityName: z.string(), score: z.int(), supporters: z.int() })),
});
export type PublicTop = z.infer<typeof publicTop>;

/** R8: a run of compost or redistribution, with what it was frozen with. Who asked for it is not said. */
const run = z.strictObject({
  kind: z.enum(['compost', 'redistribution']), at: z.iso.datetime(), source: z.enum(['schedule', 'command', 'person']), parameters: z.record(z.string(), z.int()),
  state: z.string(), cycle: z.nullable(z.guid()), frozenAt: z.iso.datetime(), endedAt: z.nullable(z.iso.datetime()),
  /** Wallets on its list; what each gets of a redistribution; who really gave or got, and what; who was left out, having acted meanwhile. */
  frozen: z.int(), share: z.nullable(z.int()), wallets: z.int(), grains: z.int(), leftOut: z.int(), stopped: z.nullable(z.string()),
});
export type PublicRun = z.infer<typeof run>;

/** The Silo, what came in and went out on each of the last 30 days, the latest runs, and what the next ones will go by (R9). */
export const publicSilo = z.strictObject({
  balance: z.int(), days: z.array(z.strictObject({ day: z.iso.date(), in: z.int(), out: z.int() })), runs: z.array(run),
  rules: z.strictObject({
    compost: z.boolean(), compostRate: z.int(), compostInactivityDays: z.int(), compostMinBalance: z.int(), compostMinAmount: z.int(),
    redistribution: z.boolean(), redistributionRate: z.int(),
  }),
  asOf: z.iso.datetime(),
});
export type PublicSilo = z.infer<typeof publicSilo>;
