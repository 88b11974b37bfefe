import { isId } from '@egoejo/shared/platform/ids.ts';
import { useState } from 'react';
import { hasMessage, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { useAsked, type LogLine } from '../calls.ts';
import { Asking } from './Asking.tsx';
import { LogDetail } from './LogDetail.tsx';

const PAGE = 50;

/** Who changed what, newest first. */
export function LogPart() {
  const t = useT();
  const [search, setSearch] = useState('');
  const [older, setOlder] = useState<readonly LogLine[]>([]);
  const before = older.at(-1)?.id ?? null;
  const asked = useAsked(JSON.stringify([search.trim(), before]), (api) =>
    api.administration.log.query({ search, before }),
  );
  return (
    <>
      <SearchField
        label={t('administration.log.search')}
        value={search}
        onValue={(words) => {
          setOlder([]);
          setSearch(words);
        }}
      />
      {older.length > 0 && (
        <CardList>
          {older.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </CardList>
      )}
      <Asking asked={asked}>
        {(page) => (
          <>
            {page.length === 0 && older.length === 0 && (
              <p className="py-4 text-center text-small text-soft">
                {t(search.trim() === '' ? 'administration.log.empty' : 'administration.log.none')}
              </p>
            )}
            {page.length > 0 && (
              <CardList>
                {page.map((line) => (
                  <Line key={line.id} line={line} />
                ))}
              </CardList>
            )}
            {page.length === PAGE && (
              <Button variant="plain" block onClick={() => setOlder([...older, ...page])}>
                {t('administration.more')}
              </Button>
            )}
          </>
        )}
      </Asking>
    </>
  );
}

/** Subjects that are not readable names: ids, and the server as a whole. */
const isNameless = (subject: string): boolean => subject === 'server' || isId(subject);

function Line({ line }: { line: LogLine }) {
  const t = useT();
  const key = `administration.log.${line.action}`;
  const act = hasMessage(key) ? t(key) : line.action;
  // A closed account no longer has a name.
  const who = line.actor === null ? t('administration.log.operator') : line.actorName || t('administration.log.closed');
  // What is gone has the name that the line kept.
  const { name, title = name } = line.detail;
  const about = line.subjectName ?? (typeof title === 'string' ? title : isNameless(line.subject) ? '' : line.subject);
  return (
    <li className="flex flex-col gap-0.5 py-2.5 text-small">
      <p>
        <span className="font-strong">{act}</span>
        {about !== '' && ` · ${typeset(about)}`}
      </p>
      <LogDetail detail={line.detail} about={about} />
      <p className="text-tiny break-words text-soft">
        <DateTime at={line.at} /> · {who}
        {line.address !== '' && ` · ${line.address}`}
      </p>
    </li>
  );
}
