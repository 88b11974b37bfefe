/** The options of `npm run mutants`; mutants.ts says what they do. */
import { parseArgs } from 'node:util';

export const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    at: { type: 'string', default: 'HEAD' },
    lanes: { type: 'string', default: '1' },
    browser: { type: 'boolean', default: false },
    fast: { type: 'boolean', default: false },
    log: { type: 'string' },
    green: { type: 'boolean', default: false },
    prefix: { type: 'string', default: '' },
  },
});
