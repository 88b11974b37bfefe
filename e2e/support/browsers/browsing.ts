/** What a walk needs of a browser that Playwright does not drive: Firefox (firefox.ts) and WebKit (webkit.ts). */

export interface Browsing {
  /** Opens a path of the app in the only tab. */
  goto(path: string): Promise<void>;
  reload(): Promise<void>;
  /** Clicks the first element that the XPath finds, once it can be clicked. */
  click(xpath: string): Promise<void>;
  /** Types into the first field that the XPath finds. */
  type(xpath: string, text: string): Promise<void>;
  /** Calls `work` in the page, which sees only its argument. Returns what its promise resolves to. */
  run<R>(work: (argument: string) => Promise<R>, argument?: string): Promise<R>;
  /** A picture of the tab. */
  picture(path: `${string}.png`): Promise<void>;
  /** Kills the browser by SIGKILL and opens it again on the same profile; null: it keeps no profile. */
  killAndReopen: (() => Promise<void>) | null;
  /** Errors that the page threw or wrote to its console, where the browser reports them. */
  complaints(): string[];
  close(): Promise<void>;
}

/** How long a click or a field may keep a walk waiting, ms: it only ends what hangs. */
export const PATIENCE_MS = 60_000;
