import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBallotKeys } from '../polls/secret/ballot-keys.ts';

/** The folder of this test process's ballot keys. */
export const testKeyDir = mkdtempSync(join(tmpdir(), 'egoejo-ballots-'));
export const testKeys = openBallotKeys(testKeyDir);
