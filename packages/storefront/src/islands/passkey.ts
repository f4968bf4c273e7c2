/**
 * Passkeys: the one thing on these pages that cannot be done without a script, because only the browser can ask the device. The
 * parts that need it are hidden until this runs, and talk to the API directly.
 */
const page = document.documentElement.lang;

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined) {
  offerSignIn();
  offerNewPasskey();
}

interface Question {
  challenge: string;
  options: object;
}

async function call<T>(path: string, body: object | undefined): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'x-hazumi-locale': page,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as T;
}

function offerSignIn(): void {
  const part = document.querySelector<HTMLElement>('[data-passkey-sign-in]');
  const button = part?.querySelector('button');
  if (part === null || button === null || button === undefined) return;
  part.hidden = false;
  button.addEventListener('click', () =>
    attempt(part, button, async () => {
      const { challenge, options } = await call<Question>('/v1/sign-in/passkey/options', undefined);
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
        options as PublicKeyCredentialRequestOptionsJSON,
      );
      const credential = await navigator.credentials.get({ publicKey });
      await call('/v1/sign-in/passkey', { challenge, response: jsonOf(credential) });
      location.assign(part.dataset.passkeySignIn || '/account');
    }),
  );
}

function offerNewPasskey(): void {
  const form = document.querySelector<HTMLFormElement>('[data-passkey-add]');
  const button = form?.querySelector('button');
  if (form === null || button === null || button === undefined) return;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    attempt(form, button, async () => {
      const { challenge, options } = await call<Question>('/v1/me/passkeys/options', {
        password: fields.get('passkeyPassword'),
      });
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
        options as PublicKeyCredentialCreationOptionsJSON,
      );
      const credential = await navigator.credentials.create({ publicKey });
      await call('/v1/me/passkeys', {
        challenge,
        name: fields.get('passkeyName'),
        response: jsonOf(credential),
      });
      location.reload();
    });
  });
}

function jsonOf(credential: Credential | null): object {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
  return credential.toJSON();
}

/** Runs it with the button busy, and shows the part's own words where it fails. */
async function attempt(
  part: HTMLElement,
  button: HTMLButtonElement,
  work: () => Promise<void>,
): Promise<void> {
  const fault = part.querySelector<HTMLElement>('.fault');
  button.disabled = true;
  if (fault !== null) fault.hidden = true;
  try {
    await work();
  } catch (error) {
    // The shopper closed the dialogue: they know.
    const isAborted = error instanceof DOMException && error.name === 'NotAllowedError';
    if (fault !== null && !isAborted) fault.hidden = false;
  } finally {
    button.disabled = false;
  }
}
