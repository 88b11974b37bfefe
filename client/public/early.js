// What need not wait for the app itself: it runs while the app still loads.
try {
  if (/^\/(projets)?$/.test(location.pathname)) {
    if (localStorage.getItem('egoejo.known') === null) {
      // Asks for the public projects: on a link of 400 ms this is one second of a first visit.
      // `src/home/first-list.ts` takes the answer.
      window.egoejoFirst = fetch('/api/public/projects?limit=50');
      window.egoejoFirst.catch(() => undefined);
    } else {
      // Opens the database that a device used before has its list in. `src/projects/preloaded-list.ts` reads it.
      const { current } = JSON.parse(localStorage.getItem('egoejo.accounts') ?? '{"current":null}');
      const opening = indexedDB.open(`egoejo-${current ?? 'visitor'}`);
      // It must not be created here.
      opening.addEventListener('upgradeneeded', () => opening.transaction.abort());
      opening.addEventListener('success', () => {
        const db = opening.result;
        db.addEventListener('versionchange', () => db.close());
      });
      window.egoejoDatabase = { member: current, opening };
    }
  }
} catch {
  // This browser forbids the site to store anything. The app itself finds that out.
}
