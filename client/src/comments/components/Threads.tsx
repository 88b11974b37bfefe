import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import type { About } from '../about.ts';
import type { Person } from '../mentions.ts';
import type { Thread } from '../threads.ts';
import { CommentForm } from './CommentForm.tsx';
import { CommentItem } from './CommentItem.tsx';
import { loadMentions } from './OfferMentions.tsx';

export function ThreadList({
  threads,
  about,
  people,
  mayWrite,
}: {
  threads: readonly Thread[];
  about: About;
  people: readonly Person[];
  mayWrite: boolean;
}) {
  return (
    <CardList>
      {threads.map(({ first, answers }) => (
        <li key={first.id} className="py-1">
          <CommentItem comment={first} about={about} people={people} mayWrite={mayWrite} />
          {answers.length > 0 && (
            <ul className="ms-3 border-s border-line ps-3">
              {answers.map((answer) => (
                <li key={answer.id}>
                  <CommentItem comment={answer} about={about} people={people} mayWrite={mayWrite} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </CardList>
  );
}

/**
 * A button that becomes the form. `helping`: the need that the writer can help with. `words`: what the button and the
 * field are called.
 */
export function Writing({
  about,
  kind,
  people,
  words,
  helping = null,
  onDone,
}: {
  about: About;
  kind: 'comment' | 'update';
  words: { button: string; field: string };
  people: readonly Person[];
  helping?: string | null;
  onDone?: () => void;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  // It is there when the network is not.
  useEffect(() => void loadMentions(), []);
  return (
    <div ref={useKeptFocus()} className="flex flex-col">
      {!open && helping === null ? (
        <Button variant="quiet" block data-focus-home onClick={() => setOpen(true)}>
          {words.button}
        </Button>
      ) : (
        <CommentForm
          about={about}
          kind={kind}
          people={people}
          label={words.field}
          opening={helping === null ? '' : t('comments.helping', { need: helping })}
          onDone={() => {
            setOpen(false);
            onDone?.();
          }}
        />
      )}
    </div>
  );
}
