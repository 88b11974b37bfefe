/** Budget ballots, those of equal content kept once with their number, in flat arrays: a million ballots fit (P6). */

/** What groups of equal ballots give to projects; projects and groups are numbered from 0. */
export interface BallotGroups {
  /** Ballots in all, also those that name no project. */
  ballots: number;
  /** Number of ballots of each group. */
  count: Uint32Array;
  /** The index of each group's first entry; the last element is the number of all entries. */
  start: Uint32Array;
  /** Entries: the project, and the points it gets (1 on an approval ballot). */
  project: Uint32Array;
  points: Uint32Array;
}

/** An array of whole numbers below 2^32 that grows. */
function growing() {
  let all = new Uint32Array(1024);
  let length = 0;
  return {
    push(value: number): void {
      if (length === all.length) {
        const longer = new Uint32Array(length * 2);
        longer.set(all);
        all = longer;
      }
      all[length++] = value;
    },
    raise: (index: number, by: number): void => void (all[index]! += by),
    length: () => length,
    whole: (): Uint32Array => all.slice(0, length),
  };
}

/** Collects ballots one by one; those with the same content, in whatever order, become one group. */
export function ballotGrouper() {
  const known = new Map<string, number>();
  const count = growing();
  const start = growing();
  const project = growing();
  const points = growing();
  let ballots = 0;
  return {
    /**
     * @param given pairs of a project's number and its points (whole, 1 to 2^32 - 1), no project twice
     * @param times how many ballots give this
     */
    add(given: readonly (readonly [project: number, points: number])[], times = 1): void {
      ballots += times;
      if (given.length === 0) return;
      const sorted = given.length > 1 ? given.toSorted((a, b) => a[0] - b[0]) : given;
      const key = sorted.join(';');
      const group = known.get(key);
      if (group !== undefined) {
        count.raise(group, times);
        return;
      }
      known.set(key, count.length());
      count.push(times);
      start.push(project.length());
      for (const [p, n] of sorted) {
        project.push(p);
        points.push(n);
      }
    },
    groups(): BallotGroups {
      const ends = new Uint32Array(count.length() + 1);
      ends.set(start.whole());
      ends[count.length()] = project.length();
      return { ballots, count: count.whole(), start: ends, project: project.whole(), points: points.whole() };
    },
  };
}

/** The same entries by project: which groups support it. */
export interface Supporters {
  /** Where the entries of each project begin; one more element than projects. */
  start: Uint32Array;
  group: Uint32Array;
  points: Uint32Array;
  /** Ballots that name each project, and the sum of the points it gets. */
  votes: Float64Array;
  score: Float64Array;
  /** The most points that one ballot gives to each project. */
  most: Float64Array;
}

/** @param projects their number */
export function supportersOf(groups: BallotGroups, projects: number): Supporters {
  const start = new Uint32Array(projects + 1);
  for (const p of groups.project) start[p + 1]! += 1;
  for (let p = 0; p < projects; p++) start[p + 1]! += start[p]!;
  const next = start.slice();
  const supporters: Supporters = {
    start,
    group: new Uint32Array(groups.project.length),
    points: new Uint32Array(groups.project.length),
    votes: new Float64Array(projects),
    score: new Float64Array(projects),
    most: new Float64Array(projects),
  };
  for (let g = 0; g < groups.count.length; g++) {
    const n = groups.count[g]!;
    for (let e = groups.start[g]!; e < groups.start[g + 1]!; e++) {
      const p = groups.project[e]!;
      const at = next[p]!++;
      supporters.group[at] = g;
      supporters.points[at] = groups.points[e]!;
      supporters.votes[p]! += n;
      supporters.score[p]! += n * groups.points[e]!;
      supporters.most[p] = Math.max(supporters.most[p]!, groups.points[e]!);
    }
  }
  return supporters;
}
