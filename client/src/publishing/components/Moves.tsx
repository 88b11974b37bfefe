import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import {
  needsReason,
  type ManuscriptFile,
  type ManuscriptRow,
  type ManuscriptState,
} from '@egoejo/shared/publishing/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { TextArea } from '../../ui/forms/text-fields.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import type { IconName } from '../../ui/pictures/icons.tsx';
import { useSigned } from '../queries.ts';
import { hasVersion, inCatalogue, movesOf, type Move } from '../states.ts';

const ICONS: Readonly<Record<Move, IconName>> = {
  submit: 'send',
  takeBack: 'back',
  newEdition: 'plus',
  reopen: 'edit',
  withdraw: 'no',
  take: 'eye',
  giveBack: 'back',
  askChanges: 'edit',
  accept: 'ok',
  publish: 'read',
  decline: 'no',
};
/** What goes on stands first; the other moves are quieter. */
const MAIN: ReadonlySet<Move> = new Set(['submit', 'take', 'accept', 'publish', 'reopen']);
/** What ends something stands last, and is asked for once more. */
const ENDS: ReadonlySet<Move> = new Set(['withdraw', 'decline']);
const rank = (move: Move): number => (MAIN.has(move) ? 0 : move === 'askChanges' ? 1 : ENDS.has(move) ? 3 : 2);

/** What the member may do about a manuscript now, with a word to the other side. */
export function Moves({ manuscript, files }: { manuscript: ManuscriptRow; files: readonly ManuscriptFile[] }) {
  const t = useT();
  const { id, mine, state, title } = manuscript;
  const signed = useSigned(id);
  const moves = movesOf(manuscript)
    .filter(({ move }) => (move === 'submit' ? hasVersion(files) : move !== 'publish' || signed))
    .toSorted((a, b) => rank(a.move) - rank(b.move));
  const [words, setWords, clear, loaded] = useDraft(`manuscript:words:${id}`, '');
  const [missing, setMissing] = useState(false);
  const [sure, setSure] = useState<{ to: ManuscriptState; move: Move } | null>(null);
  const { queue, busy, failed } = useQueueing({ several: true });
  useDirtyForm(loaded && isVisible(words));
  if (!loaded || moves.length === 0) return null;
  const speaks = moves.some(({ to, move }) => move === 'submit' || needsReason(to, mine));
  const go = async (to: ManuscriptState) => {
    setSure(null);
    const key = await queue('manuscript.move', { manuscript: id, from: state, to, words: words.trim() }, title);
    if (key === null) return;
    await clear();
    toastAct(key);
  };
  const tap = ({ to, move }: { to: ManuscriptState; move: Move }) => {
    const silent = needsReason(to, mine) && !isVisible(words);
    setMissing(silent);
    if (silent) return;
    if (ENDS.has(move)) setSure({ to, move });
    else void go(to);
  };
  const ends = inCatalogue(manuscript) ? 'work' : mine ? 'mine' : 'other';
  return (
    <div className="flex flex-col gap-3">
      {speaks && (
        <TextArea
          label={t(mine ? 'publishing.say.reviewers' : 'publishing.say.author')}
          hint={t(mine ? 'publishing.say.reviewers.hint' : 'publishing.say.author.hint')}
          value={words}
          onValue={setWords}
          maxLength={TEXT.comment}
          rows={3}
          error={missing && !isVisible(words) ? t('publishing.say.missing') : undefined}
        />
      )}
      {moves.map(({ to, move }) => (
        <Button
          key={to}
          block
          variant={MAIN.has(move) ? 'primary' : ENDS.has(move) ? 'grave' : 'quiet'}
          icon={ICONS[move]}
          busy={busy}
          onClick={() => tap({ to, move })}
        >
          {t(`publishing.move.${move}`)}
        </Button>
      ))}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('publishing.say.kept')} />}
      {sure && (
        <Confirm
          open
          title={t(`publishing.sure.${sure.move === 'decline' ? 'decline' : 'withdraw'}`, { title })}
          text={t(`publishing.sure.${ends}`)}
          doing={t(`publishing.move.${sure.move}`)}
          onConfirm={() => void go(sure.to)}
          onClose={() => setSure(null)}
        />
      )}
    </div>
  );
}
