/** The process that tries a policy: it is sent one task, tells how far it is, answers once, and ends. */
import type { LabFindings, LabStage, LabTask } from '@hazumi/market';
import { canonicalJson, defaultDocument, type PolicyDocument } from '@hazumi/policy';
import { reportFiles } from '@hazumi/report';
import { runExperiment, type Scenario, scenario, scenarioReport } from '@hazumi/twin';
import { findingsOf } from './lab.findings.ts';
import { type RunSize, runSizes } from './lab.sizes.ts';

export type LabMessage =
  | { kind: 'progress'; stage: LabStage; share: number }
  | { kind: 'done'; findings: LabFindings; page: string }
  | { kind: 'failed'; message: string };

/** How much of the whole each stage takes. A stage that a size leaves out passes at once. */
const stages: Record<LabStage, { from: number; to: number }> = {
  runs: { from: 0, to: 0.3 },
  gains: { from: 0.3, to: 0.55 },
  tornado: { from: 0.55, to: 0.95 },
  report: { from: 0.95, to: 1 },
};

process.on('message', (task: LabTask) => {
  tryOut(task).then(
    (message) => process.send?.(message, () => process.disconnect()),
    (error: unknown) =>
      process.send?.({ kind: 'failed', message: String((error as Error)?.message ?? error) }, () =>
        process.disconnect(),
      ),
  );
});
// Whoever asked is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit());

async function tryOut(task: LabTask): Promise<LabMessage> {
  const size = runSizes[task.size];
  const tell = (stage: LabStage, part: number): void => {
    const { from, to } = stages[stage];
    const message: LabMessage = { kind: 'progress', stage, share: from + (to - from) * part };
    process.send?.(message);
  };
  const base = scenarioOf(task.base, size);
  const experiment = await runExperiment(base, scenarioOf(task.draft, size), {
    seeds: size.seeds,
    tornadoSeeds: size.tornadoSeeds,
    gainSeeds: size.gainSeeds,
    workers: 1,
    onProgress: ({ stage, done, of }) => tell(stage, done / of),
  });
  tell('report', 0);
  const report = scenarioReport(experiment, commandOf(task, size));
  const page = reportFiles(report).find(({ name }) => name === `${report.name}.html`);
  if (page === undefined) throw new Error('the report has no page');
  return { kind: 'done', findings: findingsOf(experiment), page: page.text };
}

function scenarioOf(
  { name, document }: LabTask['base'],
  { principals, keywords, creators, days }: RunSize,
): Scenario {
  return scenario({
    name,
    days,
    size: { principals, keywords, creators },
    policy: document as unknown as Record<string, unknown>,
  });
}

/** How to repeat the run anywhere: two files, and the command that takes them. */
function commandOf(
  { base, draft }: LabTask,
  { principals, keywords, creators, days, ...seeds }: RunSize,
): string {
  const file = ({ name, document }: LabTask['base']): string =>
    JSON.stringify({
      name,
      days,
      size: { principals, keywords, creators },
      policy: differences(document),
    });
  return [
    `echo '${quoted(file(base))}' > base.json`,
    `echo '${quoted(file(draft))}' > draft.json`,
    `npm run twin -- run draft.json --against base.json --seeds ${seeds.seeds} --tornado-seeds ${seeds.tornadoSeeds} --gain-seeds ${seeds.gainSeeds}`,
  ].join('\n');
}

const quoted = (text: string): string => text.replaceAll("'", "'\\''");

/** The fields in which a document differs from the default one: all that a scenario's file needs to name. */
function differences(document: PolicyDocument): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const [group, fields] of Object.entries(document)) {
    const defaults: Readonly<Record<string, unknown>> = defaultDocument[group as keyof PolicyDocument];
    for (const [field, value] of Object.entries(fields)) {
      if (canonicalJson(value) === canonicalJson(defaults[field])) continue;
      found[group] = { ...found[group], [field]: value };
    }
  }
  return found;
}
