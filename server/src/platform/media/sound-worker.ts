/** Reads one sound in a separate thread: a hostile file may exhaust that thread's memory or time only. */
import { parentPort, workerData } from 'node:worker_threads';
import { BufferSource, Input, MP4, OGG, WEBM } from 'mediabunny';
import type { ReadSound } from './sound.ts';

const ENDINGS = { WebM: 'webm', MP4: 'm4a', Ogg: 'ogg' } as const;
const CODECS: readonly unknown[] = ['opus', 'aac', 'vorbis'];
const isFormat = (name: string): name is keyof typeof ENDINGS => name in ENDINGS;

async function read(bytes: Uint8Array): Promise<ReadSound> {
  // A copy: the library reads a view of a larger buffer from its beginning.
  const input = new Input({ formats: [WEBM, MP4, OGG], source: new BufferSource(bytes.slice().buffer) });
  try {
    const { name } = await input.getFormat();
    const streams = await input.getTracks();
    const [stream] = streams;
    if (!isFormat(name) || streams.length !== 1 || stream?.type !== 'audio' || !CODECS.includes(stream.codec))
      return { fault: 'format' };
    return { ending: ENDINGS[name], seconds: await input.computeDuration() };
  } catch {
    // It tells what is wrong with a file in words only.
    return { fault: 'file' };
  } finally {
    input.dispose();
  }
}

parentPort?.postMessage(await read((workerData as { bytes: Uint8Array }).bytes), []);
