declare module '*?locale=zh-CN' {
  const messages: import('./texts.ts').Messages;
  export default messages;
}
declare module '*?locale=ja' {
  const messages: import('./texts.ts').Messages;
  export default messages;
}
declare module '*?locale=en' {
  const messages: import('./texts.ts').Messages;
  export default messages;
}
