import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { defaultDocument } from '@hazumi/policy';
import sharp, { type Sharp } from 'sharp';
import { Problem } from '../kernel/problem.ts';
import { inspectPicture, preparePicture } from './pictures.process.ts';

const limits = defaultDocument.media;

/** Left half red, right half blue: whether it was turned can be seen in it. */
function halves(width: number, height: number): Sharp {
  const left = {
    create: { width: Math.floor(width / 2), height, channels: 3 as const, background: '#ff0000' },
  };
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { input: left, left: 0, top: 0 },
  ]);
}

async function faultOf(bytes: Uint8Array, more: Partial<typeof limits> = {}): Promise<unknown> {
  try {
    await preparePicture(bytes, { ...limits, ...more });
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, 'picture_refused');
    return (error.details.data as { fault: unknown }).fault;
  }
}

describe('preparing a picture', () => {
  test('makes each width that is not wider, in each format, and a thumbnail', async () => {
    const made = await preparePicture(await halves(800, 400).jpeg().toBuffer(), limits);
    assert.deepEqual([made.width, made.height], [800, 400]);
    assert.deepEqual(made.sizes, [
      { width: 160, height: 80 },
      { width: 320, height: 160 },
      { width: 640, height: 320 },
      { width: 800, height: 400 },
    ]);
    assert.deepEqual(
      made.files.map((file) => file.name).sort(),
      ['160', '320', '640', '800']
        .flatMap((width) => [`${width}.avif`, `${width}.webp`])
        .concat('thumbnail.webp')
        .sort(),
    );
    for (const file of made.files) {
      const facts = await sharp(file.bytes).metadata();
      assert.equal(facts.format, file.mediaType === 'image/avif' ? 'heif' : 'webp');
      const width = file.name.startsWith('thumbnail') ? 320 : Number.parseInt(file.name, 10);
      assert.deepEqual([facts.width, facts.height], [width, width / 2], file.name);
    }
  });

  test('turns it upright and leaves its metadata behind', async () => {
    const bytes = await halves(400, 300)
      .withExif({ IFD0: { Copyright: 'secret', Software: 'camera' }, IFD3: { GPSLatitude: '35/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const turned = await preparePicture(bytes, limits);
    assert.deepEqual([turned.width, turned.height], [300, 400]);
    for (const file of turned.files) {
      const facts = await sharp(file.bytes).metadata();
      assert.equal(facts.exif, undefined, file.name);
      assert.equal(facts.xmp, undefined, file.name);
      assert.equal(facts.orientation, undefined, file.name);
      assert.ok(!Buffer.from(file.bytes).includes('secret'));
    }
    // Orientation 6 turns clockwise: what was left is on top.
    const largest = turned.files.find((file) => file.name === '300.webp');
    const { data, info } = await sharp(largest?.bytes)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [
      ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
    ];
    assert.ok((at(150, 50)[0] ?? 0) > 200 && (at(150, 50)[2] ?? 255) < 60, String(at(150, 50)));
    assert.ok((at(150, 350)[2] ?? 0) > 200 && (at(150, 350)[0] ?? 255) < 60, String(at(150, 350)));
  });

  test('a picture that is smaller than all widths keeps its own', async () => {
    const made = await preparePicture(await halves(240, 240).png().toBuffer(), {
      ...limits,
      widths: [320, 640],
    });
    assert.deepEqual(made.sizes, [{ width: 240, height: 240 }]);
    assert.ok(made.files.some((file) => file.name === 'thumbnail.webp'));
  });

  test('the same picture makes the same files', async () => {
    const bytes = await halves(300, 300).webp().toBuffer();
    const [one, two] = await Promise.all([preparePicture(bytes, limits), preparePicture(bytes, limits)]);
    assert.deepEqual(one, two);
  });

  test('takes transparent, grey, 16-bit and CMYK pictures', async () => {
    const clear = sharp({ create: { width: 300, height: 300, channels: 4, background: '#00ff0080' } });
    for (const bytes of [
      await clear.clone().png().toBuffer(),
      await halves(300, 300).greyscale().png().toBuffer(),
      await halves(300, 300).toColourspace('rgb16').png().toBuffer(),
      await halves(300, 300).toColourspace('cmyk').jpeg().toBuffer(),
      await halves(300, 300).avif().toBuffer(),
    ]) {
      assert.equal(await faultOf(bytes, { formats: ['avif', 'webp', 'jpeg'], widths: [160] }), 'accepted');
    }
  });

  test('refuses what is no picture of an accepted kind', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"/>');
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    assert.equal(await faultOf(svg), 'type');
    assert.equal(await faultOf(gif), 'type');
    assert.equal(await faultOf(Buffer.from('%PDF-1.7')), 'type');
    assert.equal(await faultOf(new Uint8Array()), 'type');
    assert.equal(
      await faultOf(await halves(300, 300).jpeg().toBuffer(), { mediaTypes: ['image/png'] }),
      'type',
    );
  });

  test('refuses garbage behind a true beginning, and half a picture', async () => {
    const jpeg = await halves(900, 900).jpeg().toBuffer();
    const png = await halves(900, 900).png().toBuffer();
    assert.equal(
      await faultOf(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000, 7)])),
      'unreadable',
    );
    assert.equal(await faultOf(jpeg.subarray(0, Math.floor(jpeg.length / 2))), 'unreadable');
    assert.equal(await faultOf(png.subarray(0, Math.floor(png.length / 2))), 'unreadable');
    assert.equal(await faultOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1')), 'unreadable');
  });

  test('refuses moving pictures of each kind', async () => {
    const frames = await sharp({ create: { width: 300, height: 600, channels: 3, background: '#fff' } })
      .composite([
        { input: { create: { width: 300, height: 300, channels: 3, background: '#000' } }, left: 0, top: 0 },
      ])
      .raw()
      .toBuffer();
    const webp = await sharp(frames, { raw: { width: 300, height: 600, channels: 3, pageHeight: 300 } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    assert.equal(await faultOf(webp), 'animated');
    assert.equal(await faultOf(animatedPng(await halves(300, 300).png().toBuffer())), 'animated');
    const avif = Buffer.from(await halves(300, 300).avif().toBuffer());
    avif.write('avis', 8, 'latin1');
    assert.equal(await faultOf(avif), 'animated');
  });

  test('refuses a bomb by its header, without unpacking it', async () => {
    const bomb = pngOf(60_000, 60_000, deflateSync(Buffer.alloc(1_000_000)));
    await assert.rejects(inspectPicture(bomb, limits), (error) => {
      assert.deepEqual((error as Problem).details.data, { fault: 'tooManyPixels' });
      return true;
    });
    assert.equal(await faultOf(bomb), 'tooManyPixels');
  });

  test('refuses by size, edge and shape', async () => {
    assert.equal(await faultOf(await halves(300, 300).png().toBuffer(), { maxBytes: 100 }), 'tooLarge');
    assert.equal(await faultOf(await halves(199, 400).png().toBuffer()), 'tooSmall');
    assert.equal(await faultOf(await halves(200, 2001).png().toBuffer()), 'shape');
    assert.equal(
      await faultOf(await halves(3000, 3000).png().toBuffer(), { maxPixels: 8_000_000 }),
      'tooManyPixels',
    );
  });
});

/** A PNG by hand: its checksums are right, its pixels need not be. */
function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Announces two frames behind the header of a PNG. */
function animatedPng(png: Buffer): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  return Buffer.concat([png.subarray(0, 33), chunk('acTL', control), png.subarray(33)]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
