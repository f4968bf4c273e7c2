import { type Locale, type ProblemCode, problemKinds } from '@hazumi/contracts';
import { html, raw } from 'hono/html';
import { fieldLines, typeName } from './docs.schema.ts';

type Json = Record<string, unknown>;
type Operation = Json & {
  operationId: string;
  tags: string[];
  summary: string;
  'x-access': string;
  'x-permission'?: string;
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
};

const words = {
  'zh-CN': {
    title: 'Hazumi 接口文档',
    intro: '市场自身的页面所做的一切都通过这套接口完成。机器可读的版本：',
    access: '谁可以调用',
    permission: '所需权限',
    parameters: '参数',
    body: '请求正文',
    answer: '成功应答',
    failures: '可能的失败',
    shapes: '数据结构',
    required: '必填',
    status: '状态码',
    retry: '稍后重试可能成功',
    noRetry: '请勿原样重试',
    back: '返回接口文档',
  },
  ja: {
    title: 'Hazumi APIリファレンス',
    intro: 'マーケットの画面が行うことは、すべてこのAPIを通じて行われます。機械可読版：',
    access: '呼び出せる人',
    permission: '必要な権限',
    parameters: 'パラメーター',
    body: 'リクエスト本文',
    answer: '成功時の応答',
    failures: '起こりうる失敗',
    shapes: 'データの形',
    required: '必須',
    status: 'ステータス',
    retry: '時間をおいて再試行できます',
    noRetry: 'そのまま再試行しないでください',
    back: 'APIリファレンスに戻る',
  },
  en: {
    title: 'Hazumi API',
    intro: "Everything the market's own pages do, they do through this API. For machines:",
    access: 'Who may call it',
    permission: 'Permission',
    parameters: 'Parameters',
    body: 'Request body',
    answer: 'Answer',
    failures: 'What may fail',
    shapes: 'Shapes',
    required: 'required',
    status: 'Status',
    retry: 'The same request may succeed later',
    noRetry: 'The same request will fail again',
    back: 'Back to the API',
  },
} as const satisfies Record<Locale, Record<string, string>>;

export const styleSheet = `:root{color-scheme:light dark;--ink:#1c1b22;--soft:#5b5966;--line:#dcdae3;--paper:#fff;--tint:#f5f4f8;--mark:#5b3fd0}
@media(prefers-color-scheme:dark){:root{--ink:#ecebf1;--soft:#aaa7b6;--line:#3a3844;--paper:#17161c;--tint:#211f28;--mark:#b8a6ff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,sans-serif}
main,header,nav{max-width:60rem;margin:0 auto;padding:1rem}h1{margin:1rem 0 0}h2{margin:3rem 0 1rem;border-bottom:2px solid var(--line)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0;padding:0;list-style:none}
a{color:var(--mark)}a:focus-visible,summary:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
details{margin:.5rem 0;border:1px solid var(--line);border-radius:.5rem;background:var(--tint)}summary{padding:.75rem 1rem;cursor:pointer;overflow-wrap:anywhere}
details>div{padding:0 1rem 1rem}code{font:.875em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}b.verb{display:inline-block;min-width:4.5rem;color:var(--mark);text-transform:uppercase}
summary span{display:block;color:var(--soft)}h3{margin:1rem 0 .25rem;font-size:1rem}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
td{padding:.25rem .75rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}small{color:var(--soft)}`;

/** What the areas are called; one that is missing here shows its own name. */
const areaNames: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  system: { 'zh-CN': '系统', ja: 'システム', en: 'System' },
  people: { 'zh-CN': '账号与权限', ja: 'アカウントと権限', en: 'People and rights' },
  licences: { 'zh-CN': '营业执照', ja: '営業許可証', en: 'Licences' },
  stores: { 'zh-CN': '店铺', ja: '店舗', en: 'Stores' },
  catalogue: { 'zh-CN': '商品', ja: '商品', en: 'Catalogue' },
  media: { 'zh-CN': '图片', ja: '画像', en: 'Pictures' },
  search: { 'zh-CN': '搜索', ja: '検索', en: 'Search' },
  cart: { 'zh-CN': '购物车', ja: 'カート', en: 'Cart' },
  checkout: { 'zh-CN': '结算', ja: '購入手続き', en: 'Checkout' },
  orders: { 'zh-CN': '订单', ja: '注文', en: 'Orders' },
  payments: { 'zh-CN': '支付', ja: '支払い', en: 'Payments' },
  ledger: { 'zh-CN': '账本', ja: '元帳', en: 'Ledger' },
  policy: { 'zh-CN': '规则', ja: 'ポリシー', en: 'Policy' },
};
const areaName = (area: string, locale: Locale): string => areaNames[area]?.[locale] ?? area;

