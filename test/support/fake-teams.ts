import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One message as Teams holds it: the newest content, and every content it has had. */
export interface PostedActivity {
  id: string;
  conversationId: string;
  activity: Posted;
  updates: Posted[];
}

export interface Posted {
  type: string;
  text?: string;
  summary?: string;
  attachments?: { contentType: string; content: Record<string, unknown> }[];
}

export interface FakeMember {
  /** As an activity names it. */
  id: string;
  aadObjectId: string;
  name: string;
  userRole?: string;
  tenantId?: string;
}

export interface FakeTeam {
  id: string;
  name: string;
  aadGroupId: string;
  channels: { id: string; name?: string; type?: string }[];
  members: FakeMember[];
}

/** What a request is answered with instead of being carried out; `afterwards` carries it out first. */
export interface Fault {
  status?: number;
  body?: object;
  headers?: Record<string, string>;
  /** Cut the line instead of answering. */
  cut?: boolean;
  /** Never answer. */
  hang?: boolean;
  /** Carry it out, but only when this has come about. */
  until?: Promise<void>;
  /** The message stands there although the answer says otherwise. */
  afterwards?: boolean;
}

/** A file that was put into a place that Teams had prepared. */
export interface Upload {
  id: string;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  at: number;
}

/**
 * Teams' own servers, played over HTTP: keeps messages, knows teams and members, and can be made to fail. It is the
 * only thing that the tests put in the place of a real part.
 */
export class FakeTeams {
  readonly posted: PostedActivity[] = [];
  readonly calls: Call[] = [];
  readonly uploads: Upload[] = [];
  /** Files that people have attached, by their id; each can be fetched where `fileUrl` says. */
  readonly files = new Map<string, Buffer>();
  readonly people = new Map<string, FakeMember>();
  readonly teams = new Map<string, FakeTeam>();
  /** Decides about each request; undefined lets it pass. */
  fault: (call: Call) => Fault | undefined = () => undefined;
  /** How many members of a team one answer tells of; the rest comes with a continuation token. */
  membersPerPage = Number.POSITIVE_INFINITY;
  private next = 1;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeTeams> {
    const server = createServer();
    // It never closes a connection that the bot is about to use again: that would be a fault that no test asked for.
    server.keepAliveTimeout = 0;
    const teams = new FakeTeams(server);
    server.on('request', (request, response) => void teams.serve(request, response));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return teams;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/teams/`;
  }

  /** Where the bytes of a file are put, as Teams tells it when somebody lets the bot save one. */
  uploadUrl(id: string): string {
    return `${this.serviceUrl}upload/${id}?tempauth=secret`;
  }

  /** Where an attached file is fetched, as Teams tells it beside the message. */
  fileUrl(id: string): string {
    return `${this.serviceUrl}files/${id}?tempauth=secret`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>(resolve => this.server.close(() => resolve()));
  }

  addPerson(person: FakeMember): void {
    this.people.set(person.id, person);
  }

  addTeam(team: FakeTeam): void {
    this.teams.set(team.id, team);
    for (const member of team.members) this.addPerson(member);
  }

  /** Messages in a conversation, in the order in which they were first posted. */
  in(conversationId: string): PostedActivity[] {
    return this.posted.filter(message => message.conversationId === conversationId);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBytes(request);
    const [address = '', query] = (request.url ?? '').split('?');
    const path = decodeURIComponent(address).replace(/^\/teams/, '');
    const isUpload = path.startsWith('/upload/');
    const body = isUpload ? { headers: request.headers, bytes } : asJson(bytes);
    const call: Call = {
      method: request.method ?? '',
      path,
      query: new URLSearchParams(query),
      body,
      at: Date.now(),
    };
    this.calls.push(call);
    const decided = this.fault(call);
    await decided?.until;
    const fault = decided?.until ? undefined : decided;
    const result = fault && !fault.afterwards ? undefined : this.carryOut(call);
    if (fault?.hang) return;
    if (fault?.cut) {
      request.socket.destroy();
      return;
    }
    const file = fault || call.method !== 'GET' ? undefined : this.files.get(path.replace('/files/', ''));
    if (file) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.end(file);
      return;
    }
    const status = fault?.status ?? result!.status;
    response.writeHead(status, { 'content-type': 'application/json', ...fault?.headers });
    response.end(JSON.stringify(fault ? (fault.body ?? {}) : result!.body));
  }

  private carryOut({ method, path, query, body }: Call): { status: number; body: unknown } {
    const [, version, kind, id = '', what, item] = path.split('/');
    if (version === 'upload') return this.keepUpload(method, kind!, body as Omit<Upload, 'id'>);
    if (version === 'v3' && kind === 'conversations') {
      if (method === 'POST') return this.post(id, body as Posted);
      if (method === 'PUT' && item) return this.update(id, item, body as Posted);
      if (what === 'pagedmembers') return this.teamMembers(id, Number(query.get('continuationToken') ?? 0));
      if (what === 'members' && item) return this.member(item);
    }
    if (version === 'v3' && kind === 'teams') {
      const team = this.teams.get(id);
      if (!team) return notFound('ConversationNotFound');
      if (what === 'conversations') return { status: 200, body: { conversations: team.channels } };
      return { status: 200, body: { id: team.id, name: team.name, aadGroupId: team.aadGroupId } };
    }
    return notFound('NotFound');
  }

  /** As OneDrive does: the whole file at once is a file that is there now. */
  private keepUpload(
    method: string,
    id: string,
    upload: Omit<Upload, 'id'>,
  ): { status: number; body: unknown } {
    const { length } = upload.bytes;
    const range = `bytes 0-${length - 1}/${length}`;
    if (method !== 'PUT' || upload.headers['content-range'] !== range) return { status: 400, body: {} };
    this.uploads.push({ id, ...upload });
    return { status: 201, body: { id } };
  }

  private post(conversationId: string, activity: Posted): { status: number; body: unknown } {
    const id = String(this.next++);
    this.posted.push({ id, conversationId, activity, updates: [] });
    return { status: 201, body: { id } };
  }

  private update(_conversationId: string, id: string, activity: Posted): { status: number; body: unknown } {
    const message = this.posted.find(posted => posted.id === id);
    if (!message) return notFound('ActivityNotFoundInConversation');
    message.activity = activity;
    message.updates.push(activity);
    return { status: 200, body: { id } };
  }

  private teamMembers(id: string, from: number): { status: number; body: unknown } {
    const team = this.teams.get(id);
    if (!team) return notFound('ConversationNotFound');
    const next = from + this.membersPerPage;
    const members = team.members.slice(from, next);
    return {
      status: 200,
      body: { members, ...(next < team.members.length && { continuationToken: String(next) }) },
    };
  }

  private member(id: string): { status: number; body: unknown } {
    const member = this.people.get(id);
    return member ? { status: 200, body: member } : notFound('MemberNotFoundInConversation');
  }
}

function notFound(code: string): { status: number; body: unknown } {
  return { status: 404, body: { error: { code, message: code } } };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function asJson(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}
