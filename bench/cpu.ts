/** In a measured process: says where it listens, and how much CPU time it has used whenever it is asked. */
export function answerCpu(port: number): void {
  process.on('message', message => message === 'cpu' && process.send?.({ cpu: cpuMs() }));
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
