import { hasMessage, useT } from '../../../i18n/locale.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import type { Economy } from '../../calls.ts';
import { Refusal } from '../Names.tsx';

/** How many acts were refused or set aside, by reason and client. */
export function Refusals({ refusals }: { refusals: Economy['refusals'] }) {
  const t = useT();
  const number = 'num py-2 ps-2 text-end align-top';
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('administration.refusals')}</h2>
      {refusals.length === 0 && <p className="text-small text-soft">{t('administration.refusals.none')}</p>}
      {refusals.length > 0 && (
        <table className="w-full text-small">
          <thead>
            <tr className="align-bottom text-mini text-soft">
              <th scope="col" className="py-1 text-start font-normal">
                {t('administration.refusals.code')}
              </th>
              <th scope="col" className="py-1 ps-2 text-end font-normal">
                {t('administration.day.refused')}
              </th>
              <th scope="col" className="py-1 ps-2 text-end font-normal">
                {t('administration.refusals.aside')}
              </th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ code, client, refused, quarantined }) => (
              <tr key={`${code} ${client}`} className="border-t border-line">
                <th scope="row" className="py-2 text-start font-normal">
                  <Refusal code={code} />
                  <span className="block text-mini wrap-anywhere text-soft">
                    {hasMessage(`administration.refusal.${code}`) && `${code} · `}
                    <span className="inline-block">
                      {client === 'unknown' || client === 'other' ? t(`administration.client.${client}`) : client}
                    </span>
                  </span>
                </th>
                <td className={number}>{t('ui.number', { n: refused })}</td>
                <td className={number}>{t('ui.number', { n: quarantined })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-tiny text-soft">
        {t('administration.client.this', { build: document.documentElement.dataset.build ?? '' })}
      </p>
    </Card>
  );
}
