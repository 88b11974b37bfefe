import { setTimeout as wait } from 'node:timers/promises';
import { installProbe } from '../../../support/page/probe.ts';
import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { becomeMember, projectCard } from '../../browser/acts.ts';
import { changesOf } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { readProbe } from '../../../support/page/probe.ts';

const economy = { members: 10, projects: 200, grains: 1_000 };
/** Milliseconds after the exchange in which the app could start further requests by itself. */
const quietMs = 3_000;

/** Reopening the app when nothing changed: bytes of all response bodies over the link, and the requests. */
export const bench: Bench = {
  name: 'reopen',
  group: 'client',
  goal: { atMost: 1_000 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      const bytes: number[] = [];
      let asked: string[] = [];
      for (let i = 0; i < context.rounds; i++) {
        await device.quit();
        await device.reopen();
        const before = app.link.requests.length;
        await installProbe(device.page, projectCard);
        await device.page.goto('/');
        while (changesOf(await readProbe(device.page), 'meta').length < 2) await wait(100);
        await wait(quietMs);
        const since = app.link.requests.slice(before);
        asked = since.map((r) => `${r.method} ${r.path.split('?')[0]} ${r.bodyBytes}`);
        bytes.push(since.reduce((sum, r) => sum + r.bodyBytes, 0));
        context.say(`round ${i + 1}: ${bytes.at(-1)} bytes, ${asked.join(', ')}`);
      }
      return {
        n: asked.length,
        value: median(bytes),
        unit: 'bytes',
        baseline: null,
        ratio: null,
        facts: { requests: asked.join(', ') },
      };
    }),
};
