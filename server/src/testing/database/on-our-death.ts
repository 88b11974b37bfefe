/**
 * Cleanup for when this process dies, however it dies: a shell in a separate session waits for our end of a pipe to
 * close. So a killed test run leaves no server, database or browser running.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';

const script = `
n=0
while IFS=' ' read -r id rest; do eval "will_$id=\\$rest"; [ "$id" -gt "$n" ] && n=$id; done
i=1
while [ "$i" -le "$n" ]; do eval "command=\\$will_$i"; [ -n "$command" ] && eval "$command"; i=$((i + 1)); done`;

let executor: ChildProcess | undefined;
let count = 0;

/**
 * Runs `command` (one line of POSIX shell) once this process has ended.
 * @returns a function that cancels this; call it after a normal cleanup.
 */
export function onOurDeath(command: string): () => void {
  const pipe = openPipe();
  const id = ++count;
  pipe.write(`${id} ${command.replaceAll('\n', ' ')}\n`);
  return () => pipe.write(`${id} \n`);
}

function openPipe(): Socket {
  if (!executor) {
    executor = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    executor.unref();
    (executor.stdin as Socket).unref();
  }
  return executor.stdin as Socket;
}
