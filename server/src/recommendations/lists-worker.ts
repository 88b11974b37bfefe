/** The thread that computes recommendations: it answers each message with lists, which are none until some are wanted. */
import { parentPort } from 'node:worker_threads';
import { MOST_RECOMMENDED, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { collectHistories } from './evaluate/histories.ts';
import type { Lists, Told } from './lists.ts';
import { indexesOf, recommenderOf, type Recommender } from './recommend.ts';

let works: readonly WorkDescription[] = [];
let collector = collectHistories(new Map());
let recommender: Recommender | null = null;

function answer(told: Told): Lists {
  if ('works' in told) {
    works = told.works;
    collector = collectHistories(indexesOf(works));
    return [];
  }
  if ('readings' in told) {
    for (const reading of told.readings) collector.add(reading);
    return [];
  }
  recommender ??= recommenderOf(works, collector.done());
  const { forReader, similarTo } = recommender;
  if ('similarTo' in told) return told.similarTo.map((work) => similarTo(work, told.limit));
  return told.wanted.map(({ reader, language, unwanted, known }) =>
    forReader(reader, { limit: MOST_RECOMMENDED, language, unwanted, known }),
  );
}

parentPort?.on('message', (told: Told) => parentPort?.postMessage(answer(told), []));
