/**
 * What a server and a client of the sync protocol must agree on, as a list to run against a fresh demo:
 *
 *     node docs/conformance.mjs http://127.0.0.1:3000 awa@example.org grains-du-matin
 *
 * The member needs grains and an open poll of each kind to vote in. Two more arguments name an animator of one of their
 * communities; left out, the demo's is taken. It prints a line a check and ends with 1 when one does not hold. The last
 * check uses up the member's rate limit for a minute.
 */
import { acts } from './conformance/acts.mjs';
import { animating } from './conformance/animating.mjs';
import { boundaries } from './conformance/boundaries.mjs';
import { changes } from './conformance/changes.mjs';
import { failures } from './conformance/failures.mjs';
import { features } from './conformance/features.mjs';
import { first } from './conformance/first.mjs';
import { reading } from './conformance/reading.mjs';
import { takingBack } from './conformance/taking-back.mjs';
import { voting } from './conformance/voting.mjs';

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
