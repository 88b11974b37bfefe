/** A voice for tests: it keeps what it is given to say, and has said it when the test decides. */
import type { Page } from '@playwright/test';

interface Said {
  text: string;
  lang: string;
  voice: string;
}
interface Voice {
  said: Said[];
  /** Ends what is being said; false: silence. */
  end(): boolean;
  silent(): boolean;
}
type WithVoice = typeof globalThis & { testVoice: Voice };

/** The voices of a device: `lang`, and whether they need no network. */
interface TestVoice {
  name: string;
  lang: string;
  localService: boolean;
}

/** Gives the pages of this tab that open from now on these voices. */
export const installVoices = (page: Page, voices: readonly TestVoice[]): Promise<unknown> =>
  page.addInitScript((listed) => {
    class Utterance extends EventTarget {
      lang = '';
      voice: { name: string } | null = null;
      readonly text: string;
      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    let now: Utterance | null = null;
    const said: Said[] = [];
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => listed.map((v) => ({ ...v, default: false, voiceURI: v.name })),
      speak: (what: Utterance) => {
        now = what;
        said.push({ text: what.text, lang: what.lang, voice: what.voice?.name ?? '' });
      },
      cancel: () => {
        const was = now;
        now = null;
        was?.dispatchEvent(new Event('error'));
      },
    });
    const end = () => {
      const was = now;
      now = null;
      was?.dispatchEvent(new Event('end'));
      return was !== null;
    };
    for (const [name, value] of Object.entries({
      speechSynthesis: speech,
      SpeechSynthesisUtterance: Utterance,
      testVoice: { said, end, silent: () => now === null },
    }))
      Object.defineProperty(globalThis, name, { value, configurable: true });
  }, voices);

/** What was said on the open page since it was loaded. */
export const saidOn = (page: Page): Promise<Said[]> => page.evaluate(() => (globalThis as WithVoice).testVoice.said);
/** Lets the voice end its sentence, so that the next one begins. */
export const endSentence = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as WithVoice).testVoice.end());
/** Lets the voice say all that is left. */
export const endAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { end } = (globalThis as WithVoice).testVoice;
    let more = end();
    while (more) more = end();
  });
export const isSilent = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as WithVoice).testVoice.silent());
