/** A program for the tests of `platform/jobs/work-process.ts`: it does what it is told. */
import { answerTasks } from '../../platform/jobs/work-process-child.ts';

export interface OddTask {
  what: 'answer' | 'end' | 'hang' | 'eat';
  /** For `eat`. */
  megabytes?: number;
}

let answered = 0;
answerTasks(async ({ what, megabytes = 0 }: OddTask) => {
  if (what === 'end') process.kill(process.pid, 'SIGKILL');
  if (what === 'hang') await new Promise(() => undefined);
  const eaten = Array.from({ length: megabytes }, () => Buffer.alloc(1024 * 1024, 1));
  return { pid: process.pid, secret: process.env['EGOEJO_TEST'], answered: ++answered, eaten: eaten.length };
});
