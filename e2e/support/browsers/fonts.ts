/** One family of letters for pictures that are compared: the fonts of machines differ. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { needProgram } from './programs.ts';

const FOLDER = '/usr/share/fonts/truetype/dejavu';
const FACES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => join(FOLDER, name));

interface Fonts {
  /** The environment of a browser that knows only these fonts. */
  env: Record<string, string>;
  remove(): Promise<void>;
}

/** Installs DejaVu where it is missing. @throws when it cannot be installed. */
export async function onlyDejaVu(): Promise<Fonts> {
  await needProgram([FACES[0]!], 'fonts-dejavu-core');
  const own = await mkdtemp(join(tmpdir(), 'egoejo-fonts-'));
  for (const face of FACES) await copyFile(face, join(own, basename(face)));
  await writeFile(
    join(own, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${own}</dir>
      <cachedir>${join(own, 'cache')}</cachedir>
      <match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match></fontconfig>`,
  );
  return { env: { FONTCONFIG_FILE: join(own, 'fonts.conf') }, remove: () => rm(own, { recursive: true, force: true }) };
}
