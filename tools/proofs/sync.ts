/** Proofs of the rules of the sync (docs/rules/sync.md). */
import type { Proof } from './proof.ts';
import { syncDeviceProofsFrom1 } from './sync-device-s1-s10.ts';
import { syncDeviceProofsFrom14 } from './sync-device-s14-s23.ts';
import { syncDeviceProofsFrom24 } from './sync-device-s24-s30.ts';
import { syncServerProofsFrom14 } from './sync-server-s14-s29.ts';
import { syncServerProofsFrom5 } from './sync-server-s5-s13.ts';

export const syncProofs: readonly Proof[] = [
  ...syncDeviceProofsFrom1,
  ...syncDeviceProofsFrom14,
  ...syncDeviceProofsFrom24,
  ...syncServerProofsFrom5,
  ...syncServerProofsFrom14,
];
