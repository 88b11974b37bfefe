/** A mail server on loopback that behaves as a test requires: accepts mails, refuses connections, or never responds. */
import { createServer, type Socket } from 'node:net';

export interface SmtpServer {
  url: string;
  /**
   * `stall`: accepts connections but never responds. `refuse`: refuses every connection. `stranger`: does not let us
   * send. Recipients `refused…@` are rejected as unknown mailboxes, `grey…@` put off, and mails with `spam` in them
   * rejected.
   */
  mode: 'accept' | 'stall' | 'refuse' | 'stranger';
  /** Headers and body of every accepted mail. */
  mails: string[];
  /** Connections so far. */
  calls: number;
  close(): Promise<void>;
}

export async function startSmtp(): Promise<SmtpServer> {
  const open = new Set<Socket>();
  const smtp: SmtpServer = { url: '', mode: 'accept', mails: [], calls: 0, close: async () => undefined };
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    smtp.calls++;
    // A client that times out closes the connection in the middle.
    socket.on('error', () => socket.destroy());
    if (smtp.mode === 'refuse') socket.end('421 not now\r\n');
    if (smtp.mode === 'accept' || smtp.mode === 'stranger')
      converse(socket.setEncoding('utf8'), smtp.mails, smtp.mode === 'stranger');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  smtp.url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}?ignoreTLS=true`;
  smtp.close = () =>
    new Promise((closed) => {
      for (const socket of open) socket.destroy();
      server.close(() => closed());
    });
  return smtp;
}

/** Answers to commands that are refused; all others are taken. */
const REFUSALS: readonly (readonly [start: string, answer: string])[] = [
  ['RCPT TO:<refused', '550 no such box'],
  ['RCPT TO:<grey', '451 come back later'],
];

function converse(socket: Socket, mails: string[], stranger: boolean): void {
  const refusals = stranger ? [['MAIL FROM', '550 we do not know you'] as const] : REFUSALS;
  let mail: string[] | null = null;
  let rest = '';
  socket.write('220 test\r\n');
  socket.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (mail && line !== '.') mail.push(line);
      else if (mail) {
        const text = mail.join('\n');
        mail = null;
        if (!text.includes('spam')) mails.push(text);
        socket.write(text.includes('spam') ? '554 we do not like it\r\n' : '250 taken\r\n');
      } else if (line === 'DATA') {
        mail = [];
        socket.write('354 go on\r\n');
      } else if (line === 'QUIT') socket.end('221 bye\r\n');
      else socket.write(`${refusals.find(([start]) => line.startsWith(start))?.[1] ?? '250 ok'}\r\n`);
    }
  });
}
