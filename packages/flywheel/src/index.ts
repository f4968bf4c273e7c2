export {
  checkPanel,
  emptyPanel,
  type Loop,
  type LoopLink,
  type Panel,
  type PanelVariable,
  ring,
} from './panel.ts';
