import type { Member } from '../../calls.ts';

/** What each form of the member’s sheet takes. */
export interface MemberFormProps {
  member: Member;
  /** Called after a change, with its description. */
  onDone: (said: string) => void;
}
