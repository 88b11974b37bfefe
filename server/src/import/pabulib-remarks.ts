/** What an operator is told about the lines and the figures of a `.pb` file. */
import type { PabulibReport } from './pabulib-report.ts';
import { faultText } from './on-path.ts';

type Remarks = { mended: PabulibReport['mended']; gaps: readonly PabulibReport['gaps'][number][] };
/** Lines that are named one by one. */
const NAMED = 100;

/** Differences that no mended ballot explains. */
export const unexplained = ({ gaps }: Pick<Remarks, 'gaps'>): Remarks['gaps'] => gaps.filter((g) => !g.why);

/** A line for each mended ballot and each figure that differs. */
export const remarksOn = (name: string, { mended, gaps }: Remarks): string[] => [
  ...mended.slice(0, NAMED).map(({ code, line, reason }) => faultText(name, { code, params: { line, reason } })),
  ...(mended.length > NAMED ? [`${name}: ${mended.length - NAMED} more ballots of this kind`] : []),
  ...gaps.map(
    ({ id, check, expected, found, why }) =>
      `${name}: project ${id}: ${check} is ${expected} in the file, recounted ${found}${why ? `: ${why}` : ''}`,
  ),
];
