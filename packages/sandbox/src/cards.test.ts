import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { cardDigits, cardIsCurrent, passesCheckDigit, testCards } from './cards.ts';

it('knows test cards by numbers that carry a right check digit', () => {
  for (const number of testCards.keys()) assert.ok(passesCheckDigit(number), number);
});

it('notices each single digit that was mistyped', () => {
  const number = fc.constantFrom(...testCards.keys());
  fc.assert(
    fc.property(number, fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
      const wrong = (Number(digits[place]) + shift) % 10;
      assert.equal(passesCheckDigit(digits.slice(0, place) + wrong + digits.slice(place + 1)), false);
    }),
  );
});

it('reads numbers as people type them', () => {
  assert.equal(cardDigits(' 4242 4242-4242 4242 '), '4242424242424242');
});

it('takes a card to the end of its month', () => {
  const lastMoment = Date.UTC(2026, 8, 1) - 1;
  assert.equal(cardIsCurrent('08/26', lastMoment), true);
  assert.equal(cardIsCurrent(' 8 / 2026 ', lastMoment), true);
  assert.equal(cardIsCurrent('08/26', lastMoment + 1), false);
  for (const text of ['', '13/26', '00/26', '0826', '8/6', '08/26x']) {
    assert.equal(cardIsCurrent(text, lastMoment), null, text);
  }
});
