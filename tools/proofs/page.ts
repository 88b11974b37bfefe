/** Renders `docs/proofs.md`: each proof with its observed failure, and the rules without a proof. */
import { compareRules } from '../generate/titles.ts';
import type { Proof } from './proof.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
/** Inline code in Markdown; text with backquotes needs two of them around it. */
const quoted = (text: string): string => {
  const inside = oneLine(text);
  if (inside === '') return 'nothing';
  return inside.includes('`') ? `\`\` ${inside} \`\`` : `\`${inside}\``;
};

const entryStart = (p: Proof): string =>
  `- ${quoted(p.test)}\n  - in ${p.file}: ${quoted(p.from)} becomes ${quoted(p.to)}\n  - seen: `;

/** The failures on a page, found by the start of their entry, which changes when the proof changes. */
export function failuresOn(page: string, proofs: readonly Proof[]): Map<Proof, string> {
  return new Map(
    proofs.flatMap((proof): [Proof, string][] => {
      const failure = page.split(entryStart(proof))[1]?.split('\n')[0];
      return failure ? [[proof, failure]] : [];
    }),
  );
}

const head = `# Proofs

Written by \`npm run proofs\`: do not edit. For each proof the script copies the tree, runs the test, breaks one
line, and runs the test again, which must then fail on an assertion. The proofs stand in \`tools/proofs/\`;
what each rule says, in \`docs/rules/\`; every test that names it, in \`docs/tests-by-rule.md\`. A run takes the
commit with the changes of tracked files.

    npm run proofs                          every proof
    npm run proofs -- --only S5,S9          the proofs of these rules
    npm run proofs -- --missing             those whose failure this page does not show yet
    npm run proofs -- --count 5 --seed 42   a choice; it leaves this page as it is
    npm run proofs -- --list                only names them
`;

/** @param rules all rules stated in `docs/rules/` */
export function renderPage(rules: readonly string[], failures: ReadonlyMap<Proof, string>): string {
  const proofs = [...failures.keys()];
  const without = rules.filter((rule) => proofs.every((p) => p.rule !== rule));
  const proven = rules.filter((rule) => !without.includes(rule)).sort(compareRules);
  const sections = proven.map((rule) => {
    const entries = [...failures].filter(([p]) => p.rule === rule).map(([p, failure]) => `${entryStart(p)}${failure}`);
    return `\n## ${rule}\n\n${entries.join('\n')}\n`;
  });
  const missing =
    without.length > 0
      ? `\nWithout a proof: ${without.sort(compareRules).join(', ')}.\n`
      : '\nEvery rule has a proof.\n';
  return `${head}${missing}${sections.join('')}`;
}

/** A failure in the page's form. */
export const failureText = (line: string): string => quoted(line);
