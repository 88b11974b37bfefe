import { useState, type FormEvent } from 'react';
import { toastAct } from '../../activity/model.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { linkIn, linkTitle } from '../link.ts';
import { addLink } from '../queries.ts';

/** Adds an article by its link, also without a network: the server fetches its text later. */
export function AddLink() {
  const t = useT();
  const [text, setText, clear] = useDraft('reading-link', '');
  const [failed, setFailed] = useState<string>();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const url = linkIn(text);
    if (url === null) {
      setFailed(t('error.reading.bad_link'));
      return;
    }
    const queued = await addLink(url, linkTitle(url, undefined));
    if (!queued.ok) {
      setFailed(errorText(queued.error));
      return;
    }
    setFailed(undefined);
    await clear();
    toastAct(queued.value);
  };
  return (
    <form className="flex flex-col gap-2" noValidate onSubmit={(e) => void add(e)}>
      <TextField
        label={t('reading.link')}
        type="url"
        inputMode="url"
        placeholder="https://"
        value={text}
        onValue={setText}
        error={failed}
        hint={t('reading.link.hint')}
      />
      <Button type="submit" variant="quiet" icon="link" block>
        {t('reading.link.add')}
      </Button>
    </form>
  );
}
