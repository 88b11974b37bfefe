import { useCallback, useEffect, useRef, useState } from 'react';
import { BLOCK, type RowBlock } from './row-slots.ts';

/**
 * During a fast scroll no row is read until it slows down, ms: nobody sees those rows, and reading them all would make
 * the list stutter.
 */
const CALM_MS = 120;

/** The rows to read, as whole blocks around those drawn, and a callback for when others are drawn. */
export function useRowBlock(): [RowBlock, (from: number, to: number) => void] {
  const [block, setBlock] = useState<RowBlock>({ from: 0, to: 2 * BLOCK });
  const timer = useRef(0);
  const seen = useRef(block);
  useEffect(() => () => clearTimeout(timer.current), []);
  const moved = useCallback((from: number, to: number) => {
    const next = { from: Math.max(0, Math.floor(from / BLOCK - 1) * BLOCK), to: Math.ceil(to / BLOCK + 1) * BLOCK };
    const { current } = seen;
    clearTimeout(timer.current);
    if (next.from === current.from && next.to === current.to) return;
    const read = () => {
      seen.current = next;
      setBlock(next);
    };
    if (from < current.to && to > current.from) read();
    else timer.current = window.setTimeout(read, CALM_MS);
  }, []);
  return [block, moved];
}
