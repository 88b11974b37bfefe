import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { CONTRACT_TEXT, type Contract } from '@egoejo/shared/publishing/contract.ts';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextArea, TextField } from '../../ui/forms/text-fields.tsx';
import { signingName } from './terms.ts';

/** The author signs the text that is above, or declines it, with words if they wish. */
export function Answer({ manuscript, contract }: { manuscript: ManuscriptRow; contract: Contract }) {
  const t = useT();
  const blank = { name: signingName(manuscript.byline), words: '' };
  const [said, setSaid, clear, loaded] = useDraft(`contract:answer:${contract.id}`, blank);
  const [missing, setMissing] = useState(false);
  const { queue, busy, failed } = useQueueing({ several: true });
  useDirtyForm(loaded && isVisible(said.words));
  if (!loaded) return null;
  const answer = async (agree: boolean) => {
    const unnamed = !isVisible(said.name);
    setMissing(unnamed && agree);
    if (unnamed && agree) return;
    const args = {
      contract: contract.id,
      manuscript: manuscript.id,
      hash: contract.hash,
      agree,
      // Who declines signs nothing, whatever the field holds.
      signedBy: (agree ? said.name : blank.name).trim(),
      words: said.words.trim(),
    };
    const key = await queue('contract.answer', args, manuscript.title);
    if (key === null) return;
    await clear();
    toastAct(key);
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={t('contracts.signAs')}
        hint={t('contracts.signAs.hint')}
        value={said.name}
        onValue={(name) => setSaid({ ...said, name })}
        maxLength={CONTRACT_TEXT.name}
        error={missing && !isVisible(said.name) ? t('contracts.fault.signedBy') : undefined}
      />
      <Button block icon="ok" busy={busy} onClick={() => void answer(true)}>
        {t('contracts.agree')}
      </Button>
      <TextArea
        label={t('contracts.words')}
        hint={t('contracts.words.hint')}
        value={said.words}
        onValue={(words) => setSaid({ ...said, words })}
        maxLength={TEXT.comment}
        rows={2}
      />
      <Button block variant="grave" icon="no" busy={busy} onClick={() => void answer(false)}>
        {t('contracts.decline')}
      </Button>
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('contracts.kept')} />}
    </div>
  );
}
