import pino from 'pino';

export type Fields = Record<string, unknown>;

/** Static messages with fields beside them, so that a log can be searched. Never user text, never tokens. */
export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}

/** Logs JSON lines to standard output, from `level` up. */
export function makeLogger(level: string): Logger {
  const log = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    debug: (message, fields) => log.debug(serialise(fields), message),
    info: (message, fields) => log.info(serialise(fields), message),
    warn: (message, fields) => log.warn(serialise(fields), message),
    error: (message, fields) => log.error(serialise(fields), message),
  };
}

function serialise(fields: Fields = {}): Fields {
  const { error, ...rest } = fields;
  return error === undefined
    ? rest
    : { ...rest, err: error instanceof Error ? errorFields(error) : thrownText(error) };
}

/** Not all that can be thrown can be made a text of, and a log must not fail where something else already did. */
function thrownText(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'something that is no error';
  }
}

function errorFields(error: Error): Fields {
  const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
  return { name: error.name, message: error.message, stack: error.stack, ...cause };
}
