import { cut } from '@egoejo/shared/platform/cut.ts';
import { useState } from 'react';
import type { BookMark } from '@egoejo/shared/books/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { MARK_COLOURS } from '../reader/highlights.ts';
import { textsOf } from './queries.ts';

interface Waiting {
  ids: ReadonlySet<unknown>;
}
/** The marks whose acts wait on this device. */
function useWaiting(): Waiting {
  const acts = useActs().filter((a) => a.verdict === null && a.name.startsWith('mark.'));
  const idsOf = (args: Readonly<Record<string, unknown>>): unknown[] =>
    Array.isArray(args['marks']) ? args['marks'].map((m: { id?: unknown }) => m.id) : [args['mark']];
  return { ids: new Set(acts.flatMap((a) => idsOf(a.args))) };
}

/** The marks of a book; a tap goes to one, another opens it. `go` says whether its place was found. */
export function MarkList({
  marks,
  language,
  go,
  onOpen,
}: {
  marks: readonly BookMark[];
  language: string;
  go: (mark: BookMark) => Promise<boolean>;
  onOpen: (mark: BookMark) => void;
}) {
  const t = useT();
  const waiting = useWaiting();
  const [lost, setLost] = useState<ReadonlySet<string>>(new Set());
  if (marks.length === 0) return <p className="text-small text-soft">{t('books.marks.none')}</p>;
  return (
    <ul aria-label={t('books.marks')} className="flex flex-col">
      {marks.map((mark) => (
        <li key={mark.id} className="flex items-start gap-1 border-b border-line last:border-0">
          <button
            type="button"
            className="flex min-h-11 min-w-0 flex-1 items-start gap-2 py-2.5 text-start"
            onClick={() => void go(mark).then((found) => !found && setLost(new Set([...lost, mark.id])))}
          >
            {mark.kind === 'bookmark' ? (
              <Icon name="bookmark" className="size-5 flex-none text-leaf" />
            ) : (
              <span
                style={{ backgroundColor: MARK_COLOURS[mark.colour], forcedColorAdjust: 'none' }}
                className="mt-1 size-4 flex-none rounded-full"
              >
                <span className="sr-only">{t(`books.mark.${mark.colour}`)}</span>
              </span>
            )}
            <span className="min-w-0 flex-1">
              <span dir="auto" lang={language || undefined} className="line-clamp-3">
                {typeset(mark.text) || t('books.mark.bookmark')}
              </span>
              {textsOf(mark).map((text) => (
                <span key={text} dir="auto" className="block text-small whitespace-pre-line text-soft">
                  {typeset(text)}
                </span>
              ))}
              <span className="num block text-tiny text-soft">
                {t('books.percent', { n: Math.round(mark.at / 100) })}
                {mark.notes.length > 1 && ` · ${t('books.mark.apart.short')}`}
                {lost.has(mark.id) && ` · ${t('books.mark.lost')}`}
              </span>
              {waiting.ids.has(mark.id) && <StateChip state="queued" />}
            </span>
          </button>
          <IconButton
            icon="edit"
            label={t('books.mark.change', { text: cut(mark.text, 40) })}
            onClick={() => onOpen(mark)}
          />
        </li>
      ))}
    </ul>
  );
}
