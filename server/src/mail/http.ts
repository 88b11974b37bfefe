/**
 * Unsubscribing from a kind of mail by the link in it, without signing in: a page for people, one click for mail
 * programs (RFC 8058).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ONE_CLICK } from '../platform/http/csrf.ts';
import type { Routes } from '../platform/deps.ts';
import { choose } from './choices.ts';
import { readToken } from './unsubscribe.ts';
import { mailLanguage, type MailLanguage } from './texts.ts';

const words: Record<MailLanguage, Record<'title' | 'ask' | 'do' | 'done' | 'bad' | 'home', string>> = {
  fr: {
    title: 'Ne plus recevoir ces messages',
    ask: 'Voulez-vous ne plus recevoir ce genre de message ?',
    do: 'Ne plus recevoir',
    home: 'Ouvrir EGOEJO',
    done: 'C’est fait : vous ne recevrez plus ce genre de message. Vous pouvez changer d’avis dans vos réglages.',
    bad: 'Ce lien n’est pas complet. Ouvrez-le depuis le message, ou passez par vos réglages.',
  },
  en: {
    title: 'Stop these messages',
    ask: 'Do you want to receive no more messages of this kind?',
    do: 'Receive no more',
    home: 'Open EGOEJO',
    done: 'Done: you will receive no more messages of this kind. You can change your mind in your settings.',
    bad: 'This link is not complete. Open it from the message, or use your settings.',
  },
};

/** The page contains only fixed texts and nothing from the request. */
function page(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  says: 'ask' | 'done' | 'bad',
): FastifyReply {
  const language = mailLanguage(request.headers['accept-language']);
  const w = words[language];
  const form = says === 'ask' ? `<form method="post"><button>${w.do}</button></form>` : '';
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" ` +
        `content="width=device-width"><meta name="color-scheme" content="light dark"><title>${w.title} · ` +
        'EGOEJO</title></head>' +
        `<body><main><h1>${w.title}</h1><p>${w[says]}</p>${form}<p><a ` +
        `href="/moi/reglages">${w.home}</a></p></main></body></html>`,
    );
}

export const routes: Routes = (app, { db, limits, mailer }) => {
  const refusalOf = (request: FastifyRequest) => {
    limits.public.take(request.ip);
    const { t } = request.query as { t?: unknown };
    return typeof t === 'string' ? readToken(mailer.secret, t) : null;
  };
  void app.register(async (scope) => {
    // The body of a form or a mail program is ignored: the token contains everything.
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer', bodyLimit: 4096 },
      (_request, _body, done) => done(null, null),
    );
    // GET changes nothing, because mail scanners follow links.
    scope.get(ONE_CLICK, async (request, reply) =>
      refusalOf(request) ? page(request, reply, 200, 'ask') : page(request, reply, 400, 'bad'),
    );
    scope.post(ONE_CLICK, async (request, reply) => {
      const refusal = refusalOf(request);
      if (!refusal) return page(request, reply, 400, 'bad');
      await choose(db, refusal.member, refusal.kind, false);
      return page(request, reply, 200, 'done');
    });
  });
};
