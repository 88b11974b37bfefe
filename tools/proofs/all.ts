/** All proofs. */
import { pollProofs } from './polls.ts';
import type { Proof } from './proof.ts';
import { readingProofs } from './reading.ts';
import { sakaProofs } from './saka.ts';
import { syncProofs } from './sync.ts';

export const allProofs: readonly Proof[] = [...syncProofs, ...sakaProofs, ...pollProofs, ...readingProofs];
