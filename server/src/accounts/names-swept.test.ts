import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addMember } from '../testing/world.ts';
import { bothDatabases } from '../testing/database/postgres.ts';

bothDatabases('names stored before', (database) => {
  it('lose what nobody sees, and their devices get them anew', async () => {
    const db = database();
    const kept = ['Zoé', 'می‌خواهم', '👨‍👩‍👧', ''];
    const rows: string[] = [];
    for (const name of ['Je\u200banne', '\u3164', '\u202eenna\u2060 ', ...kept]) {
      const { id } = await addMember(db);
      await db.query('update member set name = $2 where id = $1', [id, name]);
      rows.push(id);
    }
    const read = () =>
      db.query<{ name: string; rev: number }>(
        'select name, rev from member where id = any($1::uuid[]) order by array_position($1::uuid[], id)',
        [rows],
      );
    const before = await read();
    const statements = readFileSync('prisma/migrations/383.do.names-swept.sql', 'utf8').split(/;\n/);
    await db.transaction(async (tx) => {
      for (const statement of statements) if (statement.trim() !== '') await tx.query(statement);
    });
    const after = await read();
    expect(after.map((r) => r.name)).toEqual(['Jeanne', '?', 'enna', ...kept]);
    expect(after.map((r, i) => r.rev > before[i]!.rev)).toEqual([true, true, true, false, false, false, false]);
  });
});
