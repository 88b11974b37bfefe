import { typeset } from '../../i18n/typeset.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ChangeEvent } from 'react';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { titleKey } from '@egoejo/shared/platform/same-title.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { amount } from '../../i18n/when.ts';
import { saveFile } from '../../platform/device/file.ts';
import { useUsualCurrency } from '../../projects/model.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { textOfFile, type Encoding } from '../../platform/values/file-text.ts';
import { COLUMNS, type Columns } from '../project-columns.ts';
import { actsOf, MOST_BYTES, MOST_LINES, readProjects, type FileFault, type FileLine } from '../project-file.ts';
import { useChosen } from '../../communities/model.ts';
import { useAnimated, useTitles } from '../queries.ts';

/** How many lines the preview shows of each kind. */
const SHOWN = 20;
/** Characters that it shows of a summary. */
const SUMMARY = 80;

type Read = ({ name: string; encoding: Encoding; lines: FileLine[] } & Columns) | { fault: FileFault };
const whole = (code: FileFault['code']): Read => ({ fault: { code, line: 0, found: [] } });

/** Rows that take several lines first: a quote may have swallowed some. */
const tallFirst = (lines: readonly FileLine[]): FileLine[] =>
  lines.toSorted((a, b) => Number(b.height > 1) - Number(a.height > 1));

function Lines({ title, lines }: { title: string; lines: readonly FileLine[] }) {
  const t = useT();
  const locale = useLocale();
  if (lines.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h2 className="text-head">{title}</h2>
      <CardList>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.line} className="py-2">
            <p>
              <span className="num text-small text-soft">{t('animate.import.line', { n: line.line })}</span>{' '}
              {typeset(line.title)}
            </p>
            {line.project && (
              <p className="text-small break-words text-soft">
                {line.project.cost && <span className="num">{amount(locale, line.project.cost)} · </span>}
                {typeset(shortened(line.project.summary, SUMMARY))}
              </p>
            )}
            {line.height > 1 && (
              <p className="text-small text-soft">{t('animate.import.height', { n: line.height })}</p>
            )}
            {line.faults.map((fault) => (
              <p key={fault} className="text-small text-clay">
                {t(`animate.import.${fault}`)}
              </p>
            ))}
          </li>
        ))}
      </CardList>
      {lines.length > SHOWN && (
        <p className="text-small text-soft">{t('animate.import.more', { n: lines.length - SHOWN })}</p>
      )}
    </section>
  );
}

/** What was understood of the file, and what not. */
function ColumnsRead({ read, unread, above, encoding }: Columns & { encoding: Encoding }) {
  const t = useT();
  const names = read.map(({ column, heading }) => {
    const usual = t(`animate.import.column.${column}`);
    return titleKey(usual) === titleKey(heading)
      ? usual
      : t('animate.import.columns.renamed', { column: usual, heading });
  });
  const others = unread.map((u) => (typeof u === 'string' ? u : t('animate.import.columns.nameless', { n: u })));
  return (
    <section aria-label={t('animate.import.columns')} className="flex flex-col gap-1 text-small">
      <h2 className="text-head">{t('animate.import.columns')}</h2>
      <p>{t('animate.import.columns.read', { names: names.join(', ') })}</p>
      {others.length > 0 && (
        <p className="text-clay">{t('animate.import.columns.unread', { names: others.join(', ') })}</p>
      )}
      {above.length > 0 && (
        <p className="text-soft">{t('animate.import.columns.above', { names: above.join(' / ') })}</p>
      )}
      {encoding !== 'UTF-8' && <p className="text-soft">{t('animate.import.encoding', { encoding })}</p>}
    </section>
  );
}

