/** Which events start an exchange, end a pause, or end a wait (S19). */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';

/** Why an exchange is requested. `more`: the exchange before it left something to do. */
export type Trigger =
  | 'more'
  | 'mutation'
  | 'start'
  | 'online'
  | 'visible'
  | 'poke'
  | 'timer'
  | 'tap'
  | 'signed-in'
  | 'follow'
  | 'background';

/**
 * Whether this event starts an exchange at this eco level (S19). Level 5 stays silent unless acts are pending or the
 * member asks for an exchange.
 */
export function mayStart(why: Trigger, level: EcoLevel, pending: number): boolean {
  if (why === 'start' || why === 'online' || why === 'visible') return ECO[level].eager || pending > 0;
  if (why === 'timer') return ECO[level].every !== null || pending > 0;
  if (why === 'background' || why === 'mutation') return pending > 0;
  return true;
}
/** These triggers end a pause; all others leave it in place. After a 401 it lasts until the member signs in (S21). */
export const endsPause = (why: Trigger): boolean => why === 'tap' || why === 'signed-in' || why === 'start';
/** These triggers end a planned wait, unless the server itself named it (S20). A tap always ends one. */
export const endsWait = (why: Trigger): boolean => why === 'online' || why === 'signed-in';