/** The reference page: every endpoint by area, then every named shape. */
export function docsPage(document: Json, locale: Locale): Promise<string> {
  const say = words[locale];
  const components = ((document.components as Json).schemas ?? {}) as Record<string, Json>;
  const areas = new Map<string, { verb: string; path: string; operation: Operation }[]>();
  for (const [path, verbs] of Object.entries(document.paths as Record<string, Record<string, Operation>>)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      const area = operation.tags[0] ?? '';
      areas.set(area, [...(areas.get(area) ?? []), { verb, path, operation }]);
    }
  }
  return shell(
    locale,
    say.title,
    html`<header><h1>${say.title}</h1><p>${say.intro} <a href="/v1/openapi.json">OpenAPI 3.1</a></p></header>
<nav aria-label="${say.title}"><ul>${[...areas.keys()].map((area) => html`<li><a href="#${area}">${areaName(area, locale)}</a></li>`)}
<li><a href="#shapes">${say.shapes}</a></li></ul></nav>
<main>${[...areas].map(
      ([area, entries]) =>
        html`<section id="${area}"><h2>${areaName(area, locale)}</h2>${entries.map((entry) => endpointEntry(entry, components, locale))}</section>`,
    )}
<section id="shapes"><h2>${say.shapes}</h2>${Object.entries(components).map(
      ([name, schema]) =>
        html`<details id="shape-${name}"><summary><code>${name}</code></summary><div>${shapeTable(schema, components, locale)}</div></details>`,
    )}</section></main>`,
  );
}

/** The page that a problem's `type` leads to. */
export function problemPage(code: ProblemCode, locale: Locale): Promise<string> {
  const say = words[locale];
  const { status, retry, title } = problemKinds[code];
  return shell(
    locale,
    title[locale],
    html`<main><h1>${title[locale]}</h1><p><code>${code}</code></p><p>${say.status}: ${status}</p>
<p>${retry ? say.retry : say.noRetry}</p><p><a href="/docs">${say.back}</a></p></main>`,
  );
}

async function shell(locale: Locale, title: string, content: unknown): Promise<string> {
  return String(
    await html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${raw(styleSheet)}</style></head><body>${content}</body></html>`,
  );
}

function endpointEntry(
  { verb, path, operation }: { verb: string; path: string; operation: Operation },
  components: Record<string, Json>,
  locale: Locale,
) {
  const say = words[locale];
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  const answerSchema = Object.values(answer?.content ?? {})[0]?.schema;
  const failures = Object.entries(operation.responses).filter(([code]) => !code.startsWith('2'));
  return html`<details id="${operation.operationId}"><summary><b class="verb">${verb}</b><code>${path}</code><span>${operation.summary}</span></summary><div>
<p><small>${operation.operationId} · ${say.access}: ${operation['x-access']}${
    operation['x-permission'] === undefined ? '' : ` · ${say.permission}: ${operation['x-permission']}`
  }</small></p>
${
  operation.parameters === undefined
    ? ''
    : html`<h3>${say.parameters}</h3><div class="scroll"><table><tbody>${operation.parameters.map(
        (parameter) =>
          html`<tr><td><code>${parameter.name}</code></td><td><code>${typeName(parameter.schema)}</code></td><td><small>${parameter.in}${
            parameter.required ? ` · ${say.required}` : ''
          }</small></td></tr>`,
      )}</tbody></table></div>`
}
${body === undefined ? '' : html`<h3>${say.body} <small>${type}</small></h3>${shapeTable(body.schema, components, locale)}`}
<h3>${say.answer} <small>${status}</small></h3>${answerSchema === undefined ? '' : shapeTable(answerSchema, components, locale)}
<h3>${say.failures}</h3><div class="scroll"><table><tbody>${failures.map(
    ([code, { description }]) =>
      html`<tr><td>${code}</td><td>${description.split('; ').map((part) => problemLink(part, locale))}</td></tr>`,
  )}</tbody></table></div></div></details>`;
}

/** '`not_found`: Not found' -> a link to that problem, titled in the reader's language. */
function problemLink(description: string, locale: Locale) {
  const code = /^`(\w+)`/.exec(description)?.[1];
  if (code === undefined || !Object.hasOwn(problemKinds, code)) return '';
  return html`<div><a href="/problems/${code}"><code>${code}</code></a> <small>${problemKinds[code as ProblemCode].title[locale]}</small></div>`;
}

function shapeTable(schema: Json, components: Record<string, Json>, locale: Locale) {
  const lines = fieldLines(schema, components);
  if (lines.length === 0) return html`<p>${typeWithLink(typeName(schema), components)}</p>`;
  return html`<div class="scroll"><table><tbody>${lines.map(
    ({ name, type, isRequired }) =>
      html`<tr><td><code>${name}</code></td><td>${typeWithLink(type, components)}</td><td><small>${
        isRequired ? words[locale].required : ''
      }</small></td></tr>`,
  )}</tbody></table></div>`;
}

function typeWithLink(type: string, components: Record<string, Json>) {
  const name = type.replace(/\[\]$/, '');
  return Object.hasOwn(components, name)
    ? html`<a href="#shape-${name}"><code>${type}</code></a>`
    : html`<code>${type}</code>`;
}
