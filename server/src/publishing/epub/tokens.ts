/**
 * The tokens of a Markdown text as markdown-it gives them: CommonMark, tables and footnotes. Its renderer is not used.
 * It takes time in proportion to the text; what could take more time or memory is refused, wherever it is read.
 */
import type { Result } from '@egoejo/shared/platform/result.ts';
import MarkdownIt, {
  type Env,
  type MarkdownIt as Reader,
  type StateBlock,
  type StateInline,
  type Token,
} from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { fault } from '../../platform/files/file-fault.ts';
import { withoutHidden } from './html.ts';
import { MANUSCRIPT, type ManuscriptCode } from './model.ts';

/** Ends the reading of a text from within; `readMarkdown` returns its result. */
export class Refusal extends Error {
  readonly result: Result<never, ManuscriptCode>;

  constructor(code: ManuscriptCode, line: number, reason: string) {
    super(reason);
    this.result = fault(code, line, reason);
  }
}

/** The line of the text; `above`: how many lines are above the block of HTML that is being read. */
const lineOf = (state: StateBlock, line: number): number => Number(state.env['above'] ?? 0) + line + 1;

/** Rows of tables are filled up to the width of the first, so that a short text could give any number of tokens. */
class BoundedState extends MarkdownIt.StateBlock {
  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    if (this.tokens.length >= MANUSCRIPT.tokens)
      throw new Refusal('manuscript.too_long', lineOf(this, this.line), `more than ${MANUSCRIPT.tokens} parts`);
    return super.push(type, tag, nesting);
  }
}

/** Gives each token the line of its paragraph. */
class LinedState extends MarkdownIt.StateInline {
  private line = 0;
  private seen = 0;

  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    for (; this.seen < this.pos; this.seen++) if (this.src[this.seen] === '\n') this.line++;
    const token = super.push(type, tag, nesting);
    token.map = [this.line, this.line + 1];
    return token;
  }
}

/**
 * A rule before that of quotations, which looks at all lines up to an empty one. If many of them end quotations, it
 * looks at the others again each time: then the text is refused.
 */
function countQuoted(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || state.src[state.bMarks[startLine]! + state.tShift[startLine]!] !== '>') return false;
  let line = startLine;
  while (line < endLine && !state.isEmpty(line)) line++;
  const looks = Number(state.env['looks'] ?? 0) + line - startLine;
  if (looks > MANUSCRIPT.looks)
    throw new Refusal(
      'manuscript.too_long',
      lineOf(state, startLine),
      'too many quotations without empty lines between',
    );
  state.env['looks'] = looks;
  return false;
}

const NOTE_MARK = new RegExp(`\\[\\^[^ \\n\\]]{1,${MANUSCRIPT.label}}\\]`, 'y');

/** A rule before that of footnotes, which would look for the end of each `[^` through the whole rest of the text. */
function plainBracket(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  NOTE_MARK.lastIndex = state.pos;
  if (NOTE_MARK.test(state.src)) return false;
  if (!silent) state.pending += '[';
  state.pos++;
  return true;
}

function readerWithout(...rules: string[]): Reader {
  // Blocks beyond the library's own depth get lost in silence: `readMarkdown` refuses those before them.
  const reader = new MarkdownIt('commonmark', { maxNesting: MANUSCRIPT.depth + 10 });
  reader.enable('table').use(footnotes);
  reader.disable(['footnote_inline', ...rules]);
  reader.block.ruler.before('blockquote', 'count_quoted', countQuoted);
  reader.inline.ruler.before('footnote_ref', 'plain_bracket', plainBracket);
  reader.block.State = BoundedState;
  reader.inline.State = LinedState;
  // Addresses stay as they are typed: those that a book may have are chosen where they are written.
  reader.validateLink = () => true;
  reader.normalizeLink = (url) => url;
  reader.normalizeLinkText = (url) => url;
  return reader;
}
const READER = readerWithout();
const READER_WITHIN_HTML = readerWithout('html_block');

export interface Tokens {
  /** Blocks; a block of HTML has those within it as `children`. */
  blocks: Token[];
  /** What is within the token `inline` of a line. */
  wordsOf: (token: Token, line: number) => Token[];
}

/** @throws Refusal */
export function tokensOf(text: string): Tokens {
  const env: Env = {};
  const blocks: Token[] = [];
  READER.block.parse(text, READER, env, blocks);
  // The words between tags are read too, before any line: they may define what others refer to.
  for (const block of blocks)
    if (block.type === 'html_block') {
      block.children = [];
      env['above'] = block.map?.[0] ?? 0;
      READER_WITHIN_HTML.block.parse(withoutHidden(block.content), READER_WITHIN_HTML, env, block.children);
    }
  const wordsOf = ({ content }: Token, line: number): Token[] => {
    if (content.length > MANUSCRIPT.paragraph)
      throw new Refusal('manuscript.too_long', line, `a paragraph of more than ${MANUSCRIPT.paragraph} characters`);
    const words: Token[] = [];
    READER.inline.parse(content, READER, env, words);
    return words;
  };
  return { blocks, wordsOf };
}
