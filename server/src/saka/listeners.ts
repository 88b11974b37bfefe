import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Listener } from '../platform/database/events.ts';
import { closeWallet } from './ledger/ledger.ts';

/** SAKA's reactions to domain events of other features. */
export const listeners: Listener[] = [
  {
    name: 'saka.close-wallet',
    on: ['member.closed'],
    async handle(tx, { subject }) {
      if (subject !== null) await closeWallet(tx, subject as MemberId);
    },
  },
];
