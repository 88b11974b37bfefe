import { activeOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** A private community is unknown to outsiders, and joined by its animators' word alone. */
export const joining: readonly Refusal<Standing>[] = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
];

export interface Leaving {
  role: 'member' | 'animator' | null;
  otherAnimators: number;
  otherMembers: number;
}
/** A community with members keeps an animator. */
export const leaving: readonly Refusal<Leaving>[] = [
  ['community.last_animator', (s) => s.role === 'animator' && s.otherAnimators === 0 && s.otherMembers > 0],
];
