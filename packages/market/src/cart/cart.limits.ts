import type { PolicyDocument } from '@hazumi/policy';

export interface CartLimits {
  /** lines of a cart */
  lines: number;
  /** pieces of a line */
  pieces: number;
}

/** A line never asks for more pieces than one order may have of a SKU. */
export function cartLimits({ orders, hoarding }: PolicyDocument): CartLimits {
  return { lines: orders.linesPerCart, pieces: hoarding.piecesOfSkuPerOrder };
}
