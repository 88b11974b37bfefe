/** Proofs of the rules of SAKA (docs/rules/saka.md). */
import type { Proof } from './proof.ts';
import { sakaProofsFrom1 } from './saka-r1-r5.ts';
import { sakaProofsFrom6 } from './saka-r6-r8.ts';
import { sakaProofsFrom9 } from './saka-r9-r13.ts';

export const sakaProofs: readonly Proof[] = [...sakaProofsFrom1, ...sakaProofsFrom6, ...sakaProofsFrom9];
