import { describe, expect, it } from 'vitest';
import { lineFor } from './network-line.ts';

const calm = { phase: 'idle', online: 'yes', progress: null } as const;

describe('the network line', () => {
  it('is silent when all is well, queued acts or not', () => {
    expect(lineFor(calm, 0)).toBeNull();
    expect(lineFor({ ...calm, phase: 'exchanging' }, 0)).toBeNull();
    expect(lineFor({ ...calm, online: 'unknown' }, 3)).toBeNull();
  });
  it('S21: says that a pause for signing in holds the queue, before anything else', () => {
    expect(lineFor({ ...calm, phase: 'paused-auth', online: 'no' }, 2)?.word).toBe('shell.pausedAuth');
    expect(lineFor({ ...calm, phase: 'upgrade' }, 2)?.word).toBe('shell.upgrade');
  });
  it('tells no link from a server that does not answer', () => {
    expect(lineFor({ ...calm, phase: 'waiting', online: 'no' }, 0)?.word).toBe('shell.offline');
    expect(lineFor({ ...calm, phase: 'waiting' }, 0)?.word).toBe('shell.waiting');
  });
  it('says that acts are on their way, and that a long first load goes on', () => {
    expect(lineFor({ ...calm, phase: 'exchanging' }, 1)?.word).toBe('shell.sending');
    expect(lineFor({ ...calm, phase: 'exchanging', progress: { scopesLeft: 2, rows: 500 } }, 1)?.word).toBe('shell.syncing');
  });
});
