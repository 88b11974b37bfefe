/**
 * Checks in SQL that a receipt's hash is that of a request, rebuilt from the data that the request left behind (S6).
 */
import { mutations } from '@egoejo/shared/registry.ts';

/**
 * True for any version of the mutation that this app ever sent. `args` is SQL for the canonical JSON of its arguments.
 */
export const isHashOf = (
  name: 'project.boost' | 'poll.vote' | 'poll.withdrawVote',
  args: string,
  hash: string,
): string => {
  const versions = Array.from(
    { length: mutations[name].version },
    (_, i) => `sha256(convert_to('{"args":' || ${args} || ',"name":"${name}","version":${i + 1}}', 'UTF8'))`,
  );
  return `${hash} in (${versions.join(', ')})`;
};
/** The canonical JSON of a stored ballot `b`; the ids of options are plain ASCII. */
export const BALLOT = `case b.content ->> 'kind'
    when 'choice' then '{"kind":"choice","options":[' || (select string_agg(to_json(o)::text, ',' order by i)
      from jsonb_array_elements_text(b.content -> 'options') with ordinality as x(o, i)) || ']}'
    when 'judgment' then '{"grades":{' || (select string_agg(to_json(k)::text || ':' || n, ','
      order by k collate "C") from jsonb_each_text(b.content -> 'grades') as x(k, n)) || '},"kind":"judgment"}'
    when 'budget' then '{"kind":"budget",' || coalesce('"points":[' || (select string_agg(n, ',' order by i)
      from jsonb_array_elements_text(b.content -> 'points') with ordinality as x(n, i)) || '],', '') || '"projects":['
      || (select string_agg(to_json(o)::text, ',' order by i)
        from jsonb_array_elements_text(b.content -> 'projects') with ordinality as x(o, i)) || ']}'
    else '{"kind":"quadratic","votes":{' || (select string_agg(to_json(k)::text || ':' || n, ','
      order by k collate "C") from jsonb_each_text(b.content -> 'votes') as x(k, n)) || '}}' end`;
