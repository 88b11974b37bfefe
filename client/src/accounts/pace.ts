/** The server takes a form that was filled in within two seconds for a machine’s. */
const FASTEST_MS = 2100;

/** Waits until a person could have filled in the form: a browser that completes it by itself is faster. */
export const atHumanPace = (startedAt: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, Math.max(0, startedAt + FASTEST_MS - Date.now()));
  });
