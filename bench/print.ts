export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => String(row[column]).length)));
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => String(cell).padEnd(widths[column]!)).join('  ')}`.trimEnd());
}

/** One ratio with its two sides in CPU milliseconds, and whether it keeps within its target, where it has one. */
export function printRatio(name: string, a: number, b: number, target?: number): void {
  const ratio = a / b;
  const verdict = target ? `(target <= ${target}: ${ratio <= target ? 'within' : 'OVER'})` : '';
  console.log(
    `  ${name.padEnd(60)} ${a.toFixed(2)} / ${b.toFixed(2)} ms = ${ratio.toFixed(2)}  ${verdict}`.trimEnd(),
  );
}
