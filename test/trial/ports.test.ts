import net from 'node:net';
import { checkPorts, freePorts, portTrouble } from '../../src/trial/ports';

function listen(port: number, host: string): Promise<net.Server> {
  const server = net.createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

async function onePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

describe('the ports of the trial', () => {
  it('are free when nothing listens on them', async () => {
    expect(await portTrouble(await onePort())).toBeUndefined();
  });

  it.each(['127.0.0.1', '0.0.0.0'])('are taken when a program listens on %s', async host => {
    const port = await onePort();
    const server = await listen(port, host);
    expect(await portTrouble(port)).toBe('taken');
    server.close();
  });

  it('are named with their user and the fix when taken', async () => {
    const port = await onePort();
    const server = await listen(port, '127.0.0.1');
    await expect(checkPorts([{ port, user: 'the bot', flag: '--bot-port' }])).rejects.toThrow(
      `Port ${port} (the bot) is taken by another program. End that program (an earlier trial?), ` +
        'or choose another port: npm start -- --bot-port <port>',
    );
    server.close();
  });

  it('chosen by the system are all different', async () => {
    expect(new Set(await freePorts(5)).size).toBe(5);
  });
});
