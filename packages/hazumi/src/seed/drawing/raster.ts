import sharp from 'sharp';

/** The pixels of a drawing, as PNG: quick to write and exact, for whoever gets it encodes it again. */
export async function rasterise(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const png = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 3 })
    .toBuffer();
  return new Uint8Array(png);
}
