import { z } from 'zod/v4';

/**
 * Checks one of the project's own data files as it is loaded. Throws an error that names the file and every
 * place in it that is wrong, so that whoever edited it knows where to look.
 */
export function checkedData<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  content: unknown,
): z.output<Schema> {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw new Error(`The data file ${file} is not valid:\n${z.prettifyError(result.error)}`);
}
