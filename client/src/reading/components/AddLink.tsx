import { useRef, useState, type FormEvent } from 'react';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { linkIn, linkTitle } from '../text/link.ts';
import { linkToAdd } from '../queries.ts';

/** Adds an article by its link, also without a network: the server fetches its text later. */
export function AddLink() {
  const t = useT();
  const [text, setText, clear] = useDraft('reading-link', '');
  const [wrong, setWrong] = useState(false);
  const [added, setAdded] = useState(false);
  const typed = useRef<string | null>(null);
  const { queue, busy, failed } = useQueueing({ several: true, fresh: 'id' });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const url = linkIn(text);
    if (url === null) {
      // The second tap of two finds the field empty, since the first has added its link.
      setWrong(!added);
      return;
    }
    setWrong(false);
    const title = linkTitle(url, undefined);
    const key = await queue('reading.add', linkToAdd(url, title), title);
    if (key === null) return;
    toastAct(key);
    // The member has typed another link in the meantime: it stays.
    if (typed.current !== null && typed.current !== text) return;
    setAdded(true);
    await clear();
  };
  return (
    <form className="flex flex-col gap-2" noValidate onSubmit={(e) => void add(e)}>
      <TextField
        label={t('reading.link')}
        type="url"
        inputMode="url"
        placeholder="https://"
        value={text}
        onValue={(words) => {
          typed.current = words;
          setAdded(false);
          setText(words);
        }}
        error={wrong && linkIn(text) === null ? t('error.reading.bad_link') : failed ? errorText(failed) : undefined}
        hint={t('reading.link.hint')}
      />
      <Button type="submit" variant="quiet" icon="link" block busy={busy}>
        {t('reading.link.add')}
      </Button>
    </form>
  );
}
