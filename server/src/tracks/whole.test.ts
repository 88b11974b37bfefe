import { afterAll, beforeAll, expect } from 'vitest';
import type { TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { registerJobs as registerMediaJobs } from '../media/jobs.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { browserOf, upload } from '../testing/photos.ts';
import { onInstalled } from '../testing/real-data.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { announce, FFMPEG, tone } from '../testing/tracks.ts';
import { addMember } from '../testing/world.ts';
import { listeners, registerJobs } from './jobs.ts';

eachDatabase('a track', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
    registerJobs(t.deps);
    registerMediaJobs(t.deps);
    await t.deps.jobs.start();
  });
  afterAll(async () => {
    await t.deps.jobs.stop(1000);
    await t.close();
  });

  onInstalled(FFMPEG, 'L1: a file that is sent in chunks is prepared by the job, and then heard', async () => {
    const author = await addMember(database());
    const browser = await browserOf(t, database(), author);
    const track = await announce(database(), author);
    expect((await upload(browser, track, await tone(8, 'tone.wav'), { purpose: 'track' })).status).toBe(200);
    const events = startEvents(database(), createLog('silent'), listeners(t.deps));
    await events.drain();
    await events.stop();
    const ask = () => browser.send<TrackDetail>({ url: `/api/tracks/${track}` });
    await expect.poll(async () => (await ask()).status, { timeout: 60_000 }).toBe(200);
    const detail = (await ask()).body;
    expect([detail.seconds, Object.keys(detail.bytes).length]).toEqual([8, 4]);
    const { body } = await t.app.inject({ url: detail.playlist });
    expect(body).toContain('aac128.m3u8');
  });
});
