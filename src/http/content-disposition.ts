/** The header that makes a browser keep a file under a name (RFC 6266), with a plain name for those that need one. */
export function contentDisposition(name: string): string {
  // Half of a character cannot be encoded.
  const whole = Buffer.from(name)
    .toString('utf8')
    .replace(/[\p{Cc}/\\]/gu, '_');
  const plain = whole
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. -]/gu, '_');
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
