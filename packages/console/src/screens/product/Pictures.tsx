import { endpoints } from '@hazumi/contracts';
import { ActionIcon, Button, FileButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPencil, IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/context.ts';
import { type ApiError, asApiError } from '../../api/errors.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { can } from '../../session/permissions.ts';
import { useMe } from '../../session/session.tsx';
import { useStorePlace } from '../../shell/place.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice, problemTitle } from '../../ui/Problem.tsx';
import { AltTexts } from './AltTexts.tsx';
import { moved } from './order.ts';
import styles from './Product.module.css';
import type { ProductValue } from './product-draft.ts';

type Picture = ProductValue['pictures'][number];
const types = 'image/jpeg,image/png,image/webp,image/avif';

/** The pictures of goods; the first stands for them in lists. */
export function Pictures({ product }: { product: ProductValue }) {
  const t = useText();
  const me = useMe();
  const place = useStorePlace();
  const [describing, setDescribing] = useState<Picture>();
  const params = { storeId: product.storeId, productId: product.id };
  const stale = [endpoints.getStoreProduct, endpoints.listStoreProducts];
  const order = useWrite(endpoints.orderPictures, { stale });
  const remove = useWrite(endpoints.removePicture, { stale });
  const upload = useUploads(product);
  const mayEdit = can(me, 'catalogue.edit', place);
  const move = (at: number, by: number) =>
    void order.run({
      params,
      body: {
        pictureIds: moved(
          product.pictures.map(({ id }) => id),
          at,
          at + by,
        ),
      },
    });
  const error = order.error ?? remove.error;
  const last = product.pictures.length - 1;
  return (
    <Section title={t('pictures.title')} about={t('pictures.about')}>
      {error === undefined ? null : <ProblemNotice error={error} announce />}
      {product.pictures.length === 0 ? null : (
        <ol className={styles.pictures}>
          {product.pictures.map((picture, at) => (
            <li key={picture.id} className={styles.picture}>
              <PictureFrame picture={picture} isFirst={at === 0} />
              {mayEdit ? (
                <div className={styles.tools}>
                  <ActionIcon
                    variant="default"
                    aria-label={t('pictures.earlier', { number: at + 1 })}
                    disabled={at === 0 || order.isRunning}
                    onClick={() => move(at, -1)}
                  >
                    <IconArrowLeft aria-hidden size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('pictures.later', { number: at + 1 })}
                    disabled={at === last || order.isRunning}
                    onClick={() => move(at, 1)}
                  >
                    <IconArrowRight aria-hidden size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('pictures.describe', { number: at + 1 })}
                    onClick={() => setDescribing(picture)}
                  >
                    <IconPencil aria-hidden size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('pictures.remove', { number: at + 1 })}
                    disabled={remove.isRunning}
                    onClick={() => void remove.run({ params: { ...params, pictureId: picture.id } })}
                  >
                    <IconTrash aria-hidden size={16} />
                  </ActionIcon>
                </div>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {mayEdit ? <Upload {...upload} /> : null}
      <Dialog
        isOpen={describing !== undefined}
        close={() => setDescribing(undefined)}
        title={t('pictures.alt')}
      >
        {describing === undefined ? null : (
          <AltTexts picture={describing} params={params} close={() => setDescribing(undefined)} />
        )}
      </Dialog>
    </Section>
  );
}

function PictureFrame({ picture, isFirst }: { picture: Picture; isFirst: boolean }) {
  const t = useText();
  const format = useFormat();
  const alt = format.text(picture.alt);
  return (
    <div className={styles.frame}>
      <picture>
        {picture.sources.map((source) => (
          <source key={source.type} type={source.type} srcSet={source.srcset} sizes="12rem" />
        ))}
        <img src={picture.url} alt={alt} width={picture.width} height={picture.height} loading="lazy" />
      </picture>
      {isFirst ? <span className={styles.first}>{t('pictures.first')}</span> : null}
    </div>
  );
}

interface Failure {
  name: string;
  error: ApiError;
}

/** Uploads one file after the other: each has its own answer, and the order stays that of the choice. */
function useUploads(product: ProductValue) {
  const api = useApi();
  const queries = useQueryClient();
  const [left, setLeft] = useState(0);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const add = async (files: readonly File[]) => {
    setFailures([]);
    setLeft(files.length);
    for (const file of files) {
      const body = new FormData();
      body.set('file', file);
      try {
        await api.send(endpoints.addPicture, {
          params: { storeId: product.storeId, productId: product.id },
          body,
        });
      } catch (error) {
        setFailures((before) => [...before, { name: file.name, error: asApiError(error) }]);
      }
      setLeft((count) => count - 1);
    }
    await queries.invalidateQueries({ queryKey: [endpoints.getStoreProduct.id] });
    await queries.invalidateQueries({ queryKey: [endpoints.listStoreProducts.id] });
  };
  return { add, left, failures };
}

function Upload({ add, left, failures }: ReturnType<typeof useUploads>) {
  const t = useText();
  const [isOver, setOver] = useState(false);
  return (
    <>
      {failures.length === 0 ? null : (
        <Notice tone="danger" live title={t('pictures.failed', { count: failures.length })}>
          <ul>
            {failures.map(({ name, error }) => (
              <li key={name}>
                <span className="strong">{name}</span>: {error.problem.detail ?? problemTitle(t, error)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shorthand for the button inside */}
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void add([...event.dataTransfer.files]);
        }}
      >
        <FileButton multiple accept={types} onChange={(files) => void add(files)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={left > 0}
              leftSection={<IconPhotoPlus aria-hidden size={18} />}
            >
              {t('pictures.add')}
            </Button>
          )}
        </FileButton>
        <p className="small" role="status">
          {left > 0 ? t('pictures.uploading', { count: left }) : t('pictures.dropHere')}
        </p>
      </div>
    </>
  );
}
