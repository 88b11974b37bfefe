/** The demo with the real data of a folder: thousands of ballots, read and counted. */
import { expect } from 'vitest';
import { audit } from '../cli/audit.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { onRealData } from '../testing/real-data.ts';
import { seedDemo } from './seed.ts';

eachDatabase('the demo', (database) => {
  onRealData('.', 'also loads the real data of a folder', async (folder) => {
    const app = await createTestApp(database());
    await seedDemo(app.deps, null);
    expect(await seedDemo(app.deps, folder)).toEqual([]);
    expect(await database().query(`select count(*)::int as projects from project where status = 'published'`)).toEqual([
      { projects: 24 + 199 },
    ]);
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
    await app.close();
  });
});
