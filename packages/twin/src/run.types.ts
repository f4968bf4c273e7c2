/** How a run is steered. */
export interface RunOptions {
  /** Threads; 1 (the default) runs in line. The answer is the same bits for any number. */
  readonly workers?: number;
  /** Called after a day at least every hundredth of the run. */
  readonly onProgress?: (progress: { readonly day: number; readonly days: number }) => void;
  /** Aborting ends the run after the current day with the signal's reason, having written the checkpoint. */
  readonly signal?: AbortSignal;
  /** A file from which an unfinished run of the same scenario goes on, and into which it is saved. */
  readonly checkpoint?: string;
  /** Days between two saves; 30 unless told otherwise. The finished run removes its file. */
  readonly checkpointDays?: number;
}
