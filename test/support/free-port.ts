import { freePorts } from '../../src/trial/ports';

/** A port on loopback which nothing listens on right now. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('The system gave no free port.');
  return port;
}
