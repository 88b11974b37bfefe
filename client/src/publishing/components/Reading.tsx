import { useEffect, useState } from 'react';
import type { ManuscriptFile, ManuscriptNote, ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Notice } from '../../ui/feedback/feedback.tsx';
import type * as Code from '../reading/ReadManuscript.tsx';

/** The code that knows books of this device; null: it did not come. */
export function useReaderCode(): typeof Code | null | undefined {
  const [code, setCode] = useState<typeof Code | null>();
  useEffect(() => {
    const load = async () => {
      const came = await import('../reading/ReadManuscript.tsx');
      await came.loadBooks();
      return came;
    };
    load().then(setCode, () => setCode(null));
  }, []);
  return code;
}

/** The present version in the reader of books, whose code comes when it is first needed. */
export function Reading(props: { manuscript: ManuscriptRow; file: ManuscriptFile; notes: readonly ManuscriptNote[] }) {
  const t = useT();
  const code = useReaderCode();
  if (code === null) return <Notice icon="offline">{t('publishing.reader.missing')}</Notice>;
  return code && <code.ReadManuscript {...props} />;
}
