import { activeOnly, animates, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface Announcing extends Standing {
  /** It is to all members, not to those of one community. */
  toAll: boolean;
  administers: boolean;
}
export const announcing = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  ['announcement.not_administrator', (s) => s.toAll && !s.administers],
  ['community.not_animator', (s) => !s.toAll && !animates(s)],
  openOnly,
] as const satisfies readonly Refusal<Announcing>[];
