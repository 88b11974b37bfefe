/** A bucket on an S3 server of its own, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export interface TestBucket {
  /** The settings of a server that uses it. */
  env: Record<'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_KEY_ID' | 'S3_SECRET', string>;
  close(): Promise<void>;
}

export async function openBucket(): Promise<TestBucket> {
  const directory = await mkdtemp(join(tmpdir(), 'egoejo-bucket-'));
  const bucket = 'egoejo-media';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return {
    env: { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: bucket, S3_KEY_ID: 'S3RVER', S3_SECRET: 'S3RVER' },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
