/** One thing that could have been needed: what was known of it, and how much it was worth (0: nothing). */
export interface Example {
  features: Readonly<Record<string, number>>;
  worth: number;
}

export interface Fit {
  bias: number;
  /** Mean worth of what was needed. */
  scale: number;
  by: Record<string, number>;
}

const ROUNDS = 30;

/**
 * Logistic regression by Newton's method, with an L2 penalty on standardised features. What was needed counts by its
 * worth, so that the fit cares most for what costs most when it is missing.
 */
export function fitLogistic(examples: readonly Example[], penalty: number): Fit {
  const needed = examples.filter(({ worth }) => worth > 0);
  const scale = needed.reduce((sum, { worth }) => sum + worth, 0) / Math.max(1, needed.length);
  const names = [...new Set(examples.flatMap(({ features }) => Object.keys(features)))];
  const spread = names.map((name) => spreadOf(examples.map(({ features }) => features[name] ?? 0)));
  const rows = examples.map(({ features, worth }) => ({
    x: [
      1,
      ...names.map((name, at) => ((features[name] ?? 0) - (spread[at]?.mean ?? 0)) / (spread[at]?.sd ?? 1)),
    ],
    y: Number(worth > 0),
    weight: worth > 0 ? worth / scale : 1,
  }));
  let beta = new Float64Array(names.length + 1);
  for (let round = 0; round < ROUNDS; round++) beta = step(rows, beta, penalty);
  const by: Record<string, number> = {};
  let bias = beta[0] ?? 0;
  for (const [at, name] of names.entries()) {
    const { mean, sd } = spread[at] ?? { mean: 0, sd: 1 };
    const weight = (beta[at + 1] ?? 0) / sd;
    by[name] = weight;
    bias -= weight * mean;
  }
  return { bias, scale, by };
}

interface Row {
  x: readonly number[];
  y: number;
  weight: number;
}

function step(rows: readonly Row[], beta: Float64Array, penalty: number): Float64Array<ArrayBuffer> {
  const size = beta.length;
  const hessian = Array.from({ length: size }, (_, at) => {
    const line = new Float64Array(size);
    if (at > 0) line[at] = penalty;
    return line;
  });
  const gradient = Float64Array.from(beta, (value, at) => (at > 0 ? -penalty * value : 0));
  for (const { x, y, weight } of rows) {
    const chance = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0)));
    const curvature = weight * Math.max(1e-9, chance * (1 - chance));
    for (const [at, value] of x.entries()) {
      gradient[at] = (gradient[at] ?? 0) + weight * (y - chance) * value;
      const line = hessian[at];
      if (line)
        for (let to = 0; to < size; to++) line[to] = (line[to] ?? 0) + curvature * value * (x[to] ?? 0);
    }
  }
  const change = solve(hessian, gradient);
  return Float64Array.from(beta, (value, at) => value + (change[at] ?? 0));
}

/** Gaussian elimination with pivots, in place. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    const top = matrix[pivot];
    if (!top) continue;
    matrix[pivot] = matrix[column] ?? top;
    matrix[column] = top;
    [right[pivot], right[column]] = [right[column] ?? 0, right[pivot] ?? 0];
    for (let row = 0; row < size; row++) {
      const line = matrix[row];
      if (row === column || !line) continue;
      const factor = (line[column] ?? 0) / (top[column] ?? 1);
      for (let to = column; to < size; to++) line[to] = (line[to] ?? 0) - factor * (top[to] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  return right.map((value, at) => value / (matrix[at]?.[at] ?? 1));
}

function spreadOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, sd: Math.sqrt(variance) || 1 };
}
