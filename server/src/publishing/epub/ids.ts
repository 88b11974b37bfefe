/** Ids of elements that stay the same in the next edition as long as their words do. Pure. */
import { createHash } from 'node:crypto';

const MOST = 60;

/** An id in plain letters; words in other letters are told apart by a part of their hash. */
export function slugOf(words: string): string {
  const plain = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/['’]/g, ' ').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MOST)
    .replace(/-+$/, '');
  const sum = createHash('sha256').update(words.trim()).digest('hex').slice(0, 8);
  const whole = /[^\P{L}a-z]/u.test(plain) || slug === '' ? `${slug}-${sum}`.replace(/^-/, 'h-') : slug;
  return /^[a-z]/.test(whole) ? whole : `h-${whole}`;
}

/** Gives each id once: the second of the same words is followed by a number. */
export class Ids {
  private readonly used = new Set<string>();
  private readonly next = new Map<string, number>();

  take(wanted: string): string {
    let id = wanted;
    let n = this.next.get(wanted) ?? 2;
    while (this.used.has(id)) id = `${wanted}-${n++}`;
    this.next.set(wanted, n);
    this.used.add(id);
    return id;
  }
}