function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const t = useT();
  const take = (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (file) onFile(file);
  };
  const template = () =>
    saveFile(
      'egoejo-projets.csv',
      new Blob([`\uFEFF${COLUMNS.map((c) => t(`animate.import.column.${c}`)).join(';')}\r\n`], { type: 'text/csv' }),
    );
  return (
    <div className="flex flex-wrap gap-2">
      <label className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
        <Icon name="upload" className="size-5" />
        {t('animate.import.choose')}
        <input type="file" accept=".csv,.tsv,.txt,text/csv" className="sr-only" onChange={take} />
      </label>
      <Button variant="plain" icon="download" onClick={template}>
        {t('animate.import.template')}
      </Button>
    </div>
  );
}

function Form({
  communities,
  first,
}: {
  communities: readonly { id: CommunityId; name: string }[];
  first: CommunityId | undefined;
}) {
  const t = useT();
  const go = useNavigate();
  const [community, setCommunity] = useState<CommunityId | undefined>(first ?? communities[0]?.id);
  const usual = useUsualCurrency(community ?? '');
  const titles = useTitles(community ?? '');
  const [read, setRead] = useState<Read | null>(null);
  const { queue, busy, failed } = useQueueing();
  if (!community || !titles) return null;
  const open = async (file: File) => {
    if (file.size > MOST_BYTES) return setRead(whole('list.bytes'));
    const found = textOfFile(await file.arrayBuffer());
    if (!found) return setRead(whole('list.encoding'));
    const answer = readProjects(found.text, titles, usual);
    setRead(answer.ok ? { ...answer, name: file.name, encoding: found.encoding } : { fault: answer.fault });
  };
  const lines = read && 'lines' in read ? read.lines : [];
  const ready = lines.flatMap((l) => l.project ?? []);
  const send = async () => {
    const name = communities.find((c) => c.id === community)?.name ?? '';
    for (const act of actsOf(community, ready)) if (!(await queue('project.addMany', act, name))) return;
    setRead(null);
    toast(t('animate.import.queued', { n: ready.length }), 'wait');
    void go({ to: '/moi/activite' });
  };
  return (
    <>
      <Select
        label={t('animate.import.community')}
        value={community}
        onValue={(id) => {
          setCommunity(id);
          setRead(null);
        }}
        options={communities.map((c) => ({ value: c.id, label: c.name }))}
      />
      <ChooseFile onFile={(file) => void open(file)} />
      {read && 'fault' in read && (
        <ErrorNote
          what={t(`animate.import.${read.fault.code}`, { n: MOST_LINES, line: read.fault.line })}
          safe={[
            ...(read.fault.found.length > 0 ? [t('animate.import.found', { names: read.fault.found.join(', ') })] : []),
            t('animate.import.nothing'),
          ].join(' ')}
        />
      )}
      {read && 'lines' in read && (
        <>
          <Notice icon={ready.length === lines.length ? 'ok' : 'warning'}>
            {t('animate.import.read', { file: read.name, ready: ready.length, n: lines.length })}
          </Notice>
          <ColumnsRead {...read} />
          <Lines title={t('animate.import.wrong')} lines={lines.filter((l) => l.project === null)} />
          <Lines title={t('animate.import.ready')} lines={tallFirst(lines.filter((l) => l.project !== null))} />
          {failed !== null && <ErrorNote what={errorText(failed)} />}
          <Button block icon="send" busy={busy} disabled={ready.length === 0} onClick={() => void send()}>
            {t('animate.import.send', { n: ready.length })}
          </Button>
        </>
      )}
    </>
  );
}

/** An animator adds many projects at once from a spreadsheet's file: read on the device, seen before it is sent. */
export function ImportProjectsPage() {
  const t = useT();
  const animated = useAnimated();
  const communities = animated?.communities.filter((c) => !c.archivedAt) ?? [];
  const chosen = useChosen(communities);
  return (
    <Page title={t('animate.import.title')} back="/animer">
      {animated === null && (
        <EmptyState icon="tools" title={t('animate.not.title')}>
          {t('animate.not.text')}
        </EmptyState>
      )}
      <p className="text-small text-soft">{t('animate.import.hint', { n: MOST_LINES })}</p>
      {communities.length > 0 && <Form communities={communities} first={chosen?.id} />}
    </Page>
  );
}
