/**
 * The port to whatever tries a policy. The market knows no model of itself: whoever puts the market together gives it one, or none,
 * and then runs stay queued until a process comes that has one.
 */
import type { PolicyDocument, Text } from '@hazumi/policy';

export type LabSize = 'quick' | 'standard' | 'thorough';
export type LabStage = 'runs' | 'gains' | 'tornado' | 'report';

export interface LabTask {
  size: LabSize;
  /** what is in force, and by whose guardrails both are judged */
  base: { name: string; document: PolicyDocument };
  draft: { name: string; document: PolicyDocument };
}

/** What a run came to, in short. Plain data: it is kept as JSON. */
export interface LabFindings {
  pairs: number;
  days: number;
  principals: number;
  outcomes: {
    name: string;
    label: Text;
    before: Text;
    after: Text;
    change: Text;
    /** between 0 and 1; null where neither direction is better */
    probabilityBetter: number | null;
  }[];
  guardrails: {
    name: string;
    label: Text;
    limit: Text;
    bound: 'atMost' | 'atLeast';
    /** shares of the runs that break it */
    breachBefore: number;
    breachAfter: number;
  }[];
  /** where the scenario leaves the calibrated range, a sentence each */
  outside: Text[];
}

export interface LabRunner {
  /**
   * Tries a draft against its base, at a low priority and without holding up this process.
   *
   * @throws the signal's reason when it is aborted, soon; any other error means that the run failed.
   */
  run(
    task: LabTask,
    hooks: { signal: AbortSignal; onProgress(progress: { stage: LabStage; share: number }): void },
  ): Promise<{ findings: LabFindings; page: string }>;
}

/**
 * Whether the change breaks a guardrail: more runs than not break it with the change, and not without. A guardrail that the model
 * breaks either way says nothing about the change.
 */
export function isBrokenByChange(guardrail: LabFindings['guardrails'][number]): boolean {
  return guardrail.breachAfter > 0.5 && guardrail.breachBefore <= 0.5;
}
