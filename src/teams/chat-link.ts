/** A link that opens a person's own chat with a bot in Teams; `&message=` after it puts a text there to send. */
export function chatLinkTo(botId: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=28:${botId}`;
}
