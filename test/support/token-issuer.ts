import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from 'jsonwebtoken';

/** A key with which tokens are signed, and for which channels it may vouch. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  endorsements: readonly string[];
}

/** Whoever vouches for Teams' tokens, on loopback: metadata and keys over HTTP, as the real one publishes them. */
export interface TokenIssuer {
  /** What stands in the tokens' `iss`. */
  issuer: string;
  metadataUrl: string;
  /** The keys that are published; a test may add to them and take away. */
  keys: SigningKey[];
  /** How many times the keys were fetched. */
  readonly keyFetches: number;
  /** While true, metadata and keys are answered with 503. */
  down: boolean;
  stop(): Promise<void>;
}

/** Starts with one published key that vouches for Teams. The caller stops it. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  let keyFetches = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.setHeader('content-type', 'application/json');
    response.statusCode = issuer.down ? 503 : 200;
    if (path === '/keys') {
      keyFetches += 1;
      response.end(JSON.stringify({ keys: issuer.keys.map(published) }));
    } else {
      response.end(JSON.stringify({ issuer: issuer.issuer, jwks_uri: `${issuer.issuer}/keys` }));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TokenIssuer = {
    issuer: url,
    metadataUrl: `${url}/.well-known/openidconfiguration`,
    keys: [makeSigningKey('key-1')],
    get keyFetches() {
      return keyFetches;
    },
    down: false,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return issuer;
}

/** A new RSA key, not published yet. */
export function makeSigningKey(kid: string, endorsements: readonly string[] = ['msteams']): SigningKey {
  return { kid, endorsements, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** Signs claims as the issuer does; `undefined` leaves a claim out. */
export function signToken(key: SigningKey, claims: Record<string, unknown>): string {
  const told = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return sign(told, key.privateKey, { algorithm: 'RS256', keyid: key.kid, noTimestamp: true });
}

function published({ kid, publicKey, endorsements }: SigningKey): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', endorsements };
}
