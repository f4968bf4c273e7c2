import type { PathPattern } from '@hazumi/policy';
import { readCsv } from '../replay/csv.ts';

const columns = ['path', 'total_conversions', 'total_conversion_value', 'total_null'] as const;

/**
 * The paths of a CSV file. A row that cannot be read spoils the shares of all, so it is refused and not passed over.
 *
 * @throws Error that names the line, or the column that is missing
 */
export function readPaths(text: string): PathPattern[] {
  return [...readCsv(text, columns)].map((reading) => {
    if (!reading.ok) throw new Error(`line ${reading.line}: ${reading.reason}`);
    const { cells, line } = reading.row;
    const count = (column: (typeof columns)[number]): number => {
      const value = Number(cells[column]);
      if (cells[column].trim() === '' || !(value >= 0 && Number.isFinite(value)))
        throw new Error(`line ${line}: ${column} is no amount`);
      return value;
    };
    const channels = cells.path.split('>').map((channel) => channel.trim());
    if (channels.includes('')) throw new Error(`line ${line}: a channel has no name`);
    return {
      channels,
      conversions: count('total_conversions'),
      value: count('total_conversion_value'),
      nulls: count('total_null'),
    };
  });
}
