/** The list with the entry at `from` put at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const copy = [...list];
  const [taken] = copy.splice(from, 1);
  if (taken !== undefined) copy.splice(to, 0, taken);
  return copy;
}
