// Hits: document → { score, ranges }. How hits of several words are joined.

/** Documents in both, their scores added. */
export function both(a, b) {
  const joined = new Map();
  for (const [index, hit] of a) if (b.has(index)) joined.set(index, add(hit, b.get(index)));
  return joined;
}

/** Documents in either, the better score counting; those of `b` weighted. */
export function either(a, b, weight) {
  return gaining(a, weighted(b, weight), 0);
}

/** Documents in either, the better score counting and of the other a share. */
export function gaining(a, b, share) {
  const joined = new Map(a);
  for (const [index, hit] of b) {
    const other = joined.get(index) ?? { score: 0, ranges: [] };
    const score = Math.max(other.score, hit.score) + share * Math.min(other.score, hit.score);
    joined.set(index, { score, ranges: together(other.ranges, hit.ranges) });
  }
  return joined;
}

/** The same documents, worth more or less. */
export function weighted(hits, weight) {
  return weight === 1 ? hits : new Map([...hits].map(([index, hit]) => [index, { ...hit, score: hit.score * weight }]));
}

/** Documents of `a`; those also in `b` gain. */
export function wished(a, b) {
  return new Map([...a].map(([index, hit]) => [index, b.has(index) ? add(hit, b.get(index)) : hit]));
}

function add(a, b) {
  return { score: a.score + b.score, ranges: together(a.ranges, b.ranges) };
}

/** Ranges are never changed: those of one word, as of most hits, need no copy. */
function together(a, b) {
  return a.length && b.length ? a.concat(b) : a.length ? a : b;
}

/** Documents that hold any of the words: rare words count most, and holding more of them counts twice. */
export function mostOf(words, total) {
  const known = words.filter((hits) => hits.size);
  const rarity = known.map((hits) => Math.log(1 + total / hits.size));
  const sum = rarity.reduce((a, b) => a + b, 0);
  const joined = new Map();
  known.forEach((hits, word) => {
    for (const [index, hit] of hits) {
      const other = joined.get(index) ?? { score: 0, ranges: [], held: 0 };
      joined.set(index, { score: other.score + hit.score * rarity[word], ranges: together(other.ranges, hit.ranges), held: other.held + rarity[word] });
    }
  });
  for (const hit of joined.values()) hit.score = (hit.score / sum) * (hit.held / sum) ** 2;
  return joined;
}

export function raise(scores, index, by) {
  const hit = scores.get(index) ?? { score: 0, ranges: [] };
  scores.set(index, { ...hit, score: hit.score + by });
  return scores.get(index);
}

/** Documents in any of some hits, `[hits, weight]` each, their scores added: hits of their own, which may be changed. */
export function summed(lists) {
  const joined = new Map();
  for (const [hits, weight] of lists)
    for (const [index, { score, ranges }] of hits) {
      const other = joined.get(index);
      if (other) {
        other.score += score * weight;
        other.ranges = together(other.ranges, ranges);
      } else joined.set(index, { score: score * weight, ranges });
    }
  return joined;
}

/** The best hits alone. */
export function best(hits, most) {
  if (hits.size <= most) return hits;
  return new Map([...hits].sort(([i, x], [j, y]) => y.score - x.score || i - j).slice(0, most));
}
