/** A stretch of listening that ended with the page, kept on this device until it can be reported (L8). */
import { local } from '../../platform/storage/local.ts';
import { keepLocally } from '../../platform/storage/quota-error.ts';
import type { Report } from './stretch.ts';

const keptFor = (member: string): string => `egoejo.heard.stretch.${member}`;

/** Keeps it at once: a page that is left has no time for the queue of acts. */
export const keepStretch = (report: Report): void => keepLocally(keptFor(report.member), JSON.stringify(report));

/** Takes out what was kept for this member. */
export function takeStretch(member: string): Report | null {
  const kept = JSON.parse(local().getItem(keptFor(member)) ?? 'null') as Report | null;
  local().removeItem(keptFor(member));
  return kept;
}
