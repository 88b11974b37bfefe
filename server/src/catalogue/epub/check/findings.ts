/** What is wrong with a book, by stable codes. */
import { cut } from '@egoejo/shared/platform/cut.ts';

export const CHECK_CODES = [
  'container.mimetype',
  'container.duplicate_entry',
  'container.malformed',
  'container.unreadable',
  'package.malformed',
  'package.version',
  'package.identifier',
  'package.title',
  'package.language',
  'package.modified',
  'package.refines',
  'package.id_twice',
  'manifest.item',
  'manifest.missing_file',
  'manifest.unlisted_file',
  'manifest.twice',
  'manifest.media_type',
  'manifest.remote',
  'manifest.fallback',
  'manifest.cover',
  'manifest.nav',
  'spine.empty',
  'spine.unknown_item',
  'spine.twice',
  'spine.foreign',
  'spine.ncx',
  'nav.malformed',
  'nav.no_toc',
  'nav.link',
  'nav.empty',
  'nav.landmark',
  'ncx.malformed',
  'ncx.identifier',
  'content.malformed',
  'content.not_xhtml',
  'content.no_title',
  'content.element',
  'content.attribute',
  'content.nesting',
  'content.id_twice',
  'content.language',
  'content.no_alt',
  'content.scripted',
  'content.remote',
  'content.foreign',
  'link.missing',
  'link.fragment',
  'style.remote',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export interface Finding {
  code: CheckCode;
  entry: string;
  /** From 1; 0: the entry as a whole. */
  line: number;
  detail: string;
}

/** A book with more faults is not read to its end. */
const MOST_FINDINGS = 200;

export class Findings {
  readonly all: Finding[] = [];
  get full(): boolean {
    return this.all.length >= MOST_FINDINGS;
  }
  say(code: CheckCode, entry: string, line: number, detail: string): void {
    if (!this.full) this.all.push({ code, entry, line, detail: cut(detail.replaceAll(/\p{Cc}+/gu, ' '), 200) });
  }
}

const LANGUAGE = /^(?:[a-z]{2,8}|[ix](?=-))(?:-[a-z\d]{1,8})*$/i;
/** Whether a tag is well-formed (BCP 47), be it a private or an old one. */
export const isLanguage = (tag: string): boolean => LANGUAGE.test(tag);
