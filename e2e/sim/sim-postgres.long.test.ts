import { describe, it } from 'vitest';
import { again } from './replay.ts';

describe('the same seed on two servers', () => {
  it('S28: gives the same history on a real PostgreSQL', () => again(6, 18));
});
