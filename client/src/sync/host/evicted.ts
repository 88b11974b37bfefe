/**
 * Reports an eviction: a browser may delete this site's storage, queued acts included (S23). The record that survives
 * is a cookie, because a browser that evicts storage keeps cookies. It holds the member, the number of waiting acts and
 * the identity of their database, but nothing of their content. It compares no clock readings, because a phone's clock
 * may jump by a year.
 */
const WAITING = 'egoejo_waits';
const LOST = 'egoejo_lost';
/** As long as the acts themselves would be kept, seconds. */
const AGE = 35 * 86_400;

export interface Waiting {
  member: string;
  acts: number;
  /** `bornAt` of the database in which they waited. */
  born: number;
}
/** The cookies of a page's document. Outside a page, none are kept. */
interface Jar {
  cookie: string;
}
function theJar(): Jar {
  try {
    return document.cookie === undefined ? { cookie: '' } : document;
  } catch {
    // Not a page, or a browser that forbids cookies.
    return { cookie: '' };
  }
}
const read = (jar: Jar, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(jar.cookie)?.[1];
function write(jar: Jar, name: string, value: string | null): void {
  jar.cookie = `${name}=${value ?? ''}; path=/; max-age=${value === null ? 0 : AGE}; samesite=strict`;
}

/** Records how many acts wait now; zero or null deletes the record. */
export function noteWaiting(waiting: Waiting | null, jar = theJar()): void {
  if (waiting && waiting.acts > 0) write(jar, WAITING, `${waiting.member}.${waiting.acts}.${waiting.born}`);
  else if (read(jar, WAITING) !== undefined) write(jar, WAITING, null);
}
/**
 * The acts that wait, or null when the loss of that same database was already reported: a tab that writes its count
 * late must not make the app report the loss again.
 */
export function readWaiting(jar = theJar()): Waiting | null {
  const [member, acts, born] = read(jar, WAITING)?.split('.') ?? [];
  return member !== undefined && Number(acts) > 0 && born !== undefined && born !== readLost(jar).born
    ? { member, acts: Number(acts), born: Number(born) }
    : null;
}

/**
 * How many acts an eviction removed: the recorded ones, when the member's database here is not the one in which they
 * waited. `bornAt`: of that member's database; undefined: it no longer exists.
 */
export const evictedActs = (waiting: Waiting | null, bornAt: number | undefined): number =>
  waiting && bornAt !== waiting.born ? waiting.acts : 0;

function readLost(jar: Jar): { acts: number; born: string | undefined } {
  const [acts, born] = read(jar, LOST)?.split('.') ?? [];
  return { acts: Number(acts) || 0, born };
}
/** The number of lost acts whose notice the member has not dismissed. */
export const lostActs = (jar = theJar()): number => readLost(jar).acts;
/** Counts the lost acts, once for each database, and deletes the record of waiting acts. */
export function noteLost(waiting: Waiting, jar = theJar()): void {
  write(jar, LOST, `${lostActs(jar) + waiting.acts}.${waiting.born}`);
  noteWaiting(null, jar);
}
/** The member has dismissed the notice. The record of which database was counted remains. */
export const noteRead = (jar = theJar()): void => write(jar, LOST, `0.${readLost(jar).born}`);
