import { activeOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** A private community is unknown to outsiders; only its animators can add members. */
export const joining: readonly Refusal<Standing>[] = [activeOnly, ['community.unknown', (s) => !s.visible]];

export interface Leaving {
  role: 'member' | 'animator' | null;
  otherAnimators: number;
  otherMembers: number;
}
/** A community that has members must keep an animator. */
export const leaving: readonly Refusal<Leaving>[] = [
  ['community.last_animator', (s) => s.role === 'animator' && s.otherAnimators === 0 && s.otherMembers > 0],
];
