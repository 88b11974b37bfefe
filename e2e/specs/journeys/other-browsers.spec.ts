/**
 * The main path in Firefox and WebKit, which have no Background Sync: read, lose the server, act, come back, and see
 * each act received once.
 */
import type { Browsing } from '../../support/browsers/browsing.ts';
import { LOCK_PATIENCE } from '@egoejo/client/sync/engine/schedule/syncer.ts';
import { openFirefox } from '../../support/browsers/firefox.ts';
import { openWebKit } from '../../support/browsers/webkit.ts';
import { expect, settled, test, type Person } from '../../support/shared-server.ts';

const button = (name: string): string => `//button[normalize-space()="${name}"]`;
const words = (browser: Browsing): Promise<string> => browser.run(async () => document.body.innerText);
const expectWords = (browser: Browsing, text: string | RegExp, timeout = 60_000) =>
  expect.poll(() => words(browser), { message: String(text), timeout }).toMatch(text);

/** The names of the acts in the queue on this device. */
const queued = (browser: Browsing, member: string): Promise<string[]> =>
  browser.run(
    (name) =>
      new Promise<string[]>((done, failed) => {
        const open = indexedDB.open(name);
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('success', () => {
          const all: IDBRequest<{ name: string }[]> = open.result.transaction('outbox').objectStore('outbox').getAll();
          all.addEventListener('success', () => {
            open.result.close();
            done(all.result.map((act) => act.name));
          });
        });
      }),
    `egoejo-${member}`,
  );

async function signIn(browser: Browsing, person: Person): Promise<void> {
  await browser.goto('/connexion');
  await expectWords(browser, 'EGOEJO fonctionne maintenant sans réseau.');
  await browser.type('//input[@type="email"]', person.email);
  await browser.type('//input[@type="password"]', person.password);
  await browser.click(button('Se connecter'));
  await expectWords(browser, 'Bonjour');
}

for (const [name, open] of [
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
] as const)
  test(`${name}: grains, a vote and a reading made without a server are kept and received once @long`, async ({
    installation,
    server,
    link,
  }, info) => {
    const { db } = installation;
    const awa = await installation.person(200);
    const project = await installation.project('Un four pour la rue');
    const poll = await installation.poll({
      method: { kind: 'quadratic', credits: 100, unit: 5 },
      options: [
        { id: 'a', label: 'Samedi' },
        { id: 'b', label: 'Dimanche' },
      ],
    });
    const story = await installation.story({ title: 'Le soir', words: 10, pages: ['<p>Le vent du soir.</p>'] });
    const browser = await open(link.url);
    const picture = (of: string) => browser.picture(`${info.outputPath(of)}.png`);
    await signIn(browser, awa);
    await browser.goto(`/lire/${story}`);
    await expectWords(browser, 'Le vent du soir.');
    await browser.goto(`/votes/${poll}`);
    await expectWords(browser, 'Samedi');
    await browser.goto(`/projets/${project.id}`);
    await expectWords(browser, 'Planter des grains');
    await picture('project');

    // The server's process is dead and its port closed.
    await server.kill();
    await browser.reload();
    await expectWords(browser, project.title);
    await browser.click(button('Planter des grains'));
    await browser.click('//button[starts-with(normalize-space(), "Planter 5 grains")]');
    await expectWords(browser, /en attente/);
    await picture('planted');
    await browser.goto(`/votes/${poll}`);
    // This warning comes with the first failed exchange and moves the ballot down. WebKit rarely leaves the lock of the
    // exchange with the page before, until this one steals it (S18).
    await expectWords(browser, 'votre vote doit arriver au serveur avant la clôture', 60_000 + LOCK_PATIENCE);
    await browser.click('//button[starts-with(@aria-label, "Plus")]');
    await expectWords(browser, '1 crédit');
    await browser.click(button('Voter'));
    await expectWords(browser, 'Votre vote est enregistré sur cet appareil');
    await browser.goto(`/lire/${story}`);
    await expectWords(browser, 'Lecture gardée sur cet appareil');
    await browser.reload();
    await expectWords(browser, 'Lecture gardée sur cet appareil');
    await picture('read');
    if (browser.killAndReopen) await browser.killAndReopen();
    await browser.goto('/moi/activite');
    await expectWords(browser, /en attente[^]*en attente[^]*en attente/);
    expect(await queued(browser, awa.id)).toEqual(
      expect.arrayContaining(['project.boost', 'poll.vote', 'reading.finish']),
    );
    // A page that is left closes its database, and must not take that for the browser deleting it.
    expect(await words(browser)).not.toContain('perdu');
    await picture('queued');

    await server.start();
    await browser.click(button('Synchroniser'));
    await expect.poll(() => queued(browser, awa.id)).toEqual([]);
    await expectWords(browser, /reçu[^]*reçu[^]*reçu/);
    await picture('received');
    const names = await db.query<{ name: string }>('select name from receipt where member = $1 order by name', [
      awa.id,
    ]);
    expect(names.map((receipt) => receipt.name).filter((act) => act !== 'reading.progress')).toEqual([
      'poll.vote',
      'project.boost',
      'reading.finish',
    ]);
    // 200 - 10 planted - 5 for the vote + 5 harvested by voting + 10 by reading
    expect(await settled(db, awa.id)).toMatchObject({ balance: 200, ledger: 200 });
    expect(browser.complaints()).toEqual([]);
    await browser.close();
  });

test('WebKit: a page left while it opens its database blocks no other page @long', async ({ installation, link }) => {
  const awa = await installation.person();
  const browser = await openWebKit(link.url);
  await signIn(browser, awa);
  // WebKit keeps each page that is left, frozen in what it did at that moment.
  for (let i = 0; i < 8; i++) {
    await browser.goto('/projets');
    await browser.goto('/moi/activite');
    await expectWords(browser, 'Synchroniser');
  }
  await browser.close();
});

test('Firefox that blocks the data of sites: pages are read, and say that nothing is kept @long', async ({ link }) => {
  const browser = await openFirefox(link.url, { 'network.cookie.cookieBehavior': 2 });
  try {
    for (const [path, said] of [
      ['/cycle', 'Le Silo'],
      ['/livres', 'Aucun livre sur cet appareil'],
      ['/recherche?q=eau', 'résultats sur cet appareil'],
      ['/connexion', 'Adresse e-mail'],
    ] as const) {
      await browser.goto(path);
      await expectWords(browser, said);
      await expectWords(browser, 'Ce navigateur ne garde rien ici');
    }
    expect(browser.complaints()).toEqual([]);
  } finally {
    await browser.close();
  }
});
