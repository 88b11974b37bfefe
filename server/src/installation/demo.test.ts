import { expect, it } from 'vitest';
import { createTestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { seedOnce, type SeedDemo } from './demo.ts';

eachDatabase('the demo', (database) => {
  it('is seeded once with its own data and once from each folder, and remembers its accounts', async () => {
    const seeded: (string | null)[] = [];
    const seed: SeedDemo = async (_deps, data) => {
      seeded.push(data);
      return [{ email: 'awa@demo.example', password: 'p', name: 'Awa', role: 'member' }];
    };
    const start = async (env: Record<string, string>, demoData: string | null = null) => {
      const t = await createTestApp(database(), env);
      t.deps.config.demoData = demoData;
      const accounts = await seedOnce(t.deps, seed);
      await t.close();
      return accounts.map((a) => a.email);
    };
    expect(await start({ NODE_ENV: 'production' })).toEqual([]);
    expect(await start({})).toEqual(['awa@demo.example']);
    expect(await start({})).toEqual(['awa@demo.example']);
    expect(await start({}, '/data')).toEqual(['awa@demo.example']);
    expect(await start({}, '/data')).toEqual(['awa@demo.example']);
    expect(seeded).toEqual([null, '/data']);
  });
});
