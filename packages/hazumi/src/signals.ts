/**
 * Settles when this program is asked to stop: Ctrl-C, `kill`, the terminal closed, or the process that started
 * it (scripts/run.mjs) gone. Later signals are taken for the same wish: npm and the terminal both send Ctrl-C.
 */
export function askedToStop(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => settle());
    if (process.channel) {
      process.on('disconnect', () => settle());
      process.channel.unref();
    }
  });
}
