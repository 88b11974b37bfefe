/** “Not for me”, and its undo. */
import { useState, type MouseEvent } from 'react';
import type { BookId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { errorText } from '../i18n/error-text.ts';
import { useT, type MessageKey } from '../i18n/locale.ts';
import { ignoreSecondTap } from '../platform/page/double-tap.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { Button } from '../ui/actions/Button.tsx';
import { useNoSecondTap } from '../ui/actions/use-no-second-tap.ts';
import { toast } from '../ui/layers/toasts.tsx';

interface Refusable {
  id: BookId | TrackId;
  title: string;
}
/** The words of the toast. The page on which a member refuses has already loaded them. */
type Words = Readonly<Record<'gone' | 'back' | 'undo', MessageKey>>;

async function say({ id, title }: Refusable, refused: boolean, tap: MouseEvent): Promise<boolean> {
  ignoreSecondTap(tap.nativeEvent);
  const queued = await mutate('recommendation.refuse', { work: id, refused }, title);
  if (!queued.ok) toast(errorText(queued.error), 'clay', id);
  return queued.ok;
}

function Refused({ of, words }: { of: Refusable; words: Words }) {
  const t = useT();
  const [back, setBack] = useState(false);
  const heeds = useNoSecondTap();
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <span>{t(words[back ? 'back' : 'gone'], { title: of.title })}</span>
      {!back && (
        <Button variant="plain" className={heeds} onClick={(tap) => void say(of, false, tap).then(setBack)}>
          {t(words.undo)}
        </Button>
      )}
    </div>
  );
}

/** Takes a work or a track from what is recommended at once; a message offers to take that back. */
export async function refuse(of: Refusable, words: Words, tap: MouseEvent): Promise<void> {
  if (await say(of, true, tap)) toast(() => <Refused of={of} words={words} />, 'leaf', of.id);
}
