import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CardList } from '../../../ui/cards/Card.tsx';
import { Chip, GrainBadge } from '../../../ui/feedback/Chip.tsx';
import { SearchField } from '../../../ui/forms/SearchField.tsx';
import { GIVEN, useAsked, type Member } from '../../calls.ts';
import { Asking } from '../Asking.tsx';
import { MemberSheet } from './MemberSheet.tsx';

const PAGE = 30;

/** All members, found by name, address, group or id. */
export function MembersPart() {
  const t = useT();
  const [search, setSearch] = useState('');
  const [before, setBefore] = useState<readonly Member[]>([]);
  const after = before.at(-1)?.id ?? null;
  const asked = useAsked(JSON.stringify([search.trim(), after]), (api) =>
    api.administration.members.query({ search, after }),
  );
  const [open, setOpen] = useState<string | null>(null);
  const list = [...before, ...(asked.value ?? [])];
  const chosen = list.find((m) => m.id === open);
  const find = (words: string) => {
    setBefore([]);
    setSearch(words);
  };
  const changed = () => {
    setBefore([]);
    asked.again();
  };
  return (
    <>
      <SearchField label={t('administration.members.search')} value={search} onValue={find} />
      {before.length > 0 && <Lines list={before} onOpen={setOpen} />}
      <Asking asked={asked}>
        {(page) => (
          <>
            {page.length === 0 && before.length === 0 && (
              <p className="py-4 text-center text-small text-soft">{t('administration.members.none')}</p>
            )}
            {page.length > 0 && <Lines list={page} onOpen={setOpen} />}
            {page.length === PAGE && (
              <Button variant="plain" block onClick={() => setBefore([...before, ...page])}>
                {t('administration.more')}
              </Button>
            )}
          </>
        )}
      </Asking>
      {chosen && <MemberSheet key={chosen.id} member={chosen} onClose={() => setOpen(null)} onChanged={changed} />}
    </>
  );
}

function Lines({ list, onOpen }: { list: readonly Member[]; onOpen: (id: string) => void }) {
  const t = useT();
  return (
    <CardList>
      {list.map((m) => (
        <li key={m.id}>
          <button
            type="button"
            className="flex min-h-13 w-full items-center gap-3 py-2.5 text-start"
            onClick={() => onOpen(m.id)}
          >
            <span className="min-w-0 flex-1">
              <span className="block font-strong">{m.name}</span>
              <span className="block truncate text-tiny text-soft">{m.email}</span>
              <span className="flex flex-wrap gap-1 pt-1 empty:hidden">
                {m.status === 'banned' && (
                  <Chip tone="clay" icon="no">
                    {t('administration.banned')}
                  </Chip>
                )}
                {!m.confirmed && (
                  <Chip tone="wait" icon="warning">
                    {t('administration.unconfirmed')}
                  </Chip>
                )}
                {GIVEN.filter((r) => m.roles.includes(r)).map((r) => (
                  <Chip key={r} tone="leaf" icon="people">
                    {t(`administration.role.${r}`)}
                  </Chip>
                ))}
                {m.groups.map((g) => (
                  <Chip key={g}>{g}</Chip>
                ))}
              </span>
            </span>
            <GrainBadge grains={m.balance} />
          </button>
        </li>
      ))}
    </CardList>
  );
}
