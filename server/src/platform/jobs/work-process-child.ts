/** The other side of `work-process.ts`, in the process that does the work. */

/** Answers each task with what `work` returns. What `work` throws ends the process, and so does the server's end. */
export function answerTasks<Task, Answer extends object>(work: (task: Task) => Promise<Answer>): void {
  // Native work in progress would delay an ordinary exit.
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  process.on('disconnect', end);
  process.on('message', (task: Task) => void work(task).then((answer) => process.send?.(answer)));
  process.send?.('ready');
}
