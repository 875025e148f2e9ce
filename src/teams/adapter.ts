import type { TurnContext } from 'botbuilder';
import {
  CloudAdapter,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type InvokeResponse,
} from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  AuthenticationError,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
  PasswordServiceClientCredentialFactory,
  type AuthenticateRequestResult,
  type BotFrameworkAuthentication,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';

export interface Identity {
  appId: string;
  /** Who vouches for Teams' tokens. */
  tokenIssuer: string;
  openIdMetadataUrl: string;
  credentials: ServiceClientCredentialsFactory;
}

export interface IdentitySettings {
  appId: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  tenantId: string;
  password?: string;
  tokenIssuer: string;
  openIdMetadataUrl: string;
}

/** The bot's own identity towards Teams. Its type is named always: without one the SDK falls back to MultiTenant. */
export function makeIdentity(settings: IdentitySettings): Identity {
  const credentials = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: settings.appId,
    MicrosoftAppType: settings.type,
    MicrosoftAppTenantId: settings.tenantId,
    MicrosoftAppPassword: settings.password,
  });
  const { appId, tokenIssuer, openIdMetadataUrl } = settings;
  return { appId, tokenIssuer, openIdMetadataUrl, credentials };
}

/** Without authentication, for the local trial and for tests only: no setting of the production entry leads here. */
export function makeAnonymousIdentity(): Identity {
  return {
    appId: '',
    tokenIssuer: '',
    openIdMetadataUrl: '',
    credentials: new PasswordServiceClientCredentialFactory('', ''),
  };
}

/** The caller could not show that it is Teams. */
export class UnauthenticatedError extends Error {
  readonly code = 'UNAUTHENTICATED';
}

/** The SDK's adapter, with errors that tell nothing to the caller, and without the SDK's own repetition of sends. */
export class TeamsAdapter extends CloudAdapter {
  private readonly connectors = new Map<string, Promise<ConnectorClient>>();

  constructor(private readonly identity: Identity) {
    super(authenticationFor(identity));
    this.use(async (context, next) => {
      const connector = context.turnState.get<ConnectorClient>(this.ConnectorClientKey);
      if (connector) withoutRepetition(connector);
      await next();
    });
  }

  /**
   * Verifies the caller and runs a turn. Throws UnauthenticatedError before any handler has seen the activity when the
   * token is not Teams' own, for this bot and for the activity's serviceUrl.
   */
  async receive(
    authorization: string,
    activity: Partial<Activity>,
    handle: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const authenticated = await this.authenticate(authorization, activity as Activity);
    return this.processActivity(authenticated, activity as Activity, handle);
  }

  /** The SDK throws errors of many kinds at a bad token: each is a refusal, unless the keys were out of reach. */
  private async authenticate(authorization: string, activity: Activity): Promise<AuthenticateRequestResult> {
    try {
      await this.mustNameTheIssuer(authorization);
      return await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      throw new UnauthenticatedError('not authenticated', { cause: error });
    }
  }

  /** Looked at before the SDK does: for tokens of its emulator it would fetch keys elsewhere. */
  private async mustNameTheIssuer(authorization: string): Promise<void> {
    if (await this.identity.credentials.isAuthenticationDisabled()) return;
    if (issuerNamedIn(authorization) !== this.identity.tokenIssuer) {
      throw new AuthenticationError('the token was not issued to Teams', 401);
    }
  }

  /** A way to call Teams outside a turn; one for each service URL is kept. */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.connectors.get(serviceUrl);
    if (known) return known;
    const identity = new ClaimsIdentity([
      { type: AuthenticationConstants.AudienceClaim, value: this.identity.appId },
      { type: AuthenticationConstants.AppIdClaim, value: this.identity.appId },
    ]);
    const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
    const created = this.botFrameworkAuthentication
      .createConnectorFactory(identity)
      .create(serviceUrl, audience)
      .then(withoutRepetition);
    created.catch(() => this.connectors.delete(serviceUrl));
    this.connectors.set(serviceUrl, created);
    return created;
  }
}

function authenticationFor(identity: Identity): BotFrameworkAuthentication {
  return BotFrameworkAuthenticationFactory.create(
    '',
    true,
    'https://login.microsoftonline.com/botframework.com',
    AuthenticationConstants.ToChannelFromBotOAuthScope,
    identity.tokenIssuer || AuthenticationConstants.ToBotFromChannelTokenIssuer,
    AuthenticationConstants.OAuthUrl,
    identity.openIdMetadataUrl || AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    '',
    identity.credentials,
    new AuthenticationConfiguration([], claims => onlyFromTeams(claims, identity)),
  );
}

/** The SDK takes tokens of its emulator and of other bots too; this bot hears Teams only. */
function onlyFromTeams(claims: { type: string; value: string }[], identity: Identity): Promise<void> {
  const issuer = claims.find(claim => claim.type === AuthenticationConstants.IssuerClaim)?.value;
  if (issuer === identity.tokenIssuer) return Promise.resolve();
  return Promise.reject(new AuthenticationError('the token was not issued to Teams', 401));
}

/** What an unverified token says of its issuer; throws on what is no token. */
function issuerNamedIn(authorization: string): unknown {
  const payload = /^Bearer [^.]+\.([^.]+)\.[^.]*$/.exec(authorization)?.[1] ?? '';
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown } | null;
  return claims?.iss;
}

/** The issuer did not give its keys: nothing is known about the caller then, and the fault is not its own. */
function isOutOfReach(error: unknown): boolean {
  const { name, statusCode = 0 } = error as { name?: string; statusCode?: number };
  return name === 'FetchError' || statusCode >= 500;
}

/**
 * The SDK posts an activity up to four times when Teams answers 5xx, although it may have arrived. One module decides
 * about repetition (src/delivery), so the SDK's policy is taken out.
 */
function withoutRepetition(connector: ConnectorClient): ConnectorClient {
  const { client } = connector as unknown as {
    client: { pipeline: { removePolicy(policy: { name: string }): void } };
  };
  client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return connector;
}
