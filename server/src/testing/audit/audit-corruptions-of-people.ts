/** Changes by hand of projects and their photos, of communities, accounts and texts. */
import { manyOf, type Corruption } from './audit-corruption.ts';

const projects: readonly Corruption[] = [
  [
    'a stored photo without its size',
    'picture',
    (w) => `update project_picture set width = null where id = '${w.picture}'`,
  ],
  [
    'a stored photo without files',
    'picture',
    (w) => `update project_picture set widths = '{}' where id = '${w.picture}'`,
  ],
  [
    'a photo stored before its bytes came',
    'upload',
    (w) =>
      `update project_picture set state = 'stored', name = md5('x'), width = 1, height = 1, widths = '{1}', colour = '#000000' where id = '${w.awaited}'`,
  ],
  [
    'a photo that waits again',
    'upload',
    (w) =>
      `update project_picture set state = 'awaited', name = null, width = null, height = null, widths = '{}', colour = null where id = '${w.picture}'`,
  ],
  ['more photos than a project may have', 'picture.most', (w) => manyOf('project_picture', 5, `id = '${w.awaited}'`)],
  [
    'another picture of a project',
    'picture.cover',
    (w) => `update project set picture = md5('x') where id = '${w.project}'`,
  ],
  ['a stored photo taken away', 'picture.cover', (w) => `delete from project_picture where id = '${w.picture}'`],
  [
    'a photo of a project that is none',
    'refers.project_picture.project',
    (w) => `update project_picture set project = gen_random_uuid() where id = '${w.picture}'`,
  ],
  [
    'a photo in another scope',
    'scope.project_picture',
    (w) => `update project_picture set scope = 'public' where id = '${w.picture}'`,
  ],
  [
    'what was received of an upload',
    'upload',
    (w) => `update upload set received = received - 1 where subject = '${w.awaited}'`,
  ],
  [
    'a chunk taken away',
    'upload',
    (w) => `delete from upload_chunk where upload = (select id from upload where subject = '${w.awaited}')`,
  ],
  [
    'an upload done before all of it came',
    'upload',
    (w) => `update upload set state = 'done' where subject = '${w.awaited}'`,
  ],
  [
    'an upload refused without a code',
    'upload',
    (w) => `update upload set state = 'refused' where subject = '${w.awaited}'`,
  ],
  [
    'an upload of somebody else',
    'upload',
    (w) => `update upload set member = '${w.left}' where subject = '${w.awaited}'`,
  ],
  ['an upload larger than any', 'upload', (w) => `update upload set bytes = 10485761 where subject = '${w.awaited}'`],
  [
    'more uploads than a member may have',
    'upload.most',
    (w) => manyOf('upload', 10, `subject = '${w.awaited}'`, { subject: 'gen_random_uuid()', received: '0' }),
  ],
  ['a chunk of no upload', 'refers.upload_chunk.upload', () => `update upload_chunk set upload = gen_random_uuid()`],
  ['more needs than a project may have', 'need.most', (w) => manyOf('project_need', 12, `project = '${w.project}'`)],
  [
    'a need of a project that is none',
    'refers.project_need.project',
    () => `update project_need set project = gen_random_uuid()`,
  ],
  ['a need in another scope', 'scope.project_need', () => `update project_need set scope = 'public'`],
  [
    'an edit of a field that is none',
    'edit',
    () => `update project_edit set fields = '{status}', before = '{"status": "x"}'`,
  ],
  ['an edit without what was before', 'edit', () => `update project_edit set before = '{}'`],
  [
    'an edit by an animator that is in no log',
    'edit',
    () => `update project_edit set animator = true, at = at - interval '1 hour'`,
  ],
  [
    'a title changed back without an edit',
    'edit.before',
    (w) => `update project set title = 'Un four' where id = '${w.project}'`,
  ],
  ['more edits than a day allows', 'edit.most', (w) => manyOf('project_edit', 20, `project = '${w.project}'`)],
  [
    'a project published by nobody',
    'project.state',
    (w) => `delete from audit_log where action = 'project.publish' and subject = '${w.project}'`,
  ],
  [
    'a project withdrawn without a reason',
    'project.state',
    (w) => `update project set status = 'withdrawn' where id = '${w.project}'`,
  ],
];

