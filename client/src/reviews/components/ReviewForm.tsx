import type { SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import type { Review } from '@egoejo/shared/reviews/model.ts';
import { useSignature } from '../../comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { StarsField } from './Stars.tsx';

interface Words {
  stars: number | null;
  text: string;
}

/** Writes a review or changes it. What is typed is kept as a draft until it is sent or discarded. */
export function ReviewForm({ work, title, old, onDone }: Props) {
  const t = useT();
  const [draft, setDraft, clear, loaded] = useDraft<Words | null>(`review:${work}`, null);
  const words = draft ?? { stars: old?.stars ?? null, text: old?.text ?? '' };
  const signature = useSignature(old?.signed);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(draft !== null);
  if (!loaded || !signature) return null;
  const publish = async (event: SubmitEvent) => {
    event.preventDefault();
    const { stars, text } = words;
    if (stars === null) return;
    const args = { work, stars, text: text.trim(), signed: signature.signed };
    if ((await queue('review.write', args, title)) === null) return;
    await clear();
    onDone();
  };
  return (
    <form className="flex flex-col gap-2" onSubmit={(event) => void publish(event)}>
      <StarsField value={words.stars} onValue={(stars) => setDraft({ ...words, stars })} />
      <TextArea
        label={t('reviews.text')}
        value={words.text}
        onValue={(text) => setDraft({ ...words, text })}
        maxLength={TEXT.comment}
        rows={3}
      />
      {signature.field}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy} disabled={words.stars === null}>
          {t('reviews.send')}
        </Button>
        <Button variant="plain" onClick={() => void clear().then(onDone)}>
          {t('ui.cancel')}
        </Button>
      </div>
    </form>
  );
}
interface Props {
  work: BookId;
  /** Of the work: how the act is called in Activity. */
  title: string;
  /** The review that is changed; null: there is none yet. */
  old: Review | null;
  onDone: () => void;
}
