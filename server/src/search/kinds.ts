/** What the search reads of each kind, as SQL over the alias `d`; indexes: migrations 382 and 406. */
import type { FoundRow } from '@egoejo/shared/search/model.ts';

interface Kind {
  /** The table, and what the other expressions need beside it. */
  from: string;
  where: string;
  title: string;
  /** The text beside the title, compared word by word; the same expression as in the indexes. */
  note: string;
  community: string;
  /** Which of equally good ones come first, and which are compared at all when there are too many. */
  weight: string;
  /** The long text as `tsvector`, with its table joined as `b`. */
  body?: { table: string; words: string; where?: string };
}

const words = (text: string): string => `to_tsvector('plain_french', plain(${text}))`;

export const KINDS: Readonly<Record<Exclude<FoundRow['kind'], 'message'>, Kind>> = {
  project: {
    from: 'project d',
    where: `d.status = 'published'`,
    title: 'd.title',
    note: 'd.summary',
    community: 'd.community',
    weight: '(select y.score from project_tally y where y.id = d.id)',
    body: { table: 'project_text', words: words('b.text') },
  },
  community: { from: 'community d', where: 'true', title: 'd.name', note: 'd.summary', community: 'd.id', weight: '0' },
  poll: {
    from: 'poll d',
    where: `d.state <> 'draft' and d.hidden_at is null`,
    title: 'd.title',
    note: 'd.text',
    community: 'd.community',
    weight: '0',
  },
  story: {
    from: 'story d',
    where: 'true',
    title: 'd.title',
    note: 'd.authors',
    community: 'null::uuid',
    weight: '0',
    body: { table: 'story_text', words: 'story_words(b.pages)' },
  },
  work: {
    from: 'work d',
    where: `d.scope <> 'hidden'`,
    title: 'd.title',
    note: 'd.authors',
    community: 'd.community',
    weight: '0',
    // The same condition again, for the index.
    body: {
      table: 'work',
      words: 'work_words(b.subtitle, b.series, b.publisher, b.subjects, b.contributors, b.description)',
      where: `b.scope <> 'hidden'`,
    },
  },
};

/** Communities whose rows the member in the parameter (null: a visitor) may read, as `seen` of a `with`. */
export const seenBy = (parameter: string): string => `seen as materialized (select c.id from community c
  where c.visibility = 'public'
    or exists (select from membership m where m.member = ${parameter}::uuid and m.community = c.id))`;
/** Title and note as one text. */
export const headOf = ({ title, note }: Kind): string => `${title} || ' ' || ${note}`;
/** The stemmed words of title and note. */
export const headWords = (kind: Kind): string => words(headOf(kind));
