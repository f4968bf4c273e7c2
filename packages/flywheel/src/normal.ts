/** The few distribution functions that intervals and tests need. */

/** The chance that a standard normal lies below x (absolute error below 1e-15: a continued fraction in the tails). */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  if (x < -38) return 0;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < -3) {
    let fraction = 0;
    for (let k = 60; k >= 1; k -= 1) fraction = k / (-x + fraction);
    return density / (-x + fraction);
  }
  let term = x;
  let sum = x;
  for (let k = 3; k < 200 && Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + density * sum;
}

/** The x below which a standard normal lies with chance p, by bisection. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  let low = -38;
  let high = 9;
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance that chi-squared with an even number of degrees of freedom exceeds x (a finite sum, exact). */
export function chiSquaredTail(x: number, degrees: number): number {
  if (degrees % 2 !== 0) throw new RangeError('The finite sum needs an even number of degrees of freedom.');
  let term = 1;
  let sum = 1;
  for (let k = 1; k < degrees / 2; k += 1) {
    term *= x / 2 / k;
    sum += term;
  }
  return Math.exp(-x / 2) * sum;
}
