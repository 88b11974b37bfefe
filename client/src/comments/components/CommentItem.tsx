import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { useState, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import type { About } from '../about.ts';
import { focus } from '../focus.ts';
import { RelativeTime } from '../../ui/text/times.tsx';
import type { Person } from '../mentions.ts';
import { useOwn } from '../queries.ts';
import { CommentForm } from './CommentForm.tsx';
import { Words } from './Words.tsx';
import { Writer } from './Writer.tsx';

function EditForm({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const t = useT();
  const [text, setText] = useState(comment.text);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(text !== comment.text);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    if (words === comment.text || (await queue('comment.edit', { comment: comment.id, text: words })) !== null)
      onDone();
  };
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => void save(event)}>
      <TextArea
        label={t('comments.text.edit')}
        value={text}
        onValue={setText}
        maxLength={TEXT.comment}
        rows={3}
        ref={focus}
      />
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={!isVisible(text)}>
          {t('comments.save')}
        </Button>
        <Button variant="plain" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The first words of a comment, by which its report is called. */
const startOf = (text: string): string => shortened(text, 40);
const word = 'min-h-11 px-1 text-small font-strong text-leaf';

/** What the present member may do with one comment. */
function Actions({
  comment,
  own,
  mayWrite,
  onAnswer,
  onEdit,
}: {
  comment: Comment;
  own: boolean;
  mayWrite: boolean;
  onAnswer: () => void;
  onEdit: () => void;
}) {
  const t = useT();
  const me = useMember()?.member ?? null;
  const [asking, setAsking] = useState(false);
  const { queue } = useQueueing();
  const remove = async () => {
    setAsking(false);
    await queue('comment.delete', { comment: comment.id });
  };
  return (
    <div className="-my-1 -ms-1 flex flex-wrap gap-x-3">
      {mayWrite && (
        <button type="button" className={word} data-focus-home onClick={onAnswer}>
          {t('comments.answer')}
        </button>
      )}
      {own && mayWrite && (
        <button type="button" className={word} onClick={onEdit}>
          {t('comments.edit')}
        </button>
      )}
      {own && (
        <button type="button" className={word} onClick={() => setAsking(true)}>
          {t('comments.delete')}
        </button>
      )}
      <ReportButton
        kind="comment"
        subject={comment.id}
        author={own ? me : comment.author}
        title={startOf(comment.text)}
        word
      />
      <Confirm
        open={asking}
        title={t('comments.delete.title')}
        text={t('comments.delete.text')}
        doing={t('comments.delete')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

interface ItemProps {
  comment: Comment;
  about: About;
  people: readonly Person[];
  mayWrite: boolean;
}
/** One comment; the focus stays in it when a form in it is sent, or when it is deleted. */
export function CommentItem(props: ItemProps) {
  return (
    <div ref={useKeptFocus()}>
      <Item {...props} />
    </div>
  );
}

/** Who, when, the words, their state, and what may be done with it. */
function Item({ comment, about, people, mayWrite }: ItemProps) {
  const t = useT();
  const own = useOwn(about.community)(comment);
  const [doing, setDoing] = useState<'answer' | 'edit' | null>(null);
  if (comment.state === 'deleted') return <p className="py-2 text-small text-soft">{t('comments.deleted')}</p>;
  if (comment.state === 'hidden')
    return (
      <div className="flex flex-col gap-2 py-2">
        <p className="text-small text-soft">{t('comments.hidden')}</p>
        <Sanctioned subject={comment.id} />
      </div>
    );
  return (
    <div className="flex flex-col gap-1 py-2">
      <p className="flex flex-wrap items-baseline gap-x-1.5 text-tiny text-soft">
        <Writer comment={comment} community={about.community} />
        {own && <span>· {t('comments.you')}</span>}
        {comment.author !== null && comment.author === about.carrier && <span>· {t('comments.carrier')}</span>}
        <span>
          · <RelativeTime at={Date.parse(comment.createdAt)} />
        </span>
        {comment.editedAt && <span>· {t('comments.edited')}</span>}
      </p>
      {doing === 'edit' ? (
        <EditForm comment={comment} onDone={() => setDoing(null)} />
      ) : (
        <Words text={comment.text} people={people} />
      )}
      <WaitingAct e="comment" id={comment.id} />
      <Sanctioned subject={comment.id} />
      {doing === null && (
        <Actions
          comment={comment}
          own={own}
          mayWrite={mayWrite}
          onAnswer={() => setDoing('answer')}
          onEdit={() => setDoing('edit')}
        />
      )}
      {doing === 'answer' && (
        <CommentForm
          about={about}
          kind="comment"
          people={people}
          answers={comment}
          label={comment.name ? t('comments.answer.toName', { name: comment.name }) : t('comments.answer.to')}
          onDone={() => setDoing(null)}
        />
      )}
    </div>
  );
}
