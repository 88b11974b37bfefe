import { activeOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface RefusingStanding extends Standing {
  /** There is such a work, or a track that the member knows of. */
  exists: boolean;
}
/** Works and tracks that the member may see: there are as many rows as these at most. */
export const refusing = [
  activeOnly,
  ['catalogue.unknown', (s) => !s.exists || !s.visible],
] as const satisfies readonly Refusal<RefusingStanding>[];
