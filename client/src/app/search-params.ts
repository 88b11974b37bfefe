/** The search parameters that routes take, checked. */
import { readCode, spelled } from '@egoejo/shared/invitations/model.ts';
import { safePath } from './safe-path.ts';

const word = (v: unknown): string | undefined =>
  typeof v === 'string' || typeof v === 'number' ? String(v) : undefined;
/** The page to open after a sign-in. */
export const withNext = (search: Record<string, unknown>): { suite?: string } => {
  const suite = safePath(search.suite);
  return suite === undefined ? {} : { suite };
};
/** The search parameters on return from an external sign-in provider: signed in there, or refused with a code. */
export const fromProvider = (search: Record<string, unknown>): { suite?: string; entree?: string; echec?: string } => {
  const { entree, echec } = { entree: word(search['entree']), echec: word(search['echec']) };
  return { ...withNext(search), ...(entree && { entree }), ...(echec && { echec }) };
};
/** What another app shares with this one. */
export const shared = (search: Record<string, unknown>): { title?: string; text?: string; url?: string } => {
  const { title, text, url } = { title: word(search.title), text: word(search.text), url: word(search.url) };
  return { ...(title && { title }), ...(text && { text }), ...(url && { url }) };
};
/** The code of the member who invites. */
export const invitedBy = (search: Record<string, unknown>): { par?: string } => {
  const par = readCode(word(search['par']) ?? '');
  return par === null ? {} : { par: spelled(par) };
};
/** What the search page searches for. */
export const searched = (search: Record<string, unknown>): { q?: string } => {
  const q = word(search['q']);
  return q ? { q } : {};
};
