/** Drives the servers with many devices, cuts connections, waits until all is at rest, and judges the history. */
import { parseArgs } from 'node:util';
import { judge } from './judge.mjs';
import { RecordedClient } from './recorder.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    history: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const bases = values.history.split(',');
const people = positionals.flatMap((email, i) => (i % 2 === 0 ? [{ email, password: positionals[i + 1] }] : []));
const DEVICES = 3;
const RESTS_WITHIN_MS = 120_000;

/** mulberry32: the choices depend on the seed; when what arrives does not. */
let state = Number(values.seed);
function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (n) => Math.floor(chance() * n);
const pick = (list) => list[below(list.length)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const record = { acts: [], events: [], clients: [], before: [], after: [] };
const rowsIn = (client) => [...client.rows.values()].map(({ scope, e, row }) => ({ scope, e, row }));

/** Signs in; waits for a server that is down. */
async function signedIn(name, base, { email, password }) {
  const client = new RecordedClient(name, base, record);
  for (let tries = 0; ; tries++) {
    try {
      await client.signIn(email, password);
      return client;
    } catch (error) {
      if ((error.status !== undefined && error.status < 500 && error.status !== 429) || tries > 60) throw error;
      await pause(500);
    }
  }
}
/** Follows the communities of the member's rows, and reads until nothing is left. */
async function readAll(client, base) {
  for (let tries = 0, quiet = 0; tries < 400; tries++) {
    const scopes = client.cursors.size;
    for (const { id } of client.list('membership')) client.followCommunity(id);
    const { ok, retryAfter } = await client.attempt(base);
    if (!ok) await pause(Math.max(200, retryAfter * 1000));
    const pages = record.events.at(-1).lines.some((line) => line.t === 'page');
    quiet = ok && !pages && client.cursors.size === scopes && waiting(client) === 0 ? quiet + 1 : 0;
    if (quiet > 0) return;
  }
  throw new Error(`${client.name} does not come to rest`);
}
const waiting = (client) => client.queue.filter((act) => !act.aside).length;

function actOf(client, projects, stories) {
  const draw = chance();
  if (draw < 0.6) client.enqueue('project.boost', { project: pick(projects), grains: 1 + below(3) });
  else if (draw < 0.75) client.enqueue('profile.update', { bio: `bio ${below(10_000)}` });
  else if (draw < 0.9) client.enqueue('reading.add', { id: crypto.randomUUID(), story: pick(stories), title: 'conte' });
  else {
    const items = client.list('readingItem');
    if (items.length > 0) client.enqueue('reading.remove', { item: pick(items).id });
  }
}
function takeOneBack(client) {
  const open = client.queue.filter((act) => !act.verdict && !act.cancelKey);
  if (open.length === 0) return;
  client.takeBack(pick(open));
}

/** One device: acts, exchanges, cuts, until `end`. */
async function live(client, siblings, end, { projects, stories }) {
  while (Date.now() < end) {
    for (let n = below(3); n > 0; n--) actOf(client, projects, stories);
    if (chance() < 0.06) takeOneBack(client);
    const queued = siblings.flatMap((other) => other.queue.filter((act) => !act.verdict && !act.cancelKey));
    if (chance() < 0.08 && queued.length > 0) client.copy(pick(queued));
    const draw = chance();
    const cut = draw < 0.2 ? { afterMs: below(40) } : draw < 0.4 ? { lines: 1 + below(4) } : null;
    if (record.events.length % 40 === 0) console.log(`${record.events.length} exchanges`);
    const attempt = client.attempt(pick(bases), cut);
    const echo = chance() < 0.1 ? client.echo(pick(bases)) : undefined;
    const [{ ok, retryAfter }] = await Promise.all([attempt, echo]);
    await pause(ok ? below(400) : Math.max(100 + below(300), retryAfter * 1000));
  }
}

const devices = [];
for (const [i, person] of people.entries()) {
  const observer = await signedIn(`observer ${i} before`, pick(bases), person);
  await readAll(observer, bases[0]);
  record.before.push({ member: observer.member, rows: rowsIn(observer) });
  const mine = [];
  for (let d = 0; d < DEVICES; d++)
    mine.push(await signedIn(`member ${i} device ${d}`, bases[d % bases.length], person));
  for (const client of mine) await readAll(client, pick(bases));
  devices.push(mine);
}
const found = devices[0][0];
const things = {
  projects: found
    .list('project')
    .filter((p) => p.status === 'published')
    .slice(0, 3)
    .map(({ id }) => id),
  stories: found.list('story').map(({ id }) => id),
};
const until = Date.now() + Number(values.seconds) * 1000;
await Promise.all(
  devices.flatMap((mine) =>
    mine.map((client) =>
      live(
        client,
        mine.filter((c) => c !== client),
        until,
        things,
      ),
    ),
  ),
);

/** At rest, scores and turnouts follow with a delay: all are read again until they agree. */
const deadline = Date.now() + RESTS_WITHIN_MS;
let faults = [];
do {
  record.after = [];
  record.clients = [];
  for (const mine of devices) for (const client of mine) await readAll(client, pick(bases));
  for (const [i, person] of people.entries()) {
    for (const base of bases) {
      const observer = await signedIn(`observer ${i} at ${base}`, base, person);
      await readAll(observer, base);
      record.after.push({ member: observer.member, base, rows: rowsIn(observer) });
    }
  }
  for (const client of devices.flat()) {
    const { name, member } = client;
    record.clients.push({
      name,
      member,
      scopes: [...client.cursors.keys()],
      rows: rowsIn(client),
      waiting: waiting(client),
    });
  }
  faults = judge(record);
  if (faults.some((one) => one.faults.length > 0)) await pause(1_000);
} while (faults.some((one) => one.faults.length > 0) && Date.now() < deadline);

const broken = record.events.filter((event) => event.end !== 'end').length;
console.log(
  `seed ${values.seed}: ${record.acts.length} acts, ${record.events.length} exchanges, ${broken} cut or refused`,
);
for (const { rule, faults: some } of faults) {
  console.log(`${some.length > 0 ? 'FAILED' : 'ok'} ${rule}`);
  for (const fault of some.slice(0, 5)) console.log(`  ${fault}`);
}
const failed = faults.filter((one) => one.faults.length > 0).length;
console.log(`${faults.length - failed} of ${faults.length} hold`);
process.exitCode = failed > 0 ? 1 : 0;
