/** Runs the list of checks against one server and prints a line for each. */
import { acts } from './acts.mjs';
import { animating } from './animating.mjs';
import { boundaries } from './boundaries.mjs';
import { changes } from './changes.mjs';
import { failures } from './failures.mjs';
import { features } from './features.mjs';
import { first } from './first.mjs';
import { reading } from './reading.mjs';
import { takingBack } from './taking-back.mjs';
import { voting } from './voting.mjs';

/** What holds, and how it is seen. Later checks rest on what earlier ones did. */
const list = Object.entries({
  ...first,
  ...acts,
  ...takingBack,
  ...boundaries,
  ...voting,
  ...animating,
  ...features,
  ...reading,
  ...changes,
  ...failures,
});

let failed = 0;
for (const [what, holds] of list) {
  const fault = await holds().then(
    () => null,
    (error) => error,
  );
  if (fault) failed++;
  console.log(`${fault ? 'FAILED' : 'ok'} ${what}${fault ? `: ${fault.message}` : ''}`);
}
console.log(`${list.length - failed} of ${list.length} hold`);
process.exitCode = failed > 0 ? 1 : 0;
