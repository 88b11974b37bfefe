import { describe, expect, it } from 'vitest';
import { lineFor } from './network-line.ts';

const calm = { phase: 'idle', online: 'yes', progress: null, readOnlyUntil: 0 } as const;
const NOW = Date.parse('2027-03-01T12:00:00Z');

describe('the network line', () => {
  it('is silent when all is well, queued acts or not', () => {
    expect(lineFor(calm, 0, NOW)).toBeNull();
    expect(lineFor({ ...calm, phase: 'exchanging' }, 0, NOW)).toBeNull();
    expect(lineFor({ ...calm, online: 'unknown' }, 3, NOW)).toBeNull();
  });
  it('S21: says that a pause for signing in holds the queue, before anything else', () => {
    expect(lineFor({ ...calm, phase: 'paused-auth', online: 'no' }, 2, NOW)?.word).toBe('shell.pausedAuth');
    expect(lineFor({ ...calm, phase: 'upgrade' }, 2, NOW)?.word).toBe('shell.upgrade');
  });
  it('tells no link from a server that does not answer', () => {
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no' }, 0, NOW)?.word).toBe('shell.offline');
    expect(lineFor({ ...calm, phase: 'waiting' }, 0, NOW)?.word).toBe('shell.waiting');
  });
  it('S8: says that the server takes no acts for a while, not that it does not answer, until that time has come', () => {
    expect(lineFor({ ...calm, phase: 'waiting', readOnlyUntil: NOW + 1 }, 2, NOW)?.word).toBe('shell.readOnly');
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no', readOnlyUntil: NOW + 1 }, 2, NOW)?.word).toBe('shell.offline');
    expect(lineFor({ ...calm, readOnlyUntil: NOW }, 2, NOW)).toBeNull();
  });
  it('says that acts are on their way, and that a long first load goes on', () => {
    expect(lineFor({ ...calm, phase: 'exchanging' }, 1, NOW)).toMatchObject({ word: 'shell.sending', passing: true });
    expect(lineFor({ ...calm, phase: 'exchanging', progress: { scopesLeft: 2, rows: 500 } }, 1, NOW)?.word).toBe('shell.syncing');
  });
});