const people: readonly Corruption[] = [
  [
    'a community without its animator',
    'community.tended',
    (w) => `delete from membership where member = '${w.animator}'`,
  ],
  [
    'a role that nobody gave',
    'membership.role',
    (w) => `update membership set role = 'animator' where member = '${w.author}'`,
  ],
  [
    'another role than was given',
    'membership.role',
    (w) => `update membership set role = 'member' where member = '${w.reader}'`,
  ],
  [
    'a membership of who left',
    'departure',
    (w) =>
      `insert into membership (member, community, joined_at, rev) values ('${w.left}', '${w.community}', now() - interval '1 day', 0)`,
  ],
  [
    'a membership in a community that is none',
    'refers.membership.community',
    (w) => `update membership set community = gen_random_uuid() where member = '${w.author}'`,
  ],
  [
    'a membership of nobody',
    'refers.membership.member',
    (w) => `insert into membership (member, community, rev) values (gen_random_uuid(), '${w.community}', 0)`,
  ],
  [
    'a group that nobody put a member in',
    'group',
    (w) => `insert into member_group (member, name) values ('${w.reader}', 'jury')`,
  ],
  ['a group taken away', 'group', () => `delete from member_group`],
  ['a key of a poster', 'community.key', () => `update community_key set key = 'OPEN'`],
  [
    'rows of a closed account',
    'erased.membership',
    (w) => `update member set status = 'closed' where id = '${w.author}'`,
  ],
  ['a concept in another scope', 'scope.concept', () => `update concept set scope = 'public'`],
  [
    'a link to a project of elsewhere',
    'concept.link',
    (w) => `update project set community = x.g, scope = 'community:' || x.g from (select gen_random_uuid() as g) x
      where id = '${w.project}'`,
  ],
  [
    'a link to nothing',
    'refers.concept_link.target',
    () => `update concept_link set target = x.g, id = concept || ':' || x.g from (select gen_random_uuid() as g) x`,
  ],
  [
    'a session of a device of somebody else',
    'session',
    (w) =>
      `insert into session (id, member, device, pepper, current_hash, expires_at) select gen_random_uuid(), '${w.left}', id, '', '', now() + interval '1 day' from device where member = '${w.author}'`,
  ],
  [
    'words of a text that was withdrawn',
    'story',
    () =>
      `with s as (insert into story (id, scope, title, language, authors, licence, words, pages, bytes, state, rev) values (gen_random_uuid(), 'hidden', '', 'fr', '', '', 1, 1, 1, 'withdrawn', 0) returning id) insert into story_text select id, '[]' from s`,
  ],
  [
    'a review changed before it was written',
    'review',
    (w) =>
      `insert into review (member, work, stars, changed_at, rev) values ('${w.author}', gen_random_uuid(), 3, now() - interval '1 day', 0)`,
  ],
  [
    'more who take part in a challenge than there are',
    'challenge',
    (w) => `with d as (delete from contest_delta) update challenge set participants = 9 where id = '${w.challenge}'`,
  ],
  [
    'more read for a challenge than events tell',
    'challenge.part',
    (w) => `update challenge_part set progress = progress + 1 where challenge = '${w.challenge}'`,
  ],
  [
    'a challenge in another scope',
    'scope.challenge',
    (w) => `update challenge set scope = 'public' where id = '${w.challenge}'`,
  ],
  ['more challenges than a day allows', 'challenge.most', (w) => manyOf('challenge', 10, `id = '${w.challenge}'`)],
  [
    'more points than events give',
    'leaderboard',
    () => 'with d as (delete from contest_delta) update leaderboard_place set week_points = 99',
  ],
  [
    'a line of a leaderboard in another scope',
    'scope.leaderboard_place',
    () => `update leaderboard_place set scope = 'public'`,
  ],
  [
    'a badge that no event gives',
    'badge',
    (w) =>
      `insert into badge (member, id, badge, event, day, rev) select '${w.author}', id_made_of('badge:days10'), 'days10', gen_random_uuid(), '2026-03-01', 0`,
  ],
  [
    'an event whose badge is missing',
    'badge',
    (w) =>
      `insert into reading_event (member, id, kind, subject, day, rev) select '${w.author}', id_made_of('review:x'), 'review', 'x', '2026-03-01', 0`,
  ],
  [
    'a day of reading without its event',
    'reading.event',
    (w) =>
      `insert into book_day (member, id, book, day, seconds, words, pages, furthest, rev) values ('${w.author}', 'x', gen_random_uuid(), '2026-03-01', 60, 0, 0, 0, 0)`,
  ],
  [
    'an edition of no work',
    'refers.edition.work',
    () =>
      `insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts, stripped) values (gen_random_uuid(), gen_random_uuid(), 'epub3', repeat('a', 64), 1, sha256(''), 1, '[]', 'reflowable', 'ltr', '{}', '{}')`,
  ],
  [
    'an edition without its documents',
    'edition',
    () =>
      `insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts, stripped) values (gen_random_uuid(), gen_random_uuid(), 'epub3', repeat('a', 64), 1, sha256(''), 1, '{}', 'reflowable', 'ltr', '{}', '{}')`,
  ],
];
export const corruptionsOfPeople = [...projects, ...people];
