/** A thread of the claims' pool: runs every arm of a claim under one seed. */
import { serveTasks } from '../experiment/tasks.ts';
import { measureSeed, type SeedTask } from './measure.ts';

serveTasks<SeedTask, Awaited<ReturnType<typeof measureSeed>>>(measureSeed);
