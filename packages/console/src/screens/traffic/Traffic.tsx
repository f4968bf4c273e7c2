import { endpoints } from '@hazumi/contracts';
import { IconBroadcast } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useStorePlace } from '../../shell/place.ts';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Figures } from '../../ui/Facts.tsx';
import { ChoiceFilter } from '../../ui/Filters.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { AsOf, Empty, Loaded, Skeleton } from '../../ui/States.tsx';
import { type Day, Keywords, NotShown } from './Evidence.tsx';
import { useImpressions } from './impressions.ts';
import styles from './Traffic.module.css';
import { Waterfall } from './Waterfall.tsx';
import { WhatIf } from './WhatIf.tsx';

type Told = ValueOf<typeof endpoints.getStoreAllotment>;

/** Why a store gets the public traffic that it gets: in a sentence, as a change, by keyword, and for whoever wants to check it. */
export function Traffic() {
  const t = useText();
  const { storeId } = useStorePlace();
  const read = useRead(endpoints.getStoreAllotment, { params: { storeId } });
  return (
    <Page title={t('traffic.title')} about={t('traffic.about')} actions={<AsOf read={read} />}>
      <Loaded read={read} skeleton={<Skeleton lines={6} kind="sheet" />}>
        {(told) =>
          told.day === null && told.days.length === 0 ? (
            <Empty icon={<IconBroadcast size={26} stroke={1.5} />} title={t('traffic.empty')}>
              {t('traffic.emptyText')}
            </Empty>
          ) : (
            <>
              <Week told={told} />
              <Evidence storeId={storeId} days={told.days.map(({ day }) => day)} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Week({ told }: { told: Told }) {
  const t = useText();
  const format = useFormat();
  const impressions = useImpressions();
  const { thisWeek, lastWeek } = told;
  const change = thisWeek.shown.total - lastWeek.shown.total;
  return (
    <>
      <p className={styles.sentence}>{told.sentence}</p>
      <Figures
        figures={[
          {
            name: t('traffic.shown'),
            value: impressions(thisWeek.shown.total),
            note: t('traffic.sinceLastWeek', { change: impressions(change, { signed: true }) }),
          },
          {
            name: t('traffic.due'),
            value: impressions(thisWeek.due.total),
            note: t('traffic.dueNote'),
          },
          {
            name: t('traffic.clicks'),
            value: format.number(thisWeek.clicks),
            note: t('traffic.lastWeekWas', { count: format.number(lastWeek.clicks) }),
          },
        ]}
      />
      <Section title={t('traffic.waterfall')} about={t('traffic.waterfallText')}>
        <Waterfall lastWeek={lastWeek.shown} thisWeek={thisWeek.shown} />
      </Section>
    </>
  );
}

function Evidence({ storeId, days }: { storeId: string; days: readonly string[] }) {
  const t = useText();
  const format = useFormat();
  const { day } = useSearch({ strict: false }) as { day?: string };
  const read = useRead(
    endpoints.getStoreAllotmentDay,
    { params: { storeId }, query: day === undefined ? {} : { day } },
    { keepPrevious: true },
  );
  return (
    <>
      <Section
        title={t('traffic.evidence')}
        about={t('traffic.evidenceText')}
        actions={
          <ChoiceFilter
            name="day"
            label={t('traffic.day')}
            all={t('traffic.newestDay')}
            value={day}
            options={days.map((one) => [one, format.day(one)] as const)}
          />
        }
      >
        <Loaded read={read} skeleton={<Skeleton lines={4} />}>
          {(value) =>
            value.day === null || value.keywords.length === 0 ? (
              <Empty title={t('traffic.nothingOnDay')} />
            ) : (
              <>
                <p>{value.sentence}</p>
                <p className="small soft">{t('traffic.quality', { points: format.number(value.quality) })}</p>
                <Keywords day={value} />
              </>
            )
          }
        </Loaded>
      </Section>
      {read.data === undefined || read.data.value.day === null ? null : (
        <>
          {day === undefined ? <WhatIf storeId={storeId} day={read.data.value} /> : null}
          <NotShown day={read.data.value} />
          <Verify storeId={storeId} day={read.data.value} date={read.data.value.day} />
        </>
      )}
    </>
  );
}

/** Both files of the day, and the command that works every figure out again from them. */
function Verify({ storeId, day, date }: { storeId: string; day: Day; date: string }) {
  const t = useText();
  return (
    <Section
      title={t('traffic.verify')}
      about={t('traffic.verifyText', { version: String(day.policyVersion) })}
    >
      <div className={styles.tries}>
        <DownloadButton
          definition={endpoints.getAllotmentStatement}
          call={{ params: { storeId }, query: { day: date } }}
          fileName={`statement-${date}.json`}
          size="xs"
        >
          {t('traffic.statement')}
        </DownloadButton>
        <DownloadButton
          definition={endpoints.getAllotmentPrices}
          call={{ query: { day: date } }}
          fileName={`prices-${date}.json`}
          size="xs"
        >
          {t('traffic.prices')}
        </DownloadButton>
      </div>
      <code className={styles.command}>{`npm run allotment -- verify statement-${date}.json`}</code>
      <p className="soft small">
        {t('traffic.hash')} <code>{day.pricesHash}</code>
      </p>
    </Section>
  );
}
