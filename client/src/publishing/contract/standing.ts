/** Where the contracts of a manuscript stand, and what its author and its reviewers read of it. Pure. */
import type { Contract } from '@egoejo/shared/publishing/contract.ts';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import type { Tone } from '../../ui/feedback/Chip.tsx';
import type { IconName } from '../../ui/pictures/icons.tsx';

export const LOOKS: Readonly<Record<Contract['state'], { tone: Tone; icon: IconName }>> = {
  offered: { tone: 'wait', icon: 'clock' },
  agreed: { tone: 'leaf', icon: 'ok' },
  declined: { tone: 'clay', icon: 'no' },
  replaced: { tone: 'plain', icon: 'back' },
};

/** Whether the page of a manuscript tells of contracts: from its submission on, and as long as there is one. */
export const hasContracts = ({ state }: Pick<ManuscriptRow, 'state'>, contracts: readonly Contract[]): boolean =>
  contracts.length > 0 || mayOffer({ mine: false, state });

/** Whether the member may offer a contract. */
export const mayOffer = ({ mine, state }: Pick<ManuscriptRow, 'mine' | 'state'>): boolean =>
  !mine && state !== 'draft' && state !== 'withdrawn';

/** Contracts in two parts: the last one with the one that holds, and those that only tell of the past. */
export function partsOf(contracts: readonly Contract[]): { now: Contract[]; past: Contract[] } {
  const newest = contracts.toSorted((a, b) => b.offeredAt.localeCompare(a.offeredAt));
  const isNow = (c: Contract): boolean => c === newest[0] || c.state === 'agreed';
  return { now: newest.filter(isNow), past: newest.filter((c) => !isNow(c)) };
}

const isAgreed = (contracts: readonly Contract[]): boolean => contracts.some(({ state }) => state === 'agreed');

/** The author can answer an offer that the server has; the text of another one may still differ. */
export const canAnswer = ({ mine, state, hash }: Pick<Contract, 'mine' | 'state' | 'hash'>): boolean =>
  mine && state === 'offered' && hash !== '';

type Say = `${'author' | 'reviewer'}.${'none' | 'offered' | 'declined'}` | 'agreed';
/** What to say of the contracts, as the key of its words (`contracts.say.<key>`). */
export function sayOf({ mine }: Pick<ManuscriptRow, 'mine'>, contracts: readonly Contract[]): Say {
  const who = mine ? 'author' : 'reviewer';
  const [last] = partsOf(contracts).now;
  if (last?.state === 'offered') return `${who}.offered`;
  if (isAgreed(contracts)) return 'agreed';
  return last?.state === 'declined' ? `${who}.declined` : `${who}.none`;
}
