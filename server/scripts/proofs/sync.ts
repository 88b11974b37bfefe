/** Proofs of the rules of the sync (docs/rules/sync.md). */
import type { Proof } from './proof.ts';
import { syncDeviceProofs } from './sync-device.ts';
import { syncServerProofs } from './sync-server.ts';

export const syncProofs: readonly Proof[] = [...syncDeviceProofs, ...syncServerProofs];
