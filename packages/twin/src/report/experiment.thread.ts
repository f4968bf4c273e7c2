/** A thread of an experiment's pool. */
import { serveTasks } from '../experiment/tasks.ts';
import { doTask, type ExperimentAnswer, type ExperimentTask } from './tasks.ts';

serveTasks<ExperimentTask, ExperimentAnswer>(doTask);
