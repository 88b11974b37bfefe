/** Sounds for browser tests, and members who give them. */
import { existsSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import type { Person, SharedInstallation } from './shared-server.ts';

/** Where Debian has the program that prepares sounds. Where it is not installed, tracks wait. */
const FFMPEG = '/usr/bin/ffmpeg';
/** Whether this machine can prepare sounds. Where it cannot, the report of the test says so. */
export function preparesSounds(info: TestInfo): boolean {
  const here = existsSync(FFMPEG);
  if (!here) info.annotations.push({ type: 'not installed', description: `${FFMPEG}: no sound was prepared` });
  return here;
}
/** Preparing a sound may wait for another one, and gives way to all other work of the machine, ms. */
export const PREPARED_MS = 180_000;
const RATE = 8000;

/** A tone as a WAV file: one channel, 16 bits. */
export function tone(seconds = 20, hertz = 440): Buffer {
  const data = Buffer.alloc(RATE * seconds * 2);
  for (let i = 0; i < RATE * seconds; i++)
    data.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * i) / RATE)), i * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** A member with a name. */
export async function named(installation: SharedInstallation, name: string): Promise<Person> {
  const person = await installation.person();
  await installation.db.query('update member set name = $2 where id = $1', [person.id, name]);
  return person;
}

/** Tells the app that the network is back, as a phone does. */
export const online = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));
