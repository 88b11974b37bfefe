import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { FILE_NAME } from '@egoejo/shared/rooms/model.ts';

/** Longest ending of a name that is kept when the name is cut, with its dot. */
const ENDING = 12;

/** The name of a file as a message tells it: no path, one line, at most FILE_NAME long, with its ending. */
export function fileName(chosen: string, without: string): string {
  const name = plainLine(chosen.replace(/^.*[\\/]/, '')) || without;
  if (name.length <= FILE_NAME) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= ENDING ? name.slice(dot) : '';
  return `${cut(name, FILE_NAME - ending.length).trimEnd()}${ending}`;
}
