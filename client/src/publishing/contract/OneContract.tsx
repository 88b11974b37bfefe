import type { Contract } from '@egoejo/shared/publishing/contract.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { ContractText } from './ContractText.tsx';
import { useAnswering, useOffering } from './queries.ts';
import { canAnswer, LOOKS } from './standing.ts';
import { minorAmount } from './terms.ts';

/** The characters of a fingerprint that people compare at a glance. */
const GLANCE = 12;

/** Whole basis points as a percentage. */
export const percent = (locale: string, share: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(share / 10_000);

/**
 * Who signed, and when; or that its author declined, with their words.
 * @param answered whether the server has the author's answer
 */
function Signatures({ contract, answered }: { contract: Contract; answered: boolean }) {
  const t = useT();
  const { offeredBy, offeredAt, answeredBy, answeredAt, state, words } = contract;
  return (
    <div className="text-tiny text-soft">
      <p className="break-words">
        {typeset(t('contracts.signed.publisher', { name: offeredBy }))} · <DateTime at={offeredAt} />
      </p>
      {answered && answeredAt !== null && (
        <p className="break-words">
          {answeredBy === null ? t('contracts.declined') : typeset(t('contracts.signed.author', { name: answeredBy }))}
          {' · '}
          <DateTime at={answeredAt} />
        </p>
      )}
      {answered && state === 'declined' && words && (
        <p className="text-base break-words whitespace-pre-line text-ink" dir="auto">
          {typeset(words)}
        </p>
      )}
    </div>
  );
}

/** A contract: its state, its terms at a glance, its exact text with its fingerprint, and who signed it. */
export function OneContract({ contract }: { contract: Contract }) {
  const t = useT();
  const locale = useLocale();
  const offering = useOffering().get(contract.id);
  const answering = useAnswering().get(contract.id);
  const { terms, state, hash, text } = contract;
  const glance = {
    share: percent(locale, terms.share),
    amount: minorAmount(locale, terms.perQuarter, terms.currency),
    n: terms.years,
  };
  return (
    <div className="flex flex-col gap-1.5">
      <p role="status">
        <Settled state={answering ?? offering}>
          <Chip {...LOOKS[state]}>{t(`contracts.state.${state}`)}</Chip>
        </Settled>
      </p>
      <p className="num text-small">{typeset(t('contracts.glance', glance))}</p>
      <ContractText text={text} language={terms.language} open={canAnswer(contract)} />
      {hash !== '' && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-tiny text-soft">
            {t('contracts.hash', { hash: hash.slice(0, GLANCE) })}
          </summary>
          <p className="pb-2 text-tiny break-all" dir="ltr">
            {hash}
          </p>
        </details>
      )}
      <Signatures contract={contract} answered={answering === undefined} />
    </div>
  );
}
