/** A state machine as a table: the states with their names, and every transition there is. What is not listed is not. */
import type { Text } from './fields/text.ts';

/** Who can bring a transition about. */
export type Party = 'buyer' | 'merchant' | 'platform';

export interface Transition<State extends string> {
  readonly from: State;
  readonly to: State;
  /** What happened, in the past tense, as events name it. */
  readonly on: string;
  readonly by: readonly Party[];
}

export interface StateTable<State extends string> {
  readonly states: readonly State[];
  readonly names: Readonly<Record<State, Text>>;
  readonly transitions: readonly Transition<State>[];
  /** The transition between two states; null when there is none. */
  transition(from: State, to: State): Transition<State> | null;
  /** Whether there is such a transition and, if a party is given, whether that party can bring it about. */
  canTransition(from: State, to: State, by?: Party): boolean;
  transitionsFrom(state: State): readonly Transition<State>[];
  /** Whether nothing leads out of a state. */
  isFinal(state: State): boolean;
}

/** @throws Error for two transitions between the same states: a change of state must have one name. */
export function stateTable<State extends string>(
  names: Readonly<Record<State, Text>>,
  transitions: readonly Transition<NoInfer<State>>[],
): StateTable<State> {
  const byPair = new Map<string, Transition<State>>();
  for (const transition of transitions) {
    const pair = `${transition.from} ${transition.to}`;
    if (byPair.has(pair)) throw new Error(`There are two transitions ${pair}.`);
    byPair.set(pair, transition);
  }
  const find = (from: State, to: State) => byPair.get(`${from} ${to}`) ?? null;
  const from = (state: State) => transitions.filter((transition) => transition.from === state);
  return {
    states: Object.keys(names) as State[],
    names,
    transitions,
    transition: find,
    canTransition(from, to, by) {
      const transition = find(from, to);
      return transition !== null && (by === undefined || transition.by.includes(by));
    },
    transitionsFrom: from,
    isFinal: (state) => from(state).length === 0,
  };
}
