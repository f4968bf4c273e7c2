type Json = { [name: string]: unknown };

/** Whether this browser speaks WebAuthn in JSON, as the market does. */
export function canUsePasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== 'undefined' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential
  );
}

/** Asks the device to prove a passkey. @throws DOMException, NotAllowedError where its user gave up */
export async function getPasskey(options: Json) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

/** Asks the device for a new passkey. @throws as `getPasskey` */
export async function createPasskey(options: Json) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Closing the browser's own dialog is a decision, not a failure. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name);
}

function jsonOf(credential: Credential | null): Record<string, never> {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the browser answered no passkey');
  return credential.toJSON() as unknown as Record<string, never>;
}
