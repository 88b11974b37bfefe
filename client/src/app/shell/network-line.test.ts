import { describe, expect, it } from 'vitest';
import { lineFor } from './network-line.ts';

const calm = { phase: 'idle', online: 'yes', progress: null, readOnlyUntil: 0, storageFull: false } as const;
const NOW = Date.parse('2027-03-01T12:00:00Z');

describe('the network line', () => {
  it('shows nothing while all is well, with or without queued acts', () => {
    expect(lineFor(calm, 0, NOW)).toBeNull();
    expect(lineFor({ ...calm, phase: 'exchanging' }, 0, NOW)).toBeNull();
    expect(lineFor({ ...calm, online: 'unknown' }, 3, NOW)).toBeNull();
  });
  it('S21: says first of all that the queue is paused until the member signs in', () => {
    expect(lineFor({ ...calm, phase: 'paused-auth', online: 'no' }, 2, NOW)?.word).toBe('shell.pausedAuth');
    expect(lineFor({ ...calm, phase: 'upgrade' }, 2, NOW)?.word).toBe('shell.upgrade');
  });
  it('S23: full storage has its own line, distinct from no connection and from a server that does not answer', () => {
    expect(lineFor({ ...calm, phase: 'waiting', storageFull: true }, 1, NOW)).toBeNull();
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no', storageFull: true }, 1, NOW)?.word).toBe('shell.offline');
  });
  it('distinguishes no connection from a server that does not answer', () => {
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no' }, 0, NOW)?.word).toBe('shell.offline');
    expect(lineFor({ ...calm, phase: 'waiting' }, 0, NOW)?.word).toBe('shell.waiting');
  });
  it('S30: says that the server refuses requests, not that the connection is down', () => {
    expect(lineFor({ ...calm, phase: 'refused' }, 1, NOW)?.word).toBe('shell.refused');
  });
  it('S8: says that the server is read-only, not that it does not answer, until the announced end', () => {
    expect(lineFor({ ...calm, phase: 'waiting', readOnlyUntil: NOW + 1 }, 2, NOW)?.word).toBe('shell.readOnly');
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no', readOnlyUntil: NOW + 1 }, 2, NOW)?.word).toBe(
      'shell.offline',
    );
    expect(lineFor({ ...calm, readOnlyUntil: NOW }, 2, NOW)).toBeNull();
  });
  it('says that acts are being sent and that a long first load is in progress', () => {
    expect(lineFor({ ...calm, phase: 'exchanging' }, 1, NOW)).toMatchObject({ word: 'shell.sending', passing: true });
    expect(lineFor({ ...calm, phase: 'exchanging', progress: { scopesLeft: 2, rows: 500 } }, 1, NOW)?.word).toBe(
      'shell.syncing',
    );
  });
});
