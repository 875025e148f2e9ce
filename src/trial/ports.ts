import net from 'node:net';
import { TrialError } from './trial-error';

/** A port that is about to be used: by whom, and the flag that moves it. */
export interface PortUse {
  readonly port: number;
  readonly user: string;
  readonly flag: string;
}

// A program may hold a port on one address only, and some systems let another program take the rest:
// each address that ours will listen on is tried by itself.
const addresses = ['127.0.0.1', '0.0.0.0', '::'];

function listenError(port: number, host: string): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Why nobody else can listen on the port: taken, not allowed by the system, or undefined when it is free. */
export async function portTrouble(port: number): Promise<'taken' | 'forbidden' | undefined> {
  for (const host of addresses) {
    const code = await listenError(port, host);
    if (code === 'EADDRINUSE') return 'taken';
    if (code === 'EACCES') return 'forbidden';
  }
  return undefined;
}

/** @throws TrialError naming the first port that cannot be used, and the fix. */
export async function checkPorts(uses: readonly PortUse[]): Promise<void> {
  for (const { port, user, flag } of uses) {
    const trouble = await portTrouble(port);
    if (trouble === undefined) continue;
    const problem = trouble === 'taken' ? 'is taken by another program' : 'is not allowed by this computer';
    const cure = trouble === 'taken' ? 'End that program (an earlier trial?), or choose' : 'Choose';
    throw new TrialError(
      `Port ${port} (${user}) ${problem}. ${cure} another port: npm start -- ${flag} <port>`,
    );
  }
}

/** That many ports on loopback which nothing listens on right now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  const ports = servers.map(server => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
