/**
 * A reason not to start that the person at the terminal can do something about. The program prints the one
 * sentence and ends with code 1; anything else that is thrown is a bug and shows its stack.
 */
export class StartProblem extends Error {
  override name = 'StartProblem';
}

/** Another program runs on the same data: it may end by itself. */
export class InUseProblem extends StartProblem {}

/** True for what PostgreSQL and the operating system say when a disk or a quota is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return true;
  return /no space left on device|disk quota exceeded|check free disk space/i.test(error.message);
}

/** The sentence for a full disk; `folder` is what could not be written. */
export function diskFullProblem(folder: string): StartProblem {
  return new StartProblem(
    `The disk that holds ${folder} is full: free some space, or choose another place with HAZUMI_DATA=/path.`,
  );
}
