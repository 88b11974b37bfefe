/**
 * The baseline of the client benchmarks: fetch and Dexie, nothing else. Each function returns milliseconds. `rows.json`
 * is `{ entity: rows[] }`, with the same rows that the app syncs.
 */
import Dexie from './dexie.mjs';

const base = new Dexie('bare');
base.version(1).stores({ project: 'id', projectTally: 'id, score', work: 'id' });
const strict = new Dexie('bare-outbox', { chromeTransactionDurability: 'strict' });
strict.version(1).stores({ outbox: '++seq' });

const since = (start) => performance.now() - start;

globalThis.bare = {
  /** First sync: one fetch, and one bulkPut for each table. */
  async sync() {
    await Promise.all(base.tables.map((table) => table.clear()));
    const start = performance.now();
    const rows = await (await fetch('rows.json', { cache: 'no-store' })).json();
    await base.transaction('rw', base.tables, () =>
      Promise.all(Object.entries(rows).map(([table, of]) => base.table(table).bulkPut(of))),
    );
    return since(start);
  },
  /** The fetch alone, including reading the body. */
  async fetch() {
    const start = performance.now();
    await (await fetch('rows.json', { cache: 'no-store' })).text();
    return since(start);
  },
  /** From now on, a tap on the button adds this act. */
  onTap(act) {
    document.getElementById('add').addEventListener('click', () => strict.outbox.add(act));
  },
  /** One durable act, without a tap. */
  async add(act) {
    const start = performance.now();
    await strict.outbox.add(act);
    return since(start);
  },
  /** One plain POST with this body. */
  async post(body) {
    const start = performance.now();
    await (await fetch('post', { method: 'POST', body, cache: 'no-store' })).text();
    return since(start);
  },
};

/** Opened as `bare.html?first50`: shows the first 50 by score as fast as possible. */
if (location.search === '?first50') {
  const tallies = await base.projectTally.orderBy('score').reverse().limit(50).toArray();
  const projects = await base.project.bulkGet(tallies.map((t) => t.id));
  document.getElementById('list').replaceChildren(
    ...projects.map((project, i) => {
      const item = document.createElement('li');
      item.textContent = `${project.title} ${tallies[i].score}`;
      return item;
    }),
  );
}
