import { Hono } from 'hono';
import { problem } from './api/http.ts';
import { type ApiParts, apiRoutes } from './api/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { refuse } from './refusals.ts';

export interface AppParts extends ApiParts {
  /** an error nobody expected */
  report: (error: Error) => void;
}

/** The whole provider as one function from Request to Response. */
export function createApp(parts: AppParts): Hono {
  const app = new Hono();
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.route('/api', apiRoutes(parts));
  app.route('/', pageRoutes(parts.sandbox));
  app.notFound((c) => problem(c, refuse('not_found', 'There is nothing here.'), parts.baseUrl()));
  app.onError((error, c) => {
    parts.report(error);
    return problem(c, refuse('internal', 'The error has been logged.'), parts.baseUrl());
  });
  return app;
}
