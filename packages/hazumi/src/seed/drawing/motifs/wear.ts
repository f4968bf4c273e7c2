import { type Colour, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';

export const wear = motif({
  shapes: ['jacket', 'tee', 'vest', 'cap', 'beanie', 'socks', 'gloves', 'trousers'],
  stages: ['flat', 'linen', 'wood', 'flat'],
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const cloth = (c: Colour): string => sheet.slant(shade(c, 0.07), c, shade(c, -0.12));
    const garment = (outline: string, tone = colour): void => {
      sheet.within('translate(10 16)', () =>
        sheet.paint(tag('path', { d: outline, fill: '#15100c', opacity: 0.18 })),
      );
      sheet.paint(tag('path', { d: outline, fill: cloth(tone) }));
      sheet.inside(outline, () =>
        decorate({ ...pen, colour: tone }, { left: 130, right: 670, top: 150, bottom: 690 }),
      );
    };
    switch (shape) {
      case 'jacket':
      case 'vest': {
        const sleeves = shape === 'jacket';
        if (sleeves)
          for (const flip of [1, -1])
            sheet.within(flip === 1 ? '' : 'translate(800 0) scale(-1 1)', () =>
              garment(
                curve('290 220, 220 290, 150 540, 166 596, 216 596, 280 400', true),
                shade(colour, flip === 1 ? 0 : -0.05),
              ),
            );
        garment('M300 200Q400 250 500 200L548 246Q566 430 552 660Q400 686 248 660Q234 430 252 246Z');
        sheet.paint(
          tag('path', {
            d: 'M300 204Q320 130 400 124Q480 130 500 204Q450 250 400 252Q350 250 300 204Z',
            fill: cloth(shade(colour, -0.08)),
          }),
        );
        lines(sheet, ['M400 236V672'], { colour: shade(accent, -0.02), width: 9 });
        lines(
          sheet,
          [
            'M290 500L352 470',
            'M510 500L448 470',
            ...(sleeves
              ? []
              : ['M256 330Q400 350 546 330', 'M250 430Q400 450 552 430', 'M250 550Q400 570 552 550']),
          ],
          { colour: shade(colour, -0.22), width: 6 },
        );
        return;
      }
      case 'tee':
        garment('M290 190Q400 250 510 190L640 270L590 380L534 346V670Q400 684 266 670V346L210 380L160 270Z');
        sheet.paint(
          tag('path', { d: 'M308 198Q400 252 492 198L470 190Q400 230 330 190Z', fill: shade(colour, -0.1) }),
        );
        return sheet.paint(
          tag('circle', { cx: 400, cy: 380, r: 62, fill: accent, opacity: 0.85 }),
          tag('path', {
            d: 'M336 404L380 350L404 378L424 356L464 404Q440 442 400 442T336 404Z',
            fill: shade(colour, -0.05),
            opacity: 0.9,
          }),
        );
      case 'cap':
        shadow(sheet, 410, 540, 220, { flat: 0.4 });
        sheet.paint(
          tag('path', {
            d: curve('230 500, 250 360, 380 290, 520 340, 570 480, 400 520', true),
            fill: cloth(colour),
          }),
          tag('path', {
            d: curve('236 498, 400 516, 560 470, 690 540, 600 580, 400 566', true),
            fill: cloth(accent),
          }),
        );
        lines(sheet, [curve('384 292, 350 390, 340 508'), curve('384 292, 460 370, 490 500')], {
          colour: shade(colour, -0.16),
          width: 4,
        });
        return sheet.paint(tag('circle', { cx: 386, cy: 290, r: 13, fill: accent }));
      case 'beanie':
        shadow(sheet, 410, 600, 190, { flat: 0.3 });
        garment(curve('226 560, 240 380, 330 260, 400 244, 470 260, 560 380, 574 560, 400 580', true));
        for (let x = 250; x < 560; x += 26)
          lines(
            sheet,
            [
              curve([
                [400 + (x - 400) * 0.3, 262],
                [400 + (x - 400) * 0.9, 400],
                [x, 560],
              ]),
            ],
            { colour: shade(colour, -0.12), width: 6, opacity: 0.6 },
          );
        return sheet.paint(
          tag('path', {
            d: roundRect(214, 512, 372, 100, 30),
            fill: sheet.across(
              [0, shade(accent, -0.04)],
              [0.35, shade(accent, 0.06)],
              [1, shade(accent, -0.16)],
            ),
          }),
        );
      case 'socks':
        for (const [x, y, turn] of [
          [300, 330, -8],
          [470, 360, 6],
        ] as const)
          sheet.within(`translate(${x - 300} ${y - 330}) rotate(${turn} 300 400)`, () => {
            garment('M240 170H350V430Q356 480 420 520Q462 552 430 600Q396 628 330 596Q250 548 240 470Z');
            sheet.paint(
              tag('path', { d: 'M240 170H350V218H240Z', fill: accent }),
              tag('path', { d: 'M404 510Q462 552 430 600Q410 612 386 612Q420 560 404 510Z', fill: accent }),
            );
          });
        return;
      case 'gloves':
        for (const flip of [1, -1])
          sheet.within(flip === 1 ? 'translate(-10 0)' : 'translate(810 0) scale(-1 1)', () => {
            garment(
              'M210 640V420Q200 300 214 236Q232 214 250 236L256 340L262 210Q280 188 298 210L302 340L312 220Q330 200 346 222L342 360L352 270Q370 252 384 274Q386 380 372 440L400 400Q430 392 428 424L372 520V640Z',
            );
            sheet.paint(tag('path', { d: 'M206 580H376V644H206Z', fill: accent }));
          });
        return;
      case 'trousers':
        garment('M260 160H540L566 690H434L404 360L368 690H236Z');
        sheet.paint(tag('path', { d: 'M258 160H542L544 206H256Z', fill: cloth(shade(colour, -0.06)) }));
        return lines(
          sheet,
          [
            'M404 206V350',
            'M290 216Q300 290 262 310',
            'M512 216Q500 290 540 310',
            'M300 360L292 680',
            'M500 360L510 680',
          ],
          { colour: shade(colour, -0.18), width: 4 },
        );
    }
  },
});
