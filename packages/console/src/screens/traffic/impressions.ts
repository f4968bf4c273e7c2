import { useMemo } from 'react';
import { useFormat } from '../../i18n/format.ts';

/** Micro-impressions as the impressions that a merchant counts: whole ones, below ten with a decimal. */
export function useImpressions(): (micro: number, style?: { signed?: boolean }) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    const make = (digits: number, signDisplay: 'auto' | 'exceptZero') =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay });
    const whole = { auto: make(0, 'auto'), exceptZero: make(0, 'exceptZero') };
    const fine = { auto: make(1, 'auto'), exceptZero: make(1, 'exceptZero') };
    return (micro, { signed = false } = {}) => {
      const value = micro / 1_000_000;
      const sign = signed ? 'exceptZero' : 'auto';
      // -0 would be written with its sign.
      return (Math.abs(value) < 10 ? fine : whole)[sign].format(Math.abs(value) < 0.05 ? 0 : value);
    };
  }, [locale]);
}
