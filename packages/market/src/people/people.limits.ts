/**
 * Bounds that keep one account from growing without end. They are safety, not rules of the market: nobody is meant to meet them. What
 * an operator may want to change (attempts, lives of sessions, keys and links) is in the policy's group `signIn`.
 */
export const peopleLimits = {
  addresses: 50,
  passkeys: 20,
  /** of one licence, at a time */
  pendingInvitations: 100,
  invitationDays: 7,
  /** sent mail is kept this long, to answer "what did you write to me?" */
  mailDays: 30,
} as const;
