import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { useEffect, useEffectEvent, useRef, useState, type SubmitEvent } from 'react';
import { newId, type CommentId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { MOST_MENTIONS, type Comment } from '@egoejo/shared/comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { idOf, type About } from '../about.ts';
import { focus } from '../focus.ts';
import { mentionedIn, type Person } from '../mentions.ts';
import { OfferMentions } from './OfferMentions.tsx';
import { useSignature } from './Signature.tsx';

interface Props {
  about: About;
  kind: Comment['kind'];
  /** Who signed comments there. */
  people: readonly Person[];
  /** The comment that this one answers; left out: it starts a thread. */
  answers?: Comment;
  label: string;
  /** Words that the text begins with. */
  opening?: string;
  onDone: () => void;
}

/** Writes a comment, an answer or news. What is typed is kept as a draft until it is published or discarded. */
export function CommentForm({ about, kind, people, answers, label, opening = '', onDone }: Props) {
  const t = useT();
  const [text, setText, clear, loaded] = useDraft(`comment:${kind}:${answers?.id ?? idOf(about)}`, '');
  // Words that are there already stay.
  const begin = useEffectEvent(() => {
    if (!text.includes(opening)) setText(text === '' ? opening : `${text}\n${opening}`);
  });
  useEffect(() => {
    if (loaded && opening !== '') begin();
  }, [loaded, opening]);
  const signature = useSignature();
  const me = useMember()?.member;
  const field = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(new Set());
  const others = people.filter((who) => who.id !== me);
  const mentions = mentionedIn(text, others, chosen);
  const tooMany = mentions.length > MOST_MENTIONS;
  const ready = loaded && signature !== undefined;
  useEffect(() => {
    if (ready) focus(field.current);
  }, [ready]);
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  useDirtyForm(isVisible(text));
  if (!loaded || !signature) return null;
  const publish = async (event: SubmitEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '' || tooMany) return;
    const key = await queue(
      'comment.write',
      {
        id: newId<CommentId>(),
        ...about.on,
        kind,
        // An answer to an answer stands beside it, and its author is told.
        parent: answers ? (answers.parent ?? answers.id) : null,
        text: words,
        signed: signature.signed,
        mentions,
        ...(answers && { answers: answers.id }),
      },
      about.title,
    );
    if (key === null) return;
    await clear();
    onDone();
  };
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => void publish(event)}>
      <TextArea
        ref={field}
        label={label}
        hint={others.length > 0 ? t('comments.mention.hint') : undefined}
        value={text}
        onValue={setText}
        maxLength={TEXT.comment}
        rows={3}
        error={tooMany ? t('comments.mention.tooMany', { most: MOST_MENTIONS }) : undefined}
      />
      {others.length > 0 && (
        <OfferMentions
          field={field}
          value={text}
          onValue={setText}
          people={others}
          onMention={({ id }) => setChosen(new Set([...chosen, id]))}
        />
      )}
      {signature.field}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={!isVisible(text) || tooMany}>
          {t('comments.send')}
        </Button>
        <Button variant="plain" onClick={() => void clear().then(onDone)}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
