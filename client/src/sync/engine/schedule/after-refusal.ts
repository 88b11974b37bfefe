import type { Outcome } from '../exchange/outcome.ts';
import type { Next, Rhythm } from './rhythm.ts';
import { waiting } from './waits.ts';

/** After this many refusals of one shape, acts are sent without cursors (S30). */
const TWICE = 2;

/**
 * What follows a refusal (S30). The request is retried once unchanged, then without cursors; if one of several acts is
 * what the server cannot read, half of them are sent. The syncer sets aside an act that is refused alone. These steps
 * follow at once, but repeating one of them has to wait.
 */
export function afterRefusal(
  rhythm: Rhythm,
  { shape, sent, bare, probe }: Extract<Outcome, { kind: 'refused' }>,
  random: number,
): Next {
  const times = rhythm.refused?.shape === shape ? rhythm.refused.times + 1 : 1;
  const next: Rhythm = { ...rhythm, refused: { shape, times }, bare: bare || times >= TWICE };
  const atOnce = (changed: Rhythm): Next => ({ rhythm: changed, phase: 'refused', waitMs: 0 });
  if (bare && sent > 0 && probe === 'answered') return atOnce({ ...next, cap: Math.max(1, Math.floor(sent / 2)) });
  if (!bare && next.bare) return atOnce(next);
  if (!bare && rhythm.attempt === 0) return atOnce({ ...next, attempt: 1 });
  return { ...waiting(next, random, 0), phase: 'refused' };
}
