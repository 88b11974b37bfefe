import { Fragment, useMemo } from 'react';
import { partsOf, type Person } from '../../comments/model.ts';
import { typeset } from '../../i18n/typeset.ts';
import { blocksOf, type Block, type Inline } from '../markdown/markdown.ts';

/** Text in which the names of mentioned people stand out. */
const Named = ({ text, people }: { text: string; people: readonly Person[] }) =>
  partsOf(text, people).map((part, i) =>
    part.people.length > 0 ? <b key={i}>{typeset(part.text)}</b> : <Fragment key={i}>{typeset(part.text)}</Fragment>,
  );

/** The place that a link with words of its own leads to, so that the words cannot hide it. */
const hostOf = ({ text, href }: { text: string; href: string }): string | null =>
  href === text || href === `${text}/` ? null : new URL(href).host;

function Part({ part, people }: { part: Inline; people: readonly Person[] }) {
  if (part.kind === 'text') return <Named text={part.text} people={people} />;
  if (part.kind === 'code')
    return <code className="rounded-dot bg-sunk px-1 font-mono text-small text-ink">{part.text}</code>;
  if (part.kind === 'link') {
    const host = hostOf(part);
    return (
      <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" className="break-all underline">
        {part.text}
        {host !== null && <span className="ms-1 text-tiny text-soft">{host}</span>}
      </a>
    );
  }
  const Tag = part.kind === 'bold' ? 'strong' : 'em';
  return (
    <Tag>
      <Parts parts={part.parts} people={people} />
    </Tag>
  );
}
const Parts = ({ parts, people }: { parts: readonly Inline[]; people: readonly Person[] }) =>
  parts.map((part, i) => <Part key={i} part={part} people={people} />);

const lists = { bullets: 'ul', numbers: 'ol' } as const;

function Blocks({ block, people }: { block: Block; people: readonly Person[] }) {
  if (block.kind === 'bullets' || block.kind === 'numbers') {
    const List = lists[block.kind];
    return (
      <List
        dir="auto"
        start={block.kind === 'numbers' ? block.from : undefined}
        className={`ps-6 ${block.kind === 'numbers' ? 'list-decimal' : 'list-disc'}`}
      >
        {block.lines.map((parts, i) => (
          <li key={i}>
            <Parts parts={parts} people={people} />
          </li>
        ))}
      </List>
    );
  }
  const words = block.lines.map((parts, i) => (
    <Fragment key={i}>
      {i > 0 && <br />}
      <Parts parts={parts} people={people} />
    </Fragment>
  ));
  if (block.kind === 'words') return <p dir="auto">{words}</p>;
  return (
    <blockquote dir="auto" className="border-s-2 border-edge ps-3 text-soft">
      {words}
    </blockquote>
  );
}

/** The words of a message: small Markdown, as nodes and never as HTML. */
export function MessageWords({ text, people }: { text: string; people: readonly Person[] }) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <div className="flex max-w-prose flex-col gap-2 break-words">
      {blocks.map((block, i) => (
        <Blocks key={i} block={block} people={people} />
      ))}
    </div>
  );
}
