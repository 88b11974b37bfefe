import { useEffect, useState } from 'react';
import { useEcoRules } from '../../eco/store.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { call } from '../../platform/network/api.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { useListAsked } from './queries.ts';

/** At eco levels that do not fetch the list by themselves: its size, and the button that fetches it. */
export function AskForList({ here }: { here: number }) {
  const t = useT();
  const locale = useLocale();
  const { texts } = useEcoRules();
  const asked = useListAsked();
  const [size, setSize] = useState<{ works: number; bytes: number } | null>(null);
  const asks = !texts && asked === false;
  useEffect(() => {
    if (!asks) return undefined;
    let gone = false;
    void call((api) => api.catalogue.size.query()).then((answer) => {
      if (!gone && answer.ok) setSize(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [asks]);
  if (!asks || !size || size.works <= here) return null;
  return (
    <Notice icon="download">
      <p>{t('catalogue.ask', { n: size.works })}</p>
      <div className="pt-2">
        <Button onClick={() => void followCatalogue()}>
          {t('catalogue.ask.do', { size: bytes(locale, size.bytes) })}
        </Button>
      </div>
    </Notice>
  );
}
