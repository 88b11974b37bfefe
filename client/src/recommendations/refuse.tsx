/** “Not for me”, and its undo. */
import { useState } from 'react';
import type { RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import { errorText } from '../i18n/error-text.ts';
import { useT } from '../i18n/locale.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { Button } from '../ui/actions/Button.tsx';
import { toast } from '../ui/layers/toasts.tsx';

async function say({ work, title }: RecommendedWork, refused: boolean): Promise<boolean> {
  const queued = await mutate('recommendation.refuse', { work, refused }, title);
  if (!queued.ok) toast(errorText(queued.error), 'clay', work);
  return queued.ok;
}

function Refused({ of }: { of: RecommendedWork }) {
  const t = useT();
  const [back, setBack] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <span>{t(back ? 'recommendations.back' : 'recommendations.gone', { title: of.title })}</span>
      {!back && (
        <Button variant="plain" onClick={() => void say(of, false).then(setBack)}>
          {t('recommendations.undo')}
        </Button>
      )}
    </div>
  );
}

/** Takes a work from the list at once; a message offers to take that back. */
export async function refuse(of: RecommendedWork): Promise<void> {
  if (await say(of, true)) toast(() => <Refused of={of} />, 'leaf', of.work);
}
