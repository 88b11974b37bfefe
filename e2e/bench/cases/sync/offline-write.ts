import { compared, median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { becomeMember, plant, tapToDurable } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';

const economy = { members: 10, projects: 200, grains: 100_000 };
const taps = 5;
const act = {
  key: '01890000-0000-7000-8000-000000000000',
  name: 'project.boost',
  version: 1,
  args: { project: '01890000-0000-7000-8000-000000000001', grains: 10 },
  madeAt: '2026-01-01T00:00:00.000Z',
  hash: 'f'.repeat(64),
  subject: 'A project to plant grains on',
  sent: false,
  tries: 0,
  verdict: null,
};

/**
 * Without the server: from the tap on "plant" until the act is on disk, against a plain page on which the same tap does
 * one strict Dexie add.
 */
export const bench: Bench = {
  name: 'offline-write',
  group: 'client',
  goal: { atMost: 1.5 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      const bare = await app.openBare();
      app.link.down();
      await bare.page.evaluate(`bare.onTap(${JSON.stringify(act)})`);
      const calls: number[] = [];
      const rounds: { value: number; baseline: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let tap = 0; tap < taps; tap++) {
          calls.push(await bare.page.evaluate<number>(`bare.add(${JSON.stringify(act)})`));
          theirs.push(await tapToDurable(bare.page, bare.page.locator('#add')));
          ours.push(await plant(device.page, 1 + i * taps + tap));
        }
        rounds.push({ value: median(ours), baseline: median(theirs) });
        context.say(`round ${i + 1}: ${median(ours).toFixed(1)} ms, bare ${median(theirs).toFixed(1)} ms`);
      }
      return { n: context.rounds * taps, unit: 'ms', ...compared(rounds), facts: { bareWithoutTapMs: median(calls) } };
    }),
};
