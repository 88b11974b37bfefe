/** Answers over real sockets: what arrives when, and what of an answer that breaks. */
import { once } from 'node:events';
import { request } from 'node:http';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { PassThrough } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AnswerStream } from './answer-stream.ts';

const VERDICTS = JSON.stringify('verdict '.repeat(400));
const CHANGES = '"changes"';
const unpack = { br: createBrotliDecompress, gzip: createGunzip, identity: () => new PassThrough() };

let app: FastifyInstance;
let port: number;
/** What the route does with its answer, set by each test. */
let work: (answer: AnswerStream) => Promise<unknown>;
beforeAll(async () => {
  app = Fastify();
  app.get('/', async (asked, reply) => work(new AnswerStream(reply, String(asked.headers['accept-encoding']), false)));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => app.close());

/** Asks once. `text` is what arrived by the end, `whole` whether the server ended the answer itself. */
async function ask(encoding: keyof typeof unpack) {
  const asked = request({ port, host: '127.0.0.1', headers: { 'accept-encoding': encoding } }).end();
  const [answer] = (await once(asked, 'response')) as [
    NodeJS.ReadableStream & { complete: boolean; statusCode: number },
  ];
  const body = unpack[encoding]();
  let text = '';
  body.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  body.on('error', () => undefined);
  answer.on('data', (piece: Buffer) => body.write(piece));
  answer.on('error', () => undefined);
  const ended = new Promise<boolean>((go) => answer.once('close', () => go(answer.complete)));
  return { status: answer.statusCode, read: () => text, ended };
}

it.each(['br', 'gzip', 'identity'] as const)(
  'S5 (%s): verdicts reach the device, whether the changes come soon, late or never',
  async (encoding) => {
    // Soon: all of it in one piece.
    work = async (answer) => {
      await answer.write(VERDICTS, true);
      await answer.write(CHANGES, false);
      return answer.end();
    };
    const soon = await ask(encoding);
    expect([await soon.ended, soon.status]).toEqual([true, 200]);
    await expect.poll(soon.read).toBe(`${VERDICTS}\n${CHANGES}\n`);
    // Late: the verdicts do not wait for them.
    let goOn = (): void => undefined;
    work = async (answer) => {
      await answer.write(VERDICTS, true);
      await new Promise<void>((go) => (goOn = go));
      await answer.write(CHANGES, false);
      return answer.end();
    };
    const late = await ask(encoding);
    await expect.poll(late.read).toBe(`${VERDICTS}\n`);
    goOn();
    expect(await late.ended).toBe(true);
    await expect.poll(late.read).toBe(`${VERDICTS}\n${CHANGES}\n`);
    // Never: the caller is told that they are still to be sent.
    work = async (answer) => {
      expect(answer.owes).toBe(false);
      await answer.write(VERDICTS, true);
      expect(answer.owes).toBe(true);
      return answer.end();
    };
    const never = await ask(encoding);
    expect(await never.ended).toBe(true);
    await expect.poll(never.read).toBe(`${VERDICTS}\n`);
    // Broken after they were sent.
    work = async (answer) => {
      await answer.write(VERDICTS, true);
      await new Promise<void>((go) => (goOn = go));
      answer.breakOff();
      throw new Error('the changes cannot be read');
    };
    const broken = await ask(encoding);
    await expect.poll(broken.read).toBe(`${VERDICTS}\n`);
    goOn();
    expect(await broken.ended).toBe(false);
  },
);

it('answers with an error when nothing was to be sent before it', async () => {
  work = async (answer) => {
    await answer.write('head', false);
    answer.breakOff();
    throw new Error('nothing can be read');
  };
  const answer = await ask('identity');
  expect([await answer.ended, answer.status]).toEqual([true, 500]);
});
