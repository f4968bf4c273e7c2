/** Where the policy changed, as it is written over a chart: changes that lie too close together share one label. */
export interface Mark {
  /** of the day */
  index: number;
  /** of the version */
  number: number;
}
export interface Label {
  first: Mark;
  last: Mark;
}

/**
 * @param marks in order of time
 * @param at where a day lies, in pixels
 * @param room pixels that a label takes
 */
export function labelsOf(marks: readonly Mark[], at: (index: number) => number, room: number): Label[] {
  const labels: Label[] = [];
  for (const mark of marks) {
    const before = labels.at(-1);
    if (before !== undefined && at(mark.index) - at(before.last.index) < room) before.last = mark;
    else labels.push({ first: mark, last: mark });
  }
  return labels;
}
