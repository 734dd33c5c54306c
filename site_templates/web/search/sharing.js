// What two texts are about: which topics share in each, and how far these are the same.

const SHARING = 12; // topics that share in a text

/** Topic → its share in a text, of `[topic, worth]`, the best first. */
export function shares(like) {
  const squares = like.slice(0, SHARING).map(([topic, worth]) => [topic, worth ** 2]);
  const length = Math.hypot(...squares.map(([, square]) => square));
  return new Map(squares.map(([topic, square]) => [topic, square / length]));
}

/** How far two texts are about the same, by the shares of their topics, from 0 to 1. */
export function sameness(a, b) {
  let sum = 0;
  for (const [topic, share] of a) sum += share * (b.get(topic) ?? 0);
  return sum;
}
