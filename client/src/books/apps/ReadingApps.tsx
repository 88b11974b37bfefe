import { useState } from 'react';
import { call } from '../../platform/network/api.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { WithBooks } from '../WithBooks.tsx';
import { HowTo } from './HowTo.tsx';

export { loadBooks } from '../../i18n/books.ts';

type Known = Awaited<ReturnType<Api['catalogue']['readerToken']['query']>>;

/** Makes, shows once, replaces and deletes the password of reading apps, and explains how to use it. */
export function ReadingApps() {
  return (
    <WithBooks>
      <Password />
    </WithBooks>
  );
}

function Password() {
  const t = useT();
  const [known, setKnown] = useState<Known | undefined>();
  const [made, setMade] = useState<string | null>(null);
  const [sure, setSure] = useState<'no' | 'replace' | 'drop'>('no');
  const { busy, failure, submit } = useSubmit();
  const look = async () => {
    const done = await submit(() => call((api) => api.catalogue.readerToken.query()));
    if (done) setKnown(done.value);
  };
  const make = async () => {
    setSure('no');
    const done = await submit(() => call((api) => api.catalogue.makeReaderToken.mutate()));
    if (!done) return;
    setMade(done.value.token);
    await look();
  };
  const drop = async () => {
    setSure('no');
    if (!(await submit(() => call((api) => api.catalogue.dropReaderToken.mutate())))) return;
    setMade(null);
    setKnown(null);
  };
  return (
    <Section title={t('books.apps.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small text-soft">{t('books.apps.text')}</p>
        <FailureNote failure={failure} />
        {known === undefined && (
          <Button variant="quiet" busy={busy} onClick={() => void look()}>
            {t('books.apps.show')}
          </Button>
        )}
        {known === null && (
          <Button variant="quiet" busy={busy} onClick={() => void make()}>
            {t('books.apps.make')}
          </Button>
        )}
        {made !== null && (
          <Notice icon="ok" tone="leaf">
            <p>{t('books.apps.made')}</p>
            <code dir="ltr" className="mt-1 block break-words">
              {made}
            </code>
          </Notice>
        )}
        {known && (
          <>
            <p className="text-small">
              {t('books.apps.since')} <DateTime at={known.madeAt} dayOnly />
            </p>
            <HowTo />
            <Button variant="quiet" busy={busy} onClick={() => setSure('replace')}>
              {t('books.apps.replace')}
            </Button>
            <Button variant="plain" busy={busy} onClick={() => setSure('drop')}>
              {t('books.apps.drop')}
            </Button>
          </>
        )}
      </Card>
      <Confirm
        open={sure !== 'no'}
        title={t(sure === 'drop' ? 'books.apps.drop' : 'books.apps.replace')}
        text={t(sure === 'drop' ? 'books.apps.drop.text' : 'books.apps.replace.text')}
        doing={t(sure === 'drop' ? 'books.apps.drop' : 'books.apps.replace')}
        onConfirm={() => void (sure === 'drop' ? drop() : make())}
        onClose={() => setSure('no')}
      />
    </Section>
  );
}
