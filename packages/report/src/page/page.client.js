// Runs in the report's page: chooses language and light (`?language=ja&light=dark` names them), remembers the choice where the
// browser lets it.
(() => {
  const root = document.documentElement;
  const languages = ['zh-CN', 'ja', 'en'];

  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // a page opened as a file may have no storage
    }
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // it holds for this visit then
    }
  };
  const press = (attribute, value) => {
    for (const button of document.querySelectorAll(`button[${attribute}]`)) {
      button.setAttribute('aria-pressed', String(button.getAttribute(attribute) === value));
    }
  };

  const speak = (language) => {
    root.lang = language;
    root.dataset.language = language;
    document.title = root.getAttribute(`data-title-${language.toLowerCase()}`) ?? document.title;
    press('data-speak', language);
  };
  const light = (theme) => {
    root.dataset.theme = theme;
    press('data-light', theme);
  };

  const preferred = navigator.languages
    .map((wish) => languages.find((language) => wish.toLowerCase().startsWith(language.slice(0, 2))))
    .find((language) => language !== undefined);
  const asked = new URLSearchParams(location.search);
  const language = asked.get('language') ?? remembered('hazumi-report-language');
  speak(languages.includes(language) ? language : (preferred ?? 'en'));
  const theme = asked.get('light') ?? remembered('hazumi-report-light');
  light(['auto', 'light', 'dark'].includes(theme) ? theme : 'auto');

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.speak) {
      speak(button.dataset.speak);
      remember('hazumi-report-language', button.dataset.speak);
    }
    if (button?.dataset.light) {
      light(button.dataset.light);
      remember('hazumi-report-light', button.dataset.light);
    }
  });
})();
