import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request to storage on its way. A transaction is a POST to a path that ends in `$batch`. */
export interface StorageCall {
  service: 'table' | 'queue';
  method: string;
  path: string;
  body: string;
}

/** What is done to a request instead of just passing it on; `afterwards` passes it on first. */
export interface StorageFault {
  /** Answer with this. */
  status?: 500 | 503;
  /** Cut the line. */
  cut?: boolean;
  /** Never answer. */
  hang?: boolean;
  /** Wait so long, in milliseconds. Alone: slow, but right. */
  slowMs?: number;
  /** Storage has done what was asked, although nobody is told. */
  afterwards?: boolean;
}

/** Stands before a real storage and makes it fail, as decided by `fault` for each request. */
export interface StorageProxy {
  /** Leads to the storage through this proxy. */
  connectionString: string;
  fault: (call: StorageCall) => StorageFault | undefined;
  /** All requests so far. */
  calls: StorageCall[];
  /** No faults any more; what hangs is cut off. */
  mend(): void;
  stop(): Promise<void>;
}

/** Starts one before the storage that a connection string with TableEndpoint and QueueEndpoint leads to. */
export async function startStorageProxy(connectionString = process.env.TEST_STORAGE!): Promise<StorageProxy> {
  const servers: Server[] = [];
  const hanging = new Set<Socket>();
  const proxy: StorageProxy = {
    connectionString,
    fault: () => undefined,
    calls: [],
    mend() {
      proxy.fault = () => undefined;
      for (const socket of hanging) socket.destroy();
      hanging.clear();
    },
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise(resolve => server.close(resolve));
      }
    },
  };
  for (const service of ['table', 'queue'] as const) {
    const name = service === 'table' ? 'TableEndpoint' : 'QueueEndpoint';
    const endpoint = new RegExp(`${name}=http://127\\.0\\.0\\.1:(\\d+)`).exec(proxy.connectionString)!;
    const server = createServer((request, response) => {
      void serve(proxy, service, Number(endpoint[1]), request, response, hanging);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    proxy.connectionString = proxy.connectionString.replace(endpoint[0], `${name}=http://127.0.0.1:${port}`);
    servers.push(server);
  }
  return proxy;
}

async function serve(
  proxy: StorageProxy,
  service: StorageCall['service'],
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
  hanging: Set<Socket>,
): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return;
  }
  const call: StorageCall = {
    service,
    method: request.method ?? '',
    path: decodeURIComponent(request.url ?? ''),
    body: Buffer.concat(chunks).toString('utf8'),
  };
  proxy.calls.push(call);
  const fault = proxy.fault(call);
  const broken = fault && (fault.status ?? fault.cut ?? fault.hang);
  const passes = !broken || fault.afterwards;
  if (fault?.slowMs && !fault.afterwards) await pause(fault.slowMs);
  const answer =
    passes && !response.destroyed ? await passOn(port, request, Buffer.concat(chunks)) : undefined;
  if (fault?.slowMs && fault.afterwards) await pause(fault.slowMs);
  if (response.destroyed) return;
  if (fault?.hang) {
    hanging.add(request.socket);
    return;
  }
  if (fault?.cut || (!fault?.status && !answer)) {
    request.socket.destroy();
    return;
  }
  response.writeHead(fault?.status ?? answer!.status, fault?.status ? {} : answer!.headers);
  response.end(fault?.status ? '' : answer!.body);
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function passOn(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer | undefined> {
  return new Promise(resolve => {
    const outgoing = forward({ host: '127.0.0.1', port, method, path: url, headers }, incoming => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks) });
      });
    });
    outgoing.on('error', () => resolve(undefined));
    outgoing.end(body);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** A transaction of the register: what the bot confirms. People and pacing have tables of their own. */
export function isCommit({ method, path, body }: StorageCall): boolean {
  return method === 'POST' && path.includes('$batch') && /\/\w*register\b/.test(body);
}
