/** What the people of the record know and nobody else: derived, so that another run knows it again. */
import { createHmac } from 'node:crypto';

const derive = (secret: string, name: string): string =>
  createHmac('sha256', secret).update(`replay ${name}`).digest('base64url');

export const passwordOf = (secret: string, name: string): string =>
  derive(secret, `password ${name}`).slice(0, 32);

/** A guest's token is any secret of 43 characters that it brings; the guest of an order brings the same one in every run. */
export const guestTokenOf = (secret: string, orderId: string): string => derive(secret, `guest ${orderId}`);
