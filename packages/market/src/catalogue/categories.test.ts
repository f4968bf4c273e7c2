import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AnswerOf } from '@hazumi/contracts';
import { sql } from 'kysely';
import { personActor } from '../testing/market.ts';
import { catalogueEndpoints as api, type CatalogueTest, catalogueTest, categoryId, key } from './testing.ts';

type Category = AnswerOf<(typeof api)['createCategory']>;

describe('categories', () => {
  let t: CatalogueTest;
  const operator = personActor('9d6f8d5c-0000-7000-8000-00000000000f', { operator: 'operator' });
  const auditor = personActor('9d6f8d5c-0000-7000-8000-00000000000e', { operator: 'auditor' });
  before(async () => {
    t = await catalogueTest();
  });
  after(() => t.close());

  const names = (name: string) => ({ 'zh-CN': name, ja: name, en: name });
  const make = async (slug: string, parentId: string | null = null, position?: number): Promise<Category> => {
    const made = await t.call(
      api.createCategory,
      {
        body: { slug, names: names(slug), parentId, ...(position === undefined ? {} : { position }) },
        idempotencyKey: key(),
      },
      operator,
    );
    assert.ok(made.ok, JSON.stringify(made));
    return made.value;
  };
  const edit = (id: string, ifMatch: number, body: object, as = operator) =>
    t.call(api.editCategory, { params: { categoryId: id }, ifMatch, body }, as);
  const tree = async (): Promise<Category[]> => {
    const answer = await t.call(api.listCategories);
    assert.ok(answer.ok);
    return answer.value.data;
  };
  /** Every category stands below its parent, by `parentId` and by `path` alike. */
  const checkTree = async () => {
    const all = await tree();
    const { rows } = await sql<{ count: bigint }>`select count(*) from category`.execute(t.handle.db);
    assert.equal(BigInt(all.length), rows[0]?.count, 'some category hangs in a cycle');
    const byId = new Map(all.map((category) => [category.id, category]));
    for (const category of all) {
      const above = category.parentId === null ? [] : (byId.get(category.parentId)?.path ?? ['lost']);
      assert.deepEqual(category.path, [...above, category.id], category.slug);
    }
  };

  test('a new market has a tree in three languages, with a place for what fits nowhere', async () => {
    const all = await tree();
    assert.equal(all.length, 47);
    assert.equal(new Set(all.map((category) => category.slug)).size, 47);
    for (const category of all) {
      assert.deepEqual(Object.keys(category.names).sort(), ['en', 'ja', 'zh-CN'], category.slug);
      assert.ok(Object.values(category.names).every((name) => name.length > 0));
    }
    assert.equal(all.at(-1)?.slug, 'other');
    assert.deepEqual(
      all.slice(0, 4).map((category) => [category.slug, category.path.length]),
      [
        ['apparel', 1],
        ['womens-apparel', 2],
        ['mens-apparel', 2],
        ['underwear', 2],
      ],
    );
    await checkTree();
  });

  test('every category that the policy names is in the first tree', async () => {
    const slugs = new Set((await tree()).map((category) => category.slug));
    const { document } = t.market.policy.at(t.clock.now());
    const named = [
      document.fees.byCategoryPpm,
      document.afterSales.returnWindowDaysByCategory,
      document.deposit.baseByCategory,
      document.insurance.returnRateByCategoryPpm,
    ].flatMap((table) => Object.keys(table));
    assert.deepEqual(
      named.filter((slug) => !slugs.has(slug)),
      [],
    );
  });

  test('an operator adds, renames and places them', async () => {
    const toys = await make('robots', categoryId(200), 0);
    assert.deepEqual(toys.path, [categoryId(200), toys.id]);
    const renamed = await edit(toys.id, 1, { names: names('Robots'), slug: 'toy-robots', position: 1 });
    assert.ok(renamed.ok);
    assert.deepEqual(
      [renamed.value.slug, renamed.value.names.en, renamed.value.position, renamed.version],
      ['toy-robots', 'Robots', 1, 2],
    );
    const children = (await tree()).filter((category) => category.parentId === categoryId(200));
    assert.deepEqual(
      children.map((category) => [category.slug, category.position]),
      [
        ['baby-care', 0],
        ['toy-robots', 1],
        ['toys', 2],
      ],
    );
    const stale = await edit(toys.id, 1, { slug: 'late' });
    assert.equal(stale.ok || stale.problem.code, 'version_conflict');
    const taken = await edit(toys.id, 2, { slug: 'books' });
    assert.equal(taken.ok || taken.problem.code, 'category_slug_taken');
    await checkTree();
  });

  test('a category moves with everything below it, and goods are found below its new parent', async () => {
    const outer = await make('outer');
    const inner = await make('inner', outer.id);
    const leaf = await make('leaf', inner.id);
    const goods = await t.create({ categoryId: leaf.id, list: true });
    const moved = await edit(inner.id, 1, { parentId: categoryId(900) });
    assert.ok(moved.ok);
    assert.deepEqual(moved.value.path, [categoryId(900), inner.id]);
    await checkTree();
    const shown = await t.call(api.getProduct, { params: { productId: goods.id } });
    assert.deepEqual(shown.ok && shown.value.categories.map((category) => category.slug), [
      'other',
      'inner',
      'leaf',
    ]);
  });

  test('none moves below itself, nor deeper than the tree may be', async () => {
    const a = await make('deep-a');
    const b = await make('deep-b', a.id);
    const c = await make('deep-c', b.id);
    const before = await tree();
    for (const parentId of [a.id, b.id, c.id]) {
      const refused = await edit(a.id, 1, { parentId });
      assert.equal(refused.ok || refused.problem.code, 'category_cycle');
    }
    const d = await make('deep-d', c.id);
    const e = await make('deep-e', d.id);
    const deeper = await t.call(
      api.createCategory,
      { body: { slug: 'deep-f', names: names('f'), parentId: e.id }, idempotencyKey: key() },
      operator,
    );
    assert.equal(deeper.ok || deeper.problem.code, 'category_depth');
    const other = await make('deep-g');
    const refused = await edit(a.id, 1, { parentId: other.id });
    assert.equal(refused.ok || refused.problem.code, 'category_depth');
    assert.deepEqual(
      (await tree())
        .filter((category) => before.some(({ id }) => id === category.id))
        .map(({ path }) => path),
      before.map(({ path }) => path),
    );
  });

  test('two moves that would make a cycle together: one is refused, each time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const a = await make(`cycle-a-${round}`);
      const b = await make(`cycle-b-${round}`);
      const answers = await Promise.all([
        edit(a.id, 1, { parentId: b.id }),
        edit(b.id, 1, { parentId: a.id }),
      ]);
      assert.deepEqual(answers.map((answer) => (answer.ok ? 'moved' : answer.problem.code)).sort(), [
        'category_cycle',
        'moved',
      ]);
    }
    await checkTree();
  });

  test("are the operators' alone to change", async () => {
    const before = await tree();
    const body = { slug: 'mine', names: names('mine') };
    for (const [as, code] of [
      [t.shop.owner, 'not_found'],
      [{ kind: 'nobody' } as const, 'unauthenticated'],
      [auditor, 'forbidden'],
    ] as const) {
      const made = await t.call(api.createCategory, { body, idempotencyKey: key() }, as);
      assert.equal(made.ok || made.problem.code, code);
      const edited = await edit(categoryId(900), 1, { slug: 'mine' }, as as typeof operator);
      assert.equal(edited.ok || edited.problem.code, code);
    }
    assert.deepEqual(await tree(), before);
  });
});
