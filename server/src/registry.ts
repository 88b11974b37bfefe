/** Passes the features to `sync/`: settlements of cold mutations and sources of synced entities. */
import type { ColdName, HotName, MutationName } from '@egoejo/shared/registry.ts';
import { accountFigures } from './accounts/figures.ts';
import { settlements as accounts } from './accounts/settle.ts';
import { sources as accountSources } from './accounts/queries.ts';
import { sources as badgeSources } from './badges/queries.ts';
import { importSettlements } from './catalogue/imports/settle.ts';
import { sources as catalogueSources } from './catalogue/queries.ts';
import { hotOutcomes as bookHot } from './books/settle.ts';
import { sources as bookSources } from './books/queries.ts';
import { settlements as channels } from './channels/settle.ts';
import { sources as channelSources } from './channels/queries.ts';
import { settlements as comments } from './comments/settle.ts';
import { sources as commentSources } from './comments/queries.ts';
import { settlements as communities } from './communities/settle.ts';
import { sources as communitySources } from './communities/queries.ts';
import { settlements as constellation } from './constellation/settle.ts';
import { sources as constellationSources } from './constellation/queries.ts';
import { settlements as blocks } from './blocks/settle.ts';
import { sources as blockSources } from './blocks/queries.ts';
import { settlements as follows } from './follows/settle.ts';
import { sources as followSources } from './follows/queries.ts';
import { mailFigures } from './mail/figures.ts';
import { sources as publishingSources } from './publishing/queries.ts';
import { settlements as publishing } from './publishing/settle.ts';
import { contractSettlements } from './publishing/settle-contracts.ts';
import { noteSettlements } from './publishing/settle-notes.ts';
import { settlements as clubs } from './clubs/settle.ts';
import { sources as clubSources } from './clubs/queries.ts';
import { sources as roomSources } from './rooms/queries.ts';
import { messageSettlements } from './rooms/settle-messages.ts';
import { pinSettlements } from './rooms/settle-pins.ts';
import { ruleSettlements } from './rooms/settle-rules.ts';
import { hotOutcomes as roomHot, roomSettlements } from './rooms/settle.ts';
import { settlements as forum } from './forum/settle.ts';
import { sources as forumSources } from './forum/queries.ts';
import { settlements as challenges } from './challenges/settle.ts';
import { sources as challengeSources } from './challenges/queries.ts';
import { settlements as meetings } from './meetings/settle.ts';
import { sources as meetingSources } from './meetings/queries.ts';
import { settlements as moderation } from './moderation/settle.ts';
import { sources as moderationSources } from './moderation/queries.ts';
import { settlements as notifications } from './notifications/settle.ts';
import { sources as notificationSources } from './notifications/queries.ts';
import { NO_BALLOT_KEYS, type BallotKeys } from './polls/secret/ballot-keys.ts';
import { eventFigures } from './platform/database/events.ts';
import type { Figures, RefusalCount } from './platform/observability/metrics-instruments.ts';
import { sources as releaseSources } from './releases/queries.ts';
import { settlements as releases } from './releases/settle.ts';
import { hotOutcomes as playHot } from './plays/settle.ts';
import { sources as playSources } from './plays/queries.ts';
import { hotOutcomes as pollHot, settlements as polls } from './polls/settle.ts';
import { sources as pollSources } from './polls/queries.ts';
import { settlements as projects } from './projects/settle.ts';
import { sources as projectSources } from './projects/queries.ts';
import { hotOutcomes as readingHot, settlements as reading } from './reading/settle.ts';
import { sources as readingSources } from './reading/queries.ts';
import { settlements as recommendations } from './recommendations/settle.ts';
import { sources as recommendationSources } from './recommendations/queries.ts';
import { settlements as reviews } from './reviews/settle.ts';
import { sources as reviewSources } from './reviews/queries.ts';
import { sakaErrors, sakaFigures } from './saka/figures.ts';
import { hotOutcomes as sakaHot } from './saka/settle.ts';
import { sources as sakaSources } from './saka/queries.ts';
import { deltaFigures } from './sync/rows/combiner.ts';
import { receiptSource } from './sync/receipts/receipts.ts';
import { sources as playlistSources } from './playlists/queries.ts';
import { settlements as playlists } from './playlists/settle.ts';
import { sources as showSources } from './shows/queries.ts';
import { settlements as shows } from './shows/settle.ts';
import { sources as trackSources } from './tracks/queries.ts';
import { settlements as tracks } from './tracks/settle.ts';
import type { ColdSettlements, EntitySource, HotOutcomes, Outcomes } from './sync/settle/act.ts';

/**
 * The settlements of all cold mutations.
 * @param ballotKeys seals the ballots of secret polls (P2); without it they wait.
 */
export const coldSettlements = ({
  ballotKeys = NO_BALLOT_KEYS,
}: { ballotKeys?: BallotKeys } = {}): ColdSettlements<ColdName> => ({
  ...accounts,
  ...challenges,
  ...channels,
  ...comments,
  ...communities,
  ...constellation,
  ...follows,
  ...blocks,
  ...clubs,
  ...importSettlements,
  ...publishing,
  ...noteSettlements,
  ...contractSettlements,
  ...forum,
  ...roomSettlements,
  ...ruleSettlements,
  ...messageSettlements,
  ...pinSettlements,
  ...meetings,
  ...moderation,
  ...notifications,
  ...polls(ballotKeys),
  ...projects,
  ...reading,
  ...recommendations,
  ...reviews,
  ...releases,
  ...tracks,
  ...playlists,
  ...shows,
});
/** What hot acts can be answered: their settlements are the SQL functions `settle_<name>`. */
const hotOutcomes: HotOutcomes<Exclude<HotName, 'sync.cancel'>> = {
  ...bookHot,
  ...playHot,
  ...pollHot,
  ...readingHot,
  ...roomHot,
  ...sakaHot,
};
/** With which codes each mutation can be refused, and which notes it can carry, beside those of the sync layer. */
export const outcomes: Readonly<Record<MutationName, Outcomes>> = {
  ...coldSettlements(),
  ...hotOutcomes,
  'sync.cancel': { refuses: [] },
};
export const entitySources: readonly EntitySource[] = [
  receiptSource,
  ...accountSources,
  ...badgeSources,
  ...catalogueSources,
  ...bookSources,
  ...challengeSources,
  ...channelSources,
  ...commentSources,
  ...communitySources,
  ...constellationSources,
  ...followSources,
  ...playSources,
  ...releaseSources,
  ...blockSources,
  ...clubSources,
  ...publishingSources,
  ...forumSources,
  ...roomSources,
  ...meetingSources,
  ...moderationSources,
  ...notificationSources,
  ...pollSources,
  ...projectSources,
  ...readingSources,
  ...recommendationSources,
  ...reviewSources,
  ...sakaSources,
  ...trackSources,
  ...playlistSources,
  ...showSources,
];
/** Kinds of deltas, in the order in which the combiner takes them: each has two SQL functions (sync/rows/combine.sql). */
export const deltaKinds = ['project', 'poll', 'review', 'contest', 'cycle'] as const;

/** What `/metrics` shows from the database. */
export const figures: readonly Figures[] = [
  sakaFigures,
  deltaFigures(deltaKinds),
  eventFigures,
  accountFigures,
  mailFigures,
];
/** Refusals that `/metrics` counts apart. */
export const refusalCounts: readonly RefusalCount[] = [sakaErrors];
