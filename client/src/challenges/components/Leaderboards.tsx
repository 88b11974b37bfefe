import { useState } from 'react';
import { ranked, spans, type Ranked, type Span } from '@egoejo/shared/challenges/contests.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { ReportButton } from '../../moderation/model.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useToday } from '../queries.ts';
import { Pseudonym } from './Pseudonym.tsx';

const look = 'aria-pressed:border-leaf aria-pressed:bg-leaf aria-pressed:text-on-leaf';

function Line({ line: { place, points, rank }, own }: { line: Ranked; own: boolean }) {
  const t = useT();
  return (
    <tr className="border-t border-line" aria-current={own || undefined}>
      <td className="num py-2 pe-2">{t('ui.number', { n: rank })}</td>
      <th scope="row" className={`w-full py-2 text-start break-words ${own ? 'font-strong' : 'font-normal'}`}>
        <span className="flex flex-wrap items-center gap-x-2">
          {place.pseudonym === '' ? '—' : typeset(place.pseudonym)}
          {own && <Chip tone="leaf">{t('leaderboards.me')}</Chip>}
          {!own && place.pseudonym !== '' && (
            <ReportButton kind="pseudonym" subject={place.id} author={null} title={place.pseudonym} word />
          )}
        </span>
      </th>
      <td className="num py-2 ps-2 text-end">{t('ui.number', { n: points })}</td>
    </tr>
  );
}

function Board({ community }: { community: string }) {
  const t = useT();
  const today = useToday();
  const [span, setSpan] = useState<Span>('week');
  const places = useRows('leaderboardPlace');
  const own = useRow('leaderboardOwn', community);
  if (!places || own === undefined) return null;
  const here = places.filter((place) => place.community === community);
  const lines = ranked(here, span, today, own?.place);
  return (
    <>
      <div role="group" aria-label={t('leaderboards.span')} className="flex gap-2">
        {spans.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={span === one}
            className={`inline-flex min-h-12 flex-1 items-center justify-center rounded-card border-[1.5px] border-edge bg-surface px-2 text-small font-strong ${look}`}
            onClick={() => setSpan(one)}
          >
            {t(`leaderboards.${one}`)}
          </button>
        ))}
      </div>
      {lines.length === 0 ? (
        <p className="text-small text-soft">{t('leaderboards.none')}</p>
      ) : (
        <div className="rounded-card border border-line bg-surface p-3.5 shadow-card">
          <table className="w-full text-small" aria-label={t('leaderboards.title')}>
            <thead>
              <tr className="text-soft">
                <th scope="col" className="py-1 pe-2 text-start font-normal">
                  {t('leaderboards.rank')}
                </th>
                <th scope="col" className="py-1 text-start font-normal">
                  {t('leaderboards.pseudonym')}
                </th>
                <th scope="col" className="py-1 ps-2 text-end font-normal">
                  {t('leaderboards.points')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.place.id} line={line} own={line.place.id === own?.place} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pseudonym key={community} community={community} own={own} />
    </>
  );
}

/** The leaderboards of the member's communities, one at a time: who stands where, and the member's own line. */
export function Leaderboards({ from }: { from: string | undefined }) {
  const t = useT();
  const communities = useOwnCommunities();
  const [chosen, setChosen] = useState(from ?? '');
  const shown = communities?.find((c) => c.id === chosen) ?? communities?.[0];
  if (!communities || !shown) return null;
  return (
    <Section title={t('leaderboards.title')}>
      <p className="text-small text-soft">{t('leaderboards.rules')}</p>
      {communities.length > 1 && (
        <Select
          label={t('challenges.community')}
          value={String(shown.id)}
          onValue={setChosen}
          options={communities.map((c) => ({ value: String(c.id), label: c.name }))}
        />
      )}
      <Board key={shown.id} community={shown.id} />
    </Section>
  );
}
