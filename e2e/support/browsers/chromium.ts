/** The Chromium for tests and benchmarks: the machine's own, else Debian's package. */
import { findProgram } from './programs.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Switches that disable background activity, allow running as root, and render WebGL in software without a GPU. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // Math.random, which spreads waits, gives the same numbers in every run.
  '--js-flags=--random-seed=1',
];

/** Path of the browser; as root on Debian, a missing one is installed. */
export const findChromium = () => findProgram(places, 'chromium');
