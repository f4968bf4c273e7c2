import { field, group } from '../fields/field.ts';
import { bytes, choice, count, list, pixels, word } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const media = group(
  text('图片', '画像', 'Pictures'),
  text(
    '可以上传的图片以及生成的尺寸与格式。',
    '受け付ける画像と、作成する大きさと形式。',
    'What may be uploaded, and the sizes and formats made of it.',
  ),
  {
    maxBytes: field(bytes(1_024, 104_857_600), {
      default: 10_485_760,
      source: 'hazumi',
      confidence: 'D',
      label: text('图片大小上限', '画像のサイズ上限', 'Largest file'),
      description: text(
        '上传的单张图片不能超过的大小。',
        'アップロードする画像一枚のサイズの上限です。',
        'The size that one uploaded picture must not exceed.',
      ),
    }),
    mediaTypes: field(list(word(/^image\/[a-z0-9.+-]+$/), 1, 20), {
      default: ['image/avif', 'image/jpeg', 'image/png', 'image/webp'],
      source: 'hazumi',
      confidence: 'D',
      label: text('可上传的格式', '受け付ける形式', 'Accepted types'),
      description: text(
        '可以作为图片上传的媒体类型。',
        '画像として受け付けるメディアタイプです。',
        'The media types accepted as pictures.',
      ),
    }),
    minEdge: field(pixels(1, 4_000), {
      default: 200,
      source: 'hazumi',
      confidence: 'D',
      label: text('最短边下限', '短辺の下限', 'Shortest edge'),
      description: text(
        '图片短边至少要有多少像素。',
        '画像の短辺に必要なピクセル数です。',
        'The fewest pixels of the shorter edge.',
      ),
    }),
    maxPixels: field(pixels(1_000_000, 1_000_000_000), {
      default: 40_000_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'Bounds the memory that decoding a hostile picture can take.',
      label: text('像素总数上限', '総ピクセル数の上限', 'Most pixels'),
      description: text(
        '图片宽乘高不能超过的像素数。',
        '画像の幅×高さの上限です。',
        'Width times height must not exceed this.',
      ),
    }),
    widths: field(list(pixels(16, 8_192), 1, 12), {
      default: [160, 320, 640, 1_280],
      source: 'hazumi',
      confidence: 'D',
      label: text('生成的宽度', '作成する幅', 'Widths'),
      description: text(
        '每张图片缩放成哪些宽度，不会放大。',
        '画像を縮小する幅で、拡大はしません。',
        'The widths to which a picture is scaled; never up.',
      ),
    }),
    formats: field(
      list(
        choice({
          avif: text('AVIF', 'AVIF', 'AVIF'),
          webp: text('WebP', 'WebP', 'WebP'),
          jpeg: text('JPEG', 'JPEG', 'JPEG'),
        }),
        1,
        3,
      ),
      {
        default: ['avif', 'webp'],
        source: 'hazumi',
        confidence: 'D',
        label: text('生成的格式', '作成する形式', 'Formats'),
        description: text(
          '每张图片生成哪些格式，靠前的优先。',
          '作成する画像の形式で、前のものほど優先されます。',
          'The formats made of each picture, the preferred first.',
        ),
      },
    ),
    avifQuality: field(count(1, 100), {
      default: 50,
      source: 'hazumi',
      confidence: 'D',
      label: text('AVIF质量', 'AVIFの品質', 'AVIF quality'),
      description: text(
        '生成AVIF时的质量，1到100。',
        'AVIFを作成するときの品質（1から100）です。',
        'The quality of AVIF pictures, from 1 to 100.',
      ),
    }),
    webpQuality: field(count(1, 100), {
      default: 75,
      source: 'hazumi',
      confidence: 'D',
      label: text('WebP质量', 'WebPの品質', 'WebP quality'),
      description: text(
        '生成WebP时的质量，1到100。',
        'WebPを作成するときの品質（1から100）です。',
        'The quality of WebP pictures, from 1 to 100.',
      ),
    }),
  },
);
