import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { newId, type MemberId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import { MOST_PEOPLE, pairId } from '@egoejo/shared/rooms/model.ts';
import type { Person } from '../../comments/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { CheckboxGroup } from '../../ui/forms/choices.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useKnownPeople } from '../people.ts';

/** More people than this are found by their names. */
const SHOWN = 40;

/** Chooses people and begins a conversation with them; with one, it goes on with the one that there is. */
function Choose({ people, first, me }: { people: readonly Person[]; first: string | undefined; me: MemberId }) {
  const t = useT();
  const go = useNavigate();
  const mine = useRows('roomMember');
  const [chosen, setChosen] = useState<string[]>(people.some((p) => p.id === first) && first ? [first] : []);
  const [wanted, setWanted] = useState('');
  const [title, setTitle] = useState('');
  const { queue, busy, failed } = useQueueing({ fresh: 'id' });
  const others = people.filter((p) => chosen.includes(p.id));
  const found = people.filter((p) => chosen.includes(p.id) || fold(p.name).includes(fold(wanted.trim())));
  const twins = (p: Person) => people.some((o) => o.id !== p.id && o.name === p.name);
  const begin = async (event: SubmitEvent) => {
    event.preventDefault();
    const [only, ...more] = others;
    if (!only || !mine) return;
    const pair = more.length === 0;
    const id = pair ? pairId(me, only.id) : newId<RoomId>();
    const called = others.map((p) => p.name).join(', ');
    if (!mine.some((m) => m.id === id)) {
      const args = { id, people: others.map((p) => p.id), title: pair ? '' : title.trim() };
      if ((await queue('room.direct', args, args.title === '' ? called : args.title)) === null) return;
    }
    void go({ to: '/conversations/$id', params: { id }, replace: true });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void begin(event)}>
      {people.length > 8 && <SearchField label={t('rooms.to.find')} value={wanted} onValue={setWanted} />}
      {found.length === 0 && <p className="text-small text-soft">{t('rooms.to.nobody')}</p>}
      <CheckboxGroup
        label={t('rooms.to')}
        values={chosen}
        onValues={setChosen}
        max={MOST_PEOPLE - 1}
        options={found
          .toSorted((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)))
          .slice(0, Math.max(SHOWN, chosen.length))
          .map((p) => ({
            value: p.id,
            label: p.name,
            ...(twins(p) && p.wrote !== '' && { hint: shortened(p.wrote, 40) }),
          }))}
      />
      {chosen.length >= MOST_PEOPLE - 1 && <Notice icon="people">{t('rooms.to.most', { most: MOST_PEOPLE })}</Notice>}
      {others.length > 1 && (
        <TextField label={t('rooms.to.title')} value={title} onValue={setTitle} maxLength={TEXT.title} />
      )}
      <Notice icon="lock">{t('rooms.to.note')}</Notice>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Button type="submit" block icon="talk" busy={busy} disabled={others.length === 0 || mine === undefined}>
        {t('rooms.to.go')}
      </Button>
    </form>
  );
}

/** Writing to people of the member's communities, also without a network. */
export function WriteToPage() {
  const t = useT();
  const who = useMember();
  const people = useKnownPeople();
  const { a } = useSearch({ from: '/conversations/ecrire' });
  return (
    <Page title={t('rooms.write')} back="/conversations">
      {people?.length === 0 && (
        <EmptyState
          icon="people"
          title={t('rooms.to.none')}
          action={<LinkButton to="/communautes">{t('rooms.where.go')}</LinkButton>}
        >
          {t('rooms.to.none.text')}
        </EmptyState>
      )}
      {people && people.length > 0 && who && <Choose people={people} first={a} me={who.member} />}
    </Page>
  );
}
