/** Links that a shop gives away, its coupons, and the consent to being recognised. */
export const visits = {
  link: {
    title: 'You were given a link',
    text: 'A shop has sent you here. May it know that you came by its link?',
    why: 'If you agree, this browser gets a number, and your visits to shops are noted under it for 180 days: where you came from, and what you looked at. Shops see how many came, never who. You can take it back at any time.',
    agree: 'Agree and go on',
    decline: 'Go on without',
    goneTitle: 'This link opens nothing',
    gone: 'It may have been taken back, used up or copied incompletely. Please ask whoever gave it to you for a new one.',
    toStores: 'See all stores',
  },
  privacy: {
    title: 'Your visits',
    given: 'You have agreed that your visits to shops are noted, under a number that only this browser has.',
    declined: 'You have not agreed that your visits to shops are noted. Nothing is.',
    what: 'What is noted: the shop, where you came from, and what you looked at first. From this, an order knows whether the shop brought you itself. It is kept apart from your account, and no other site can read it.',
    give: 'Agree to it',
    withdraw: 'Take it back and delete what was noted',
  },
};
