/** The demo's seasons: the one at `now` is active, the one before it shows what a finished season looks like. */

export interface Season {
  name: string;
  startsAt: Date;
  endsAt: Date;
  active: boolean;
}
/** Names of the northern seasons, with the month and day on which each begins. */
const STARTS = [
  ['Printemps', 3, 20],
  ['Été', 6, 21],
  ['Automne', 9, 22],
  ['Hiver', 12, 21],
] as const;

export function seasonsAround(now: Date): Season[] {
  const year = now.getUTCFullYear();
  const all = [year - 1, year, year + 1].flatMap((y) =>
    STARTS.map(([name, month, day]) => ({ name: `${name} ${y}`, startsAt: new Date(Date.UTC(y, month - 1, day)) })),
  );
  const at = all.findLastIndex((s) => s.startsAt <= now);
  return [at - 1, at].map((i) => ({ ...all[i]!, endsAt: all[i + 1]!.startsAt, active: i === at }));
}
