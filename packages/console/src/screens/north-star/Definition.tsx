import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { LinkButton } from '../../ui/links.tsx';
import styles from './NorthStar.module.css';

type Star = ValueOf<typeof endpoints.getNorthStar>;

/** What an effective store is, in the numbers of the policy that judged the last day shown. */
export function Definition(props: { star: Star; isOpen: boolean; close: () => void }) {
  const t = useText();
  const format = useFormat();
  const { definition: rule } = props.star;
  const share = (value: number): string => format.ppm(Math.round(value * 1_000_000));
  return (
    <Dialog isOpen={props.isOpen} close={props.close} title={t('northStar.definition')} wide>
      <div className="stack">
        <p>{t('northStar.definitionAbout', { version: rule.policyVersion, days: rule.windowDays })}</p>
        <Facts
          facts={[
            [t('criterion.inStockDays'), t('criterion.need.inStockDays', { need: rule.inStockDays })],
            [t('criterion.clearedOrders'), t('criterion.need.clearedOrders', { need: rule.clearedOrders })],
            [t('criterion.buyers'), t('criterion.need.buyers', { need: rule.buyers })],
            [
              t('criterion.feesPaid'),
              t('criterion.need.feesPaid', { need: format.money(rule.feeFloorMinor, rule.currency) }),
            ],
            [
              t('criterion.onTimeShipment'),
              t('criterion.need.onTimeShipment', { need: share(rule.onTimeShare) }),
            ],
            [
              t('criterion.refunds'),
              t('criterion.need.refunds', {
                need: share(rule.refundPercentile),
                stores: rule.refundComparedStores,
              }),
            ],
            [t('criterion.score'), t('criterion.need.score', { need: format.number(rule.minimumScore) })],
            [t('criterion.fraud'), t('criterion.need.fraud', { need: share(rule.fraudLimit) })],
            [t('criterion.sanction'), t('criterion.need.sanction')],
          ]}
        />
        <p className={styles.note}>
          {t('northStar.definitionWeight', { buyers: rule.buyers, orders: rule.clearedOrders })}
        </p>
        <p className={styles.note}>{t('northStar.definitionUnmeasured')}</p>
        <div>
          <LinkButton to="/operator/policy" search={{ q: 'effectiveStore' } as never} variant="default">
            {t('northStar.openPolicy')}
          </LinkButton>
        </div>
      </div>
    </Dialog>
  );
}
