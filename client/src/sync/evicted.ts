/**
 * A browser may take this site's storage away, queued acts included (S23). What says so afterwards is a cookie: a browser that evicts
 * storage keeps those. It holds whose acts waited, how many and in which database; nothing of what they are. Clocks have no
 * say: a phone's may jump by a year.
 */
const WAITING = 'egoejo_waits';
const LOST = 'egoejo_lost';
/** As long as the acts themselves would be kept, in seconds. */
const AGE = 35 * 86_400;

export interface Waiting {
  member: string;
  acts: number;
  /** `bornAt` of the database they waited in. */
  born: number;
}
/** Where the cookies are: a page's document. Elsewhere none are kept. */
interface Jar {
  cookie: string;
}
const theJar = (): Jar => (typeof document === 'undefined' ? { cookie: '' } : document);
const read = (jar: Jar, name: string): string | undefined => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(jar.cookie)?.[1];
function write(jar: Jar, name: string, value: string | null): void {
  jar.cookie = `${name}=${value ?? ''}; path=/; max-age=${value === null ? 0 : AGE}; samesite=strict`;
}

/** What waits now; none forgets the mark. */
export function noteWaiting(waiting: Waiting | null, jar = theJar()): void {
  if (waiting && waiting.acts > 0) write(jar, WAITING, `${waiting.member}.${waiting.acts}.${waiting.born}`);
  else if (read(jar, WAITING) !== undefined) write(jar, WAITING, null);
}
/** What waits, unless the loss of that very database has been counted: a count that comes late, another tab's too, does not bring it back. */
export function readWaiting(jar = theJar()): Waiting | null {
  const [member, acts, born] = read(jar, WAITING)?.split('.') ?? [];
  return member !== undefined && Number(acts) > 0 && born !== undefined && born !== readLost(jar).born ? { member, acts: Number(acts), born: Number(born) } : null;
}

/**
 * How many acts an eviction took: those marked as waiting, when the member's database here is not the one they waited in. `bornAt`: of
 * the database of that member; undefined: there is none any more.
 */
export const evictedActs = (waiting: Waiting | null, bornAt: number | undefined): number =>
  waiting && bornAt !== waiting.born ? waiting.acts : 0;

function readLost(jar: Jar): { acts: number; born: string | undefined } {
  const [acts, born] = read(jar, LOST)?.split('.') ?? [];
  return { acts: Number(acts) || 0, born };
}
/** Acts lost that the member has not yet been told of for good. */
export const lostActs = (jar = theJar()): number => readLost(jar).acts;
/** Counts what was lost, once for each database, and forgets the mark. */
export function noteLost(waiting: Waiting, jar = theJar()): void {
  write(jar, LOST, `${lostActs(jar) + waiting.acts}.${waiting.born}`);
  noteWaiting(null, jar);
}
/** The member has read it. Which database was counted stays known. */
export const noteRead = (jar = theJar()): void => write(jar, LOST, `0.${readLost(jar).born}`);
