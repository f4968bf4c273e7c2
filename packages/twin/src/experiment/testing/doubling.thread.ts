import { serveTasks } from '../tasks.ts';

serveTasks<number, number>(async (number) => {
  if (number < 0) throw new RangeError(`${number} is negative`);
  return 2 * number;
});
