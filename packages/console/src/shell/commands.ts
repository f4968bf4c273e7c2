export interface Command {
  id: string;
  /** what kind of command it is, in a word */
  group: string;
  label: string;
  keywords?: readonly string[];
  run: () => void;
}

/**
 * The commands that have every word of the query in their label or keywords, those whose label begins with it first. Letters count as
 * written small and in their common form, so that full-width ones find the same.
 */
export function matching(commands: readonly Command[], query: string): Command[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  const start = words[0] ?? '';
  const rank = (command: Command): number => (plain(command.label).startsWith(start) ? 0 : 1);
  return commands
    .filter((command) => {
      const text = plain([command.label, ...(command.keywords ?? [])].join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => rank(one) - rank(other));
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
