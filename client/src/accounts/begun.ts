/** What this tab remembers of a sign-in that it sent to another site, so that only this tab accepts the return. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { session } from '../platform/storage/local.ts';

const STORED = 'egoejo.signIn';

/**
 * Starts a sign-in at another site from this tab.
 * @returns the value that the return must carry
 */
export function beginElsewhere(): string {
  const begun = newId();
  session().setItem(STORED, begun);
  return begun;
}

/** True once, for the value that `beginElsewhere` returned last in this tab. */
export function endElsewhere(brought: string): boolean {
  const begun = session().getItem(STORED);
  session().removeItem(STORED);
  return begun !== null && begun === brought;
}
