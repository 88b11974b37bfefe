/**
 * Slows down all processes and threads of a browser: they run in 1 of every N time slices. DevTools' own throttling
 * slows only the page's main thread, and would favour work in workers. `node slow-cpu.mjs PROFILE TIMES` runs until its
 * standard input ends, and then lets the browser run at full speed.
 */
import { readdirSync, readFileSync } from 'node:fs';

const [profile, times] = [process.argv[2] ?? '', Number(process.argv[3])];
const slice = 5;
const cell = new Int32Array(new SharedArrayBuffer(4));
const sleep = (/** @type {number} */ ms) => Atomics.wait(cell, 0, 0, ms);

/** @returns {number[]} the browser process of the profile and all its descendants */
function family() {
  const parents = new Map();
  const found = new Set();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`)) found.add(Number(pid));
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ESRCH') throw error;
    }
  }
  for (const pid of parents.keys()) {
    for (let up = pid; up > 1; up = parents.get(up) ?? 0) if (found.has(up)) found.add(pid);
  }
  return [...found];
}

/** @param {number[]} pids @param {NodeJS.Signals} signal */
function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // The process has already exited.
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

process.stdin.resume();
process.stdout.write('slow\n');
let pids = family();
for (let i = 0; !process.stdin.readableEnded && pids.length > 0; i++) {
  if (i % 25 === 0) pids = family();
  signalAll(pids, 'SIGSTOP');
  sleep(slice * (times - 1));
  signalAll(pids, 'SIGCONT');
  sleep(slice);
  // Let the event loop notice the end of the input.
  await new Promise(setImmediate);
}
process.exit();
