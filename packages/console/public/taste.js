// Before the first paint: the theme and the language that the reader chose, so that the page neither flashes nor is read
// aloud in the wrong language. The cookies are those of the shop, where the same choices are made.
(() => {
  const cookie = (name) => new RegExp(`(?:^|; )${name}=([\\w-]+)`).exec(document.cookie)?.[1];
  const theme = cookie('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  const locale = cookie('locale');
  if (locale) document.documentElement.lang = locale;
})();
