/** Reports what the member hears (L8): it watches the player, and counts only while a track sounds. */
import { mutate } from '../../sync/api/acts/mutate.ts';
import { beforeClose, signedIn } from '../../sync/api/session/session.ts';
import { localDay } from '../../platform/values/days.ts';
import { keepStretch, takeStretch } from './kept-stretch.ts';
import { heardOf, usePlayer } from './store.ts';
import { seenAgain, type Report, type Seen, type Stretch } from './stretch.ts';

let stretch: Stretch | null = null;

function seen(): Seen {
  const { queue, at, phase, place, rate } = usePlayer.getState();
  return {
    now: performance.now(),
    day: localDay(new Date()),
    member: signedIn()?.member ?? null,
    track: heardOf({ queue, at }),
    playing: phase === 'playing',
    place,
    rate,
  };
}

/** Looks at the player. @param asked takes out what can be reported, since the page may go */
function look(asked = false): Report | null {
  const now = seenAgain(stretch, seen(), asked);
  ({ stretch } = now);
  return now.report;
}

/** Seconds that cannot be stored are lost: nothing of the member's depends on them. */
async function report(found: Report | null): Promise<void> {
  if (found) await mutate('track.session', found.args, found.title);
}

/** Reports what was kept for the member when a page was left. */
function takeUp(): void {
  const who = signedIn();
  if (who) void report(takeStretch(who.member));
}

let watched = false;
/** Reports from now on what the player plays, and what was kept when the page was left. */
export function watchListening(): void {
  if (watched) return;
  watched = true;
  usePlayer.subscribe(() => void report(look()));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void report(look(true));
  });
  addEventListener('pagehide', () => {
    const found = look(true);
    if (found) keepStretch(found);
  });
  // What a member heard is theirs: it enters their queue before another one's is opened.
  beforeClose(() => report(look(true)));
  // A page that comes back from the browser's cache kept its stretch when it was left.
  addEventListener('pageshow', takeUp);
  takeUp();
}
