/** A stretch of listening that ended with the page, kept on this device until it can be reported (L8). */
import { local } from '../../platform/storage/local.ts';
import { keepLocally } from '../../platform/storage/quota-error.ts';
import type { Report } from './stretch.ts';

const KEPT = 'egoejo.heard.stretch';

/** Keeps it at once: a page that is left has no time for the queue of acts. */
export const keepStretch = (report: Report): void => keepLocally(KEPT, JSON.stringify(report));

/** Takes out what was kept for this member. That of another one is forgotten. */
export function takeStretch(member: string): Report | null {
  const kept = JSON.parse(local().getItem(KEPT) ?? 'null') as Report | null;
  local().removeItem(KEPT);
  return kept?.member === member ? kept : null;
}
