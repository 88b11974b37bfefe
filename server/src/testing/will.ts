/**
 * What must happen when this process dies, however it dies: a shell of its own session waits for our end of a pipe to
 * close. So a killed test run leaves no server, no database and no browser behind.
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
 * Has `command` (one line of POSIX shell) run once this process is gone.
 * @returns revokes it: call when the thing was ended in an orderly way.
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
